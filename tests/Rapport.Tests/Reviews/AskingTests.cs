using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Rapport.Catalog;
using Rapport.Customers;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Asking;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Reviews;

/// Asking for reviews: who is asked and when, by mails as a real mail server receives them, and what the links in them do.
public abstract class AskingTests(Engine engine) : IAsyncLifetime
{
    readonly MailServer server = new();
    // Some time ago, so that sessions last.
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow.AddDays(-500).ToMicroseconds());
    readonly string nia = $"nia{Given.Fresh()}@people.example";
    World world = null!;

    Given Given => world.Given;
    DateTimeOffset Now => clock.GetUtcNow();

    public async ValueTask InitializeAsync() => world = await World.Start(engine, services => services.AddSingleton<TimeProvider>(clock), "--smtp", server.Address, "--address", "https://community.example.test", "--brand", "Kettle & Co");

    public async ValueTask DisposeAsync()
    {
        server.Dispose();
        await world.DisposeAsync();
    }

    Task Choose(Func<AskingSettings, AskingSettings> how) => world.Do(async services =>
    {
        var settings = services.GetRequiredService<SiteSettings>();
        await settings.Change(services.GetRequiredService<Db>(), how(settings.Of<AskingSettings>()));
        return 0;
    });

    Task SwitchOn(int delay = 14, int? reminder = null, int anHour = 10_000) => Choose(s => s with { Since = Now, Delay = delay, Reminder = reminder, AnHour = anHour });

    /// Lets the days pass, and whoever's turn it is be asked.
    async Task Pass(double days)
    {
        clock.Advance(TimeSpan.FromDays(days));
        await Turn();
    }

    async Task Turn()
    {
        await world.Act(async db => { await db.Enqueue(new AskForReviews()); await db.Save(); });
        await world.Settled();
    }

    async Task<MimeMessage> AskedAbout(params IReadOnlyList<Product> things)
    {
        await SwitchOn();
        await Given.Ordered(nia, things, delivered: Now);
        await Pass(15);
        return Assert.Single(server.To(nia));
    }

    /// The paths behind the stars in a mail, for each thing from one to five.
    static IReadOnlyList<string> Stars(MimeMessage mail) => [.. Html(mail).QuerySelectorAll("a[href*='stars=']").Select(a => new Uri(a.GetAttribute("href")!).PathAndQuery)];

    static AngleSharp.Html.Dom.IHtmlDocument Html(MimeMessage mail) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!);

    static string Off(MimeMessage mail) => new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;

    Task<LeftOut?> Why(Order order) => world.Query(db => db.ReviewRequests.Where(r => r.OrderId == order.Id).Select(r => r.Why).SingleAsync());

    [Fact]
    public async Task Nobody_is_asked_until_an_administrator_has_looked_at_the_mails_and_at_how_many_will_go()
    {
        var kettle = await Given.Product();
        await Given.Ordered(nia, [kettle], delivered: Now);
        var way = await Given.Ordered($"way-{nia}", [kettle]);
        await Pass(15);
        Assert.Empty(server.Received);
        using var alma = world.Visit(world.Cast.Alma);

        var blind = await alma.Post("/admin/asking/on", new { seen = "0123456789abcdef" });
        Assert.Equal(422, blind.Status);
        Assert.Contains("Look at the mails first", blind.Text);

        var page = await alma.Get("/admin/asking/preview");
        Assert.Equal(8, page.All("pre.mail-text").Count);
        Assert.Contains("How do you like Egret kettle?", page.Text);
        Assert.Contains("Nothing in these mails may depend on what somebody thinks", page.Text);
        Assert.Contains("Hello Sam, you ordered from Kettle & Co", page.Text);
        Assert.Contains("1 order is on its way", page.Text);
        Assert.Contains("In the last 30 days 1 order was delivered. By these rules 1 mail goes for them.", page.Text);
        var seen = page.All("a").Where(a => a.TextContent.Contains("mail reader")).Select(a => a.GetAttribute("href")!).ToList();
        Assert.NotEmpty(seen);
        foreach (var href in seen) Assert.Equal(200, (await alma.Get(href)).Status);

        Assert.Equal("/admin/asking?saved=1", (await alma.Submit(page, "/admin/asking/on")).Location);
        await Turn();
        Assert.Empty(server.Received);

        await Given.Ordered($"way-{nia}", [kettle], delivered: Now, number: way.Key, placed: way.PlacedAt);
        await Pass(13);
        Assert.Empty(server.Received);
        await Pass(2);
        Assert.Single(server.To($"way-{nia}"));
        Assert.Empty(server.To(nia));
    }

    [Fact]
    public async Task One_mail_asks_about_everything_in_the_order_with_five_stars_for_each_thing()
    {
        var (kettle, mug) = (await Given.Product("Egret kettle"), await Given.Product("Mug"));
        var mail = await AskedAbout(kettle, mug);

        Assert.Equal("How do you like what you ordered?", mail.Subject);
        Assert.Contains("Hello Nia, you ordered from Kettle & Co on", mail.TextBody);
        Assert.Equal(10, Stars(mail).Count);
        Assert.StartsWith($"{kettle.Path}/review?stars=1&link=", Stars(mail)[0]);
        Assert.All(Stars(mail), (path, n) => Assert.Contains($"{n % 5 + 1} of 5 stars: https://community.example.test{path}", mail.TextBody));
        Assert.Contains($"No more such mails: https://community.example.test{Off(mail)}", mail.TextBody);
        var html = Html(mail);
        Assert.Equal("3 of 5 stars", html.QuerySelectorAll("a")[2].GetAttribute("aria-label"));
        Assert.Empty(html.QuerySelectorAll("img,script"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task It_is_in_the_language_the_customer_ordered_in()
    {
        await SwitchOn();
        await Given.Ordered(nia, [await Given.Product()], delivered: Now, language: "ar-EG");
        await Given.Ordered($"other-{nia}", [await Given.Product()], delivered: Now, language: "xx");
        await Pass(15);

        Assert.Contains("dir=\"rtl\"", Assert.Single(server.To(nia)).HtmlBody);
Assert.StartsWith("/ar/products/", Stars(server.To(nia)[0])[0]);
        Assert.Contains("Hello Nia", Assert.Single(server.To($"other-{nia}")).TextBody);
    }

    [Fact]
    public async Task Who_is_left_out_is_left_out_for_a_reason_that_stands_there()
    {
        var (kettle, mug) = (await Given.Product(), await Given.Product("Mug"));
        var before = await Given.Ordered($"before-{nia}", [kettle], delivered: Now);
        clock.Advance(TimeSpan.FromMinutes(1));
        await SwitchOn();
        var history = await Given.Ordered($"history-{nia}", [kettle], delivered: Now, cause: Cause.Import);
        var cancelled = await Given.Ordered($"cancelled-{nia}", [kettle], delivered: Now, cancelled: Now);
        var back = await Given.Ordered($"back-{nia}", [kettle, mug], delivered: Now, returned: [kettle, mug]);
        var half = await Given.Ordered($"half-{nia}", [kettle, mug], delivered: Now, returned: [mug]);
        var nameless = await Given.Ordered(null, [kettle], delivered: Now);
        var unknown = await Given.Ordered($"unknown-{nia}", [new Product(1, $"NO-{Given.Fresh()}", "Nothing we list", "nothing")], delivered: Now);
        await Pass(15);

        Assert.Equal([LeftOut.History, LeftOut.Cancelled, LeftOut.GivenBack, null, LeftOut.NoAddress, LeftOut.UnknownThings], [await Why(history), await Why(cancelled), await Why(back), await Why(half), await Why(nameless), await Why(unknown)]);
        Assert.False(await world.Query(db => db.ReviewRequests.AnyAsync(r => r.OrderId == before.Id)));
        Assert.Equal($"half-{nia}", Assert.Single(server.Received).To.Mailboxes.Single().Address);
        Assert.Equal(5, Stars(server.Received[0]).Count);
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("Everything came back, or the money did: 1", (await alma.Get("/admin/asking")).Text);
    }

    [Fact]
    public async Task Variants_of_one_family_are_asked_about_once_and_what_is_reviewed_not_at_all()
    {
        var family = $"family {Given.Fresh()}";
        var (red, blue, mug) = (await Given.Product("Red kettle", l => l with { Family = family }), await Given.Product("Blue kettle", l => l with { Family = family }), await Given.Product("Mug"));
        var buyer = await Given.Mailed("Vera");
        await Given.Review(mug, buyer);
        await SwitchOn();
        await Given.Ordered(buyer.Email, [red, blue, mug], delivered: Now);
        var done = await Given.Ordered(buyer.Email, [mug], delivered: Now);
        await Pass(15);

        Assert.Equal("How do you like Red kettle?", Assert.Single(server.To(buyer.Email!)).Subject);
        Assert.Equal(LeftOut.Reviewed, await Why(done));
    }

    [Fact]
    public async Task An_order_told_twice_and_asked_about_by_several_at_once_is_one_mail()
    {
        var kettle = await Given.Product();
        await using var second = await world.Join(services => services.AddSingleton<TimeProvider>(clock), "--smtp", server.Address, "--address", "https://community.example.test");
        await SwitchOn();
        for (var n = 0; n < 3; n++) await Given.Ordered(nia, [kettle], delivered: Now, number: "twice");
        clock.Advance(TimeSpan.FromDays(15));
        await world.Act(async db =>
        {
            for (var n = 0; n < 6; n++) await db.Enqueue(new AskForReviews());
            await db.Save();
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => (n % 2 == 0 ? world : second).Do(async services =>
        {
            await ActivatorUtilities.CreateInstance<Asker>(services).Do(new AskForReviews(), default);
            return 0;
        })));
        await world.Settled();
        await Turn();

        Assert.Single(server.To(nia));
        Assert.Equal(1, await world.Query(db => db.Set<SentMail>().CountAsync(m => m.Address == nia)));
    }

    [Fact]
    public async Task Who_says_nothing_is_reminded_once_and_who_reviewed_or_sent_it_back_meanwhile_is_not()
    {
        var kettle = await Given.Product();
        var reviewer = await Given.Mailed("Rita");
        await SwitchOn(reminder: 7);
        await Given.Ordered(nia, [kettle], delivered: Now);
        await Given.Ordered(reviewer.Email, [kettle], delivered: Now);
        await Given.Ordered($"back-{nia}", [kettle], delivered: Now, number: "back");
        var delivered = Now;
        await Pass(15);
        Assert.Equal(3, server.Received.Count);

        await Given.Review(kettle, reviewer);
        await Given.Ordered($"back-{nia}", [kettle], delivered: delivered, number: "back", placed: delivered.AddDays(-2), returned: [kettle]);
        await Pass(6);
        Assert.Equal(3, server.Received.Count);
        await Pass(2);
        await Pass(30);

        Assert.Equal(["How do you like Kettle?", "Do you find time for a word on Kettle?"], server.To(nia).Select(m => m.Subject));
        Assert.Contains("This is the only reminder", server.To(nia)[1].TextBody);
        Assert.Equal(4, server.Received.Count);
    }

    [Fact]
    public async Task Switched_off_nobody_is_asked_or_reminded_and_what_came_meanwhile_is_not_asked_about_later()
    {
        var kettle = await Given.Product();
        await SwitchOn(reminder: 7);
        await Given.Ordered(nia, [kettle], delivered: Now);
        await Pass(15);
        await Given.Ordered($"late-{nia}", [kettle], delivered: Now);
        using (var alma = world.Visit(world.Cast.Alma)) await alma.Post("/admin/asking/off");
        await Pass(10);
        await Given.Ordered($"off-{nia}", [kettle], delivered: Now);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Choose(s => s with { Since = Now });
        await Pass(20);

        Assert.Equal(nia, Assert.Single(server.Received).To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Where_no_delivery_is_told_the_order_counts_if_an_administrator_says_so()
    {
        var kettle = await Given.Product();
        await SwitchOn();
        await Given.Ordered($"early-{nia}", [kettle]);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/asking"), "/admin/asking", new { undelivered = 30 });
        await Given.Ordered(nia, [kettle]);
        await Pass(29);
        Assert.Empty(server.Received);
        await Pass(2);

        Assert.Equal(nia, Assert.Single(server.Received).To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData("delay", "181"), InlineData("delay", ""), InlineData("reminder", "0"), InlineData("reminder", "soon"), InlineData("undelivered", "-3"), InlineData("anhour", "0")]
    public async Task Days_out_of_bounds_are_refused_and_the_form_comes_back(string field, string said)
    {
        using var alma = world.Visit(world.Cast.Alma);

        var page = await alma.Submit(await alma.Get("/admin/asking"), "/admin/asking", new Dictionary<string, string> { [field] = said });

        Assert.Equal(422, page.Status);
        Assert.Contains("Write a number of", page.Find(".error")!.TextContent);
    }

    [Fact]
    public async Task Many_at_once_trickle_out()
    {
        var kettle = await Given.Product();
        await SwitchOn(anHour: 24);
        for (var n = 0; n < 30; n++) await Given.Ordered($"m{n}-{nia}", [kettle], delivered: Now);
        await Choose(s => s with { Since = Now.AddDays(-1) });
        clock.Advance(TimeSpan.FromDays(14.5));
        Assert.Empty(server.Received);
        await Turn();
        Assert.InRange(server.Received.Count, 1, 4);
        for (var n = 0; n < 11; n++) await Turn();

        Assert.Equal(24, server.Received.Count);
        clock.Advance(TimeSpan.FromMinutes(61));
        for (var n = 0; n < 4; n++) await Turn();
        Assert.Equal(30, server.Received.Count);
    }

    [Fact]
    public async Task One_click_ends_it_for_ever_for_the_address_and_a_mere_look_does_not()
    {
        var kettle = await Given.Product();
        var mail = await AskedAbout(kettle);
        await Choose(s => s with { Reminder = 7 });
        using var stranger = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.Address };
        Task<int> Stops() => world.Query(db => db.Set<AskingStop>().CountAsync());

        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(Off(mail))).StatusCode);
        Assert.Equal(0, await Stops());
        Assert.Equal(HttpStatusCode.OK, (await stranger.PostAsync(Off(mail), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.PostAsync(Off(mail), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))).StatusCode);
        Assert.Equal(1, await Stops());

        // Forgotten and known again: the address still says no.
        await world.Do(async services => { await services.GetRequiredService<OrderBook>().Take("shop:1", new Rapport.Customers.Shops.ShopWord { Forget = [(null, nia)] }); return 0; });
        Assert.Equal(0, await world.Query(db => db.Set<SentMail>().CountAsync(m => m.Address == nia)));
        var again = await Given.Ordered(nia.ToUpperInvariant(), [kettle], delivered: Now);
        await Pass(15);
        Assert.Single(server.Received);
        Assert.Equal(LeftOut.OptedOut, await Why(again));
        foreach (var forged in new[] { Off(mail).Replace("/off", "x/off"), "/reviews/asking/x.y/off", "/reviews/asking/0/off" }) Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(forged, new FormUrlEncodedContent([]))).StatusCode);
    }

    [Fact]
    public async Task A_mailbox_that_the_mail_server_does_not_know_is_not_tried_again()
    {
        var kettle = await Given.Product();
        lock (server.Moods) server.Moods.Enqueue(MailServer.Mood.KnowsNobody);
        await SwitchOn(reminder: 1);
        await Given.Ordered(nia, [kettle], delivered: Now);
        await Pass(15);
        await Waiting.Eventually(() => world.Query(db => db.Set<SentMail>().AnyAsync(m => m.Address == nia && m.RefusedAt != null)), "the mail to be refused");
        await Pass(2);
        var again = await Given.Ordered(nia, [kettle], delivered: Now);
        await Pass(15);

        Assert.Equal(1, server.Calls);
        Assert.Equal(LeftOut.NoSuchMailbox, await Why(again));
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("The mail server says that there is no such mailbox: 1", (await alma.Get("/admin/asking")).Text);
    }

    [Fact]
    public async Task The_stars_in_the_mail_are_chosen_on_the_form_and_opening_it_stores_nothing()
    {
        var kettle = await Given.Product();
        var path = Stars(await AskedAbout(kettle))[3];
        Task<(int, int, int, long?)> Stored() => world.Query(async db => (await db.Members.CountAsync(), await db.Set<EventRow>().CountAsync(), await db.Reviews.CountAsync(), await db.Set<EventRow>().MaxAsync(e => e.Position)));
        var before = await Stored();
        using var scanner = world.Visit();

        for (var n = 0; n < 3; n++) await scanner.Get(path);
        await scanner.Send(HttpMethod.Head, path);
        var page = await scanner.Get(path);

        Assert.Equal(200, page.Status);
        Assert.Equal("4", page.Find("input[name=stars][checked]")!.GetAttribute("value"));
        Assert.Contains("You review as Nia W. (not you?)", page.Text);
        Assert.Equal(before, await Stored());
        Assert.Equal(0, await world.Query(db => db.Set<Act>().CountAsync(a => a.Key.Contains("link"))));
    }

    [Fact]
    public async Task Whoever_has_no_account_gets_a_name_with_the_review_and_the_same_link_opens_it_again()
    {
        var kettle = await Given.Product();
        var path = Stars(await AskedAbout(kettle))[3];
        using var buyer = world.Visit();

        var thanks = await buyer.Submit(await buyer.Get(path), $"/products/{kettle.Id}/review", new { stars = 4, body = "It boils fast and it does not drip." });
        Assert.StartsWith("/reviews/", thanks.Location);
        Assert.Equal(200, (await buyer.Get(thanks.Location!)).Status);
        var again = await buyer.Visit(path);
        Assert.Contains("It boils fast", again.Find("textarea[name=body]")!.TextContent);
        await buyer.Submit(again, again.Form("/reviews/" + thanks.Location!.Split('/', '?')[2]).GetAttribute("action")!, new { stars = 2, body = "It drips after all." });
        await world.Settled();

        var review = await world.Query(db => db.Reviews.SingleAsync(r => r.ProductId == kettle.Id));
        var member = await world.Query(db => db.Members.SingleAsync(m => m.Id == review.AuthorId));
        Assert.Equal((2, "Nia W.", nia, true), (review.Stars, member.Name, member.EmailKey, member.ConfirmedAt is not null));
        Assert.NotNull(review.OrderLineId);
        Assert.Equal(member.Id, await world.Query(db => db.Customers.Where(c => c.EmailKey == nia).Select(c => c.MemberId).SingleAsync()));
        var offer = await buyer.Get(thanks.Location!);
        await buyer.Submit(offer, "/questions");
        Assert.Equal(kettle.Id, await world.Query(db => db.WillingOwners.Where(o => o.MemberId == member.Id).Select(o => o.ProductId).SingleAsync()));
        Assert.Contains("are passed on to you", (await buyer.Get(thanks.Location!)).Text);
        // The link is no session.
        Assert.Contains("/sign-in", (await buyer.Get("/settings")).Location);
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Equal(["1", "0", "0", "0", "1"], (await alma.Get("/admin/asking")).All("tbody tr")[0].Children.Skip(1).Select(c => c.TextContent));
    }

    [Fact]
    public async Task An_account_that_there_is_writes_the_review_and_nothing_else_of_it_is_touched()
    {
        var (kettle, known) = (await Given.Product(), await Given.Mailed("Known"));
        await SwitchOn();
        await Given.Ordered(known.Email, [kettle], delivered: Now, name: "Somebody Else");
        await Pass(15);
        var path = Stars(Assert.Single(server.To(known.Email!)))[0];
        // Whoever is signed in where it is opened is not meant.
        using var ben = world.Visit(world.Cast.Ben);
        var page = await ben.Get(path);
        Assert.Contains("You review as Known (not you?)", page.Text);
        Assert.Null(page.Find("input[name=name]"));

        await ben.Submit(page, $"/products/{kettle.Id}/review", new { stars = 1, body = "It broke on the second day.", name = "Renamed" });

        Assert.Equal(known.Id, await world.Query(db => db.Reviews.Where(r => r.ProductId == kettle.Id).Select(r => r.AuthorId!.Value).SingleAsync()));
        Assert.Equal("Known", await world.Query(db => db.Members.Where(m => m.Id == known.Id).Select(m => m.Name).SingleAsync()));
    }

    [Fact]
    public async Task Whoever_typed_the_address_before_without_showing_that_it_is_theirs_gains_nothing()
    {
        var kettle = await Given.Product();
        var stranger = await Given.Account("Stranger", confirmed: false);
        await SwitchOn();
        await Given.Ordered(stranger.Email, [kettle], delivered: Now, name: "Owen Hill");
        await Pass(15);
        using var buyer = world.Visit();

        await buyer.Submit(await buyer.Get(Stars(Assert.Single(server.To(stranger.Email!)))[4]), $"/products/{kettle.Id}/review", new { stars = 5, body = "A kettle as it should be." });

        var member = await world.Query(db => db.Members.SingleAsync(m => m.Id == stranger.Id));
        Assert.Equal(("Owen H.", null), (member.Name, member.PasswordHash));
        Assert.NotNull(member.ConfirmedAt);
    }

    [Fact]
    public async Task A_link_that_is_forged_cut_old_or_for_something_else_opens_nothing()
    {
        var (kettle, other) = (await Given.Product(), await Given.Product("Mug"));
        var path = Stars(await AskedAbout(kettle))[3];
        using var visitor = world.Visit();
        var body = new { stars = 4, body = "It boils fast.", link = path.Split("link=")[1] };

        foreach (var forged in new[] { path[..^1], path[..^3] + "AAA", path.Replace("link=", "link=1"), path[..(path.IndexOf("link=", StringComparison.Ordinal) + 5)] + "x.y", path.Replace(kettle.Path, other.Path) })
            Assert.Equal(404, (await visitor.Visit(forged)).Status);
        Assert.Equal(404, (await visitor.Post($"/products/{other.Id}/review", body)).Status);
        Assert.Equal(404, (await visitor.Post($"/products/{kettle.Id}/review", body with { link = "12.AAAAAAAAAAAAAAAAAAAAAA" })).Status);
        clock.Advance(TimeSpan.FromDays(366));
        var late = await visitor.Get(path);
        Assert.Contains("This link does not work any more.", late.Text);
        Assert.Equal(422, (await visitor.Post($"/products/{kettle.Id}/review", body)).Status);
        Assert.Equal(0, await world.Query(db => db.Reviews.CountAsync(r => r.ProductId == kettle.Id)));
    }

    [Fact]
    public async Task Leaving_ends_the_links_and_takes_the_person_out()
    {
        var kettle = await Given.Product();
        var path = Stars(await AskedAbout(kettle))[3];
        using var buyer = world.Visit();
        await buyer.Submit(await buyer.Get(path), $"/products/{kettle.Id}/review", new { stars = 4, body = "It boils fast and it does not drip." });
        await world.Do(async services =>
        {
            var db = services.GetRequiredService<Db>();
            var member = await db.Members.SingleAsync(m => m.EmailKey == nia);
            await Rapport.Members.Leaving.Leave.Carry(db, member, LeavingChoice.KeepWordsWithoutName, services.GetServices<PersonalData>());
            return 0;
        });
        await world.Settled();

        Assert.Contains("This link does not work any more.", (await buyer.Get(path)).Text);
        Assert.Equal(0, await world.Query(db => db.Set<SentMail>().CountAsync(m => m.Address == nia)));
    }

    /// By the page and as a program, another text and ours again, and what stands around every mail: each of it ends what was looked at.
    [Theory]
    [InlineData("review-request", false, false)]
    [InlineData("review-reminder", false, false)]
    [InlineData("review-request", true, false)]
    [InlineData("review-request", false, true)]
    [InlineData("review-reminder", true, true)]
    [InlineData("frame", false, false)]
    public async Task Whoever_changes_the_words_switches_asking_off_until_they_were_looked_at_again(string what, bool byProgram, bool back)
    {
        using var alma = world.Visit(world.Cast.Alma);
        var (robot, other) = (await Robot.For(world, world.Cast.Alma), $"other{nia}");
        const string ours = "Choose the stars and add a few words. They appear on the page of the product, under a short form of your name that you can change. Every review is published by the same rules, whatever its stars.";
        const string theirs = "Give us five stars and get a voucher of 10 euros. If you are unhappy, write to us instead.";
        async Task Reword(string? to)
        {
            var (form, path) = (await alma.Get($"/admin/mail/words/{what}?language=en"), $"/admin/mail/words/{what}");
            var answer = what == "frame" ? await alma.Submit(await alma.Get("/admin/mail/words"), "/admin/mail/frame", new Dictionary<string, string> { ["footer-en"] = to! })
                : byProgram ? to is null ? await robot.Delete($"/settings/mail/words/{what}/en") : await robot.Put($"/settings/mail/words/{what}/en", new { texts = new Dictionary<string, string> { [ours] = to } })
                : to is null ? await alma.Submit(form, $"{path}/reset")
                : await alma.Submit(form, path, new Dictionary<string, string> { [form.All("textarea").First(t => t.TextContent.Contains("Choose the stars")).GetAttribute("name")!] = to });
            Assert.InRange(answer.Status, 200, 303);
        }
        async Task SwitchOnByHand() => Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/asking/preview"), "/admin/asking/on")).Status);
        if (back) await Reword(theirs);
        await SwitchOnByHand();
        Assert.Contains("Switched on.", (await alma.Get("/admin/asking")).Text);
        await Given.Ordered(nia, [await Given.Product()], delivered: Now);

        await Reword(back ? null : theirs);
        await Pass(15);

        Assert.Empty(server.To(nia));
        Assert.Contains("Switched off, because words of the mails were changed", (await alma.Get("/admin/asking")).Text);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await robot.Get("/asking")).Json.GetProperty("since").ValueKind);
        Assert.Contains("switches asking off", (await alma.Get(what == "frame" ? "/admin/mail/words" : $"/admin/mail/words/{what}")).Text);
        Assert.Contains("We ask nobody by mail", (await world.Visit().Get("/reviews/how")).Text);

        // What was changed back is not on again by itself.
        await Reword(back ? theirs : what == "frame" ? "" : null);
        Assert.Contains("Switched off, because words", (await alma.Get("/admin/asking")).Text);
        await SwitchOnByHand();
        await Given.Ordered(other, [await Given.Product()], delivered: Now);
        await Pass(15);
        Assert.Single(server.To(other));
    }

    [Fact]
    public async Task The_words_of_another_mail_leave_asking_as_it_is()
    {
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/asking/preview"), "/admin/asking/on");

        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/mail/words/code?language=en"), "/admin/mail/words/code", new { part0 = "Psst: {code}" })).Status);

        Assert.Contains("Switched on.", (await alma.Get("/admin/asking")).Text);
    }

    /// All that can be chosen, and for each of it the content and the discontent are asked alike.
    [Fact]
    public async Task Whatever_is_chosen_nobody_is_picked_by_what_they_think()
    {
        Assert.Equal(["AnHour", "Delay", "IsOn", "Reminder", "Since", "Undelivered", "UndeliveredSince", "Words"], typeof(AskingSettings).GetProperties().Select(p => p.Name).Order());
        var other = await Given.Product("Mug");
        foreach (var (delay, reminder, undelivered) in new (int, int?, int?)[] { (0, null, null), (0, 1, 30), (14, null, 3), (14, 7, null), (60, 60, 1) })
        {
            var (kettle, glad, sorry) = (await Given.Product(), await Given.Mailed("Glad"), await Given.Mailed("Sorry"));
            await Given.Review(other, glad, stars: 5);
            await Given.Review(other, sorry, stars: 1, body: "Never again: it broke, and nobody answered.");
            await Choose(s => s with { Since = Now, Delay = delay, Reminder = reminder, Undelivered = undelivered, UndeliveredSince = undelivered is null ? null : Now, AnHour = 10_000 });
            foreach (var buyer in new[] { glad, sorry })
            {
                await Given.Ordered(buyer.Email, [kettle], delivered: Now);
                await Given.Ordered(buyer.Email, [kettle]);
            }
            for (var day = 0; day < 130; day += 13) await Pass(13);

            var (one, two) = (server.To(glad.Email!), server.To(sorry.Email!));
            Assert.Equal(one.Select(m => (m.Subject, m.Date)), two.Select(m => (m.Subject, m.Date)));
            Assert.Equal((undelivered is null ? 1 : 2) * (reminder is null ? 1 : 2), one.Count);
        }
    }

    [Fact]
    public async Task Programs_read_and_choose_it_and_switch_it_on_only_with_what_the_preview_said()
    {
        var robot = await Robot.For(world, world.Cast.Alma);
        Assert.Equal(422, (await robot.Put("/asking/switch", new { seen = "no" })).Status);
        await robot.Put("/asking", new { delay = 5, anHour = 100, reminder = 3 });
        var seen = (await robot.Get("/asking/preview")).Json.GetProperty("seen").GetString();
        var on = await robot.Put("/asking/switch", new { seen });

        Assert.Equal((5, 3, 100), (on.Json.GetProperty("delay").GetInt32(), on.Json.GetProperty("reminder").GetInt32(), on.Json.GetProperty("anHour").GetInt32()));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, on.Json.GetProperty("since").ValueKind);
        var order = await Given.Ordered(nia, [await Given.Product()], delivered: Now);
        await Pass(6);
        Assert.Equal(1, (await robot.Get($"/review-requests?order={order.Id}")).Json.GetProperty("items").GetArrayLength());
    }
}

public sealed class AskingTestsOnSqlite() : AskingTests(Engine.Sqlite);
public sealed class AskingTestsOnPostgres() : AskingTests(Engine.Postgres);
