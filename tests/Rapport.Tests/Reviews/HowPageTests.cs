using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Reviews;
using Rapport.Reviews.Asking;

namespace Rapport.Tests.Reviews;

/// The page "How we collect and check reviews": each setting that is changed changes what it says.
public abstract class HowPageTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);
    public ValueTask DisposeAsync() => world.DisposeAsync();

    Task<Response> Page() => world.Visit().Get("/reviews/how");
    async Task<string> Of(string part) => (await Page()).Find($"#{part}")!.TextContent;

    Task Choose<T>(Func<T, T> how) where T : class, new() => world.Do(async services =>
    {
        var settings = services.GetRequiredService<SiteSettings>();
        await settings.Change(services.GetRequiredService<Db>(), how(settings.Of<T>()));
        return 0;
    });

    [Fact]
    public async Task Who_may_review()
    {
        Assert.Contains("Everybody with a confirmed e-mail address may review", await Of("who"));
        await Choose<ReviewSettings>(s => s with { BuyersOnly = true });
        Assert.Contains("Only who bought the thing here may review it", await Of("who"));
    }

    [Fact]
    public async Task Whom_we_ask_when_and_whether_they_are_reminded()
    {
        Assert.Contains("We ask nobody by mail", await Of("asking"));
        await Choose<AskingSettings>(s => s with { Since = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), Delay = 21, Reminder = 8, Undelivered = 33 });
        var asked = await Of("asking");
        foreach (var said in new[] { "21 days after the delivery", "reminded once, 8 days later", "33 days after the order" }) Assert.Contains(said, asked);
        await Choose<AskingSettings>(s => s with { Reminder = null, Undelivered = null });
        Assert.Contains("Nobody is reminded.", await Of("asking"));
        Assert.DoesNotContain("after the order", await Of("asking"));
    }

    [Fact]
    public async Task In_which_words_everybody_is_asked_as_they_go_now()
    {
        await Choose<AskingSettings>(s => s with { Since = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), Reminder = null });
        Assert.Equal(["How do you like what you ordered?", "How do you like Egret kettle?"], (await Page()).All("#mails summary").Select(s => s.TextContent.Trim()));
        Assert.Contains("Every review is published by the same rules", await Of("mails"));
        Assert.DoesNotContain("http", await Of("mails"));
        await Choose<AskingSettings>(s => s with { Reminder = 7 });
        Assert.Equal(4, (await Page()).All("#mails summary").Count);

        using var alma = world.Visit(world.Cast.Alma);
        async Task Say(string language, string words)
        {
            var form = await alma.Get($"/admin/mail/words/review-request?language={language}");
            var last = form.All("[name^=part]").Select(f => f.GetAttribute("name")!).First(n => form.Find($"[name={n}]")!.TextContent.Contains(language == "en" ? "Choose the stars" : "النجوم"));
            Assert.Equal(303, (await alma.Submit(form, "/admin/mail/words/review-request", new Dictionary<string, string> { [last] = words })).Status);
        }
        await Say("en", "Give us five stars and get a voucher.");
        await Say("ar", "أعطنا خمس نجوم.");
        await alma.Submit(await alma.Get("/admin/mail/words"), "/admin/mail/frame", new Dictionary<string, string> { ["footer-en"] = "If you are unhappy, write to us instead." });
        Assert.Null((await Page()).Find("#mails"));

        using var server = new Rapport.Tests.Feed.MailServer();
        var address = new Uri(server.Address);
        await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail", new { host = address.Host, port = $"{address.Port}", sender = "us@example.org" });
        await alma.Submit(await alma.Get("/admin/asking/preview"), "/admin/asking/on");
        Assert.Contains("Give us five stars and get a voucher.", await Of("mails"));
        Assert.Contains("If you are unhappy, write to us instead.", await Of("mails"));
        Assert.Contains("أعطنا خمس نجوم.", (await world.Visit().Get("/ar/reviews/how")).Find("#mails")!.TextContent);
    }

    [Fact]
    public async Task What_waits_for_a_moderator()
    {
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("until 2 of their posts were published, and their links until their standing allows them", await Of("holding"));
        await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { first = 3 });
        Assert.Contains("until 3 of their posts were published, and their links", await Of("holding"));
        await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { holding = "before" });
        Assert.Contains("Every review waits", await Of("holding"));
        await world.Given.Review(await world.Given.Product());
        await world.Act(async db => { (await db.Set<Rapport.Conversations.Space>().FirstAsync(s => s.Purpose == Rapport.Conversations.SpacePurpose.Reviews)).Holding = Rapport.Governance.Holding.After; await db.Save(); });
        await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { first = 4 });
        Assert.Contains("Nothing waits", await Of("holding"));
    }

    [Fact]
    public async Task What_is_offered()
    {
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("Nothing is offered", await Of("offers"));
        await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/admin/reviews/incentives", new { name = "Spring", kind = "voucher", amount = "10 EUR" });
        Assert.Contains("A voucher over €10.00 for writing a review, whatever it says", (await Page()).Text);
        Assert.DoesNotContain("Spring", (await Page()).Text);
        await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/admin/reviews/incentives", new { name = "Later", kind = "freedelivery", since = "2999-01-01" });
        Assert.DoesNotContain("Free delivery", (await Page()).Text);
    }

    [Fact]
    public async Task Which_reviews_came_from_elsewhere_and_whether_they_count()
    {
        Assert.Contains("No review was brought here", await Of("imports"));
        var review = await world.Given.Review(await world.Given.Product());
        await world.Act(async db => { (await db.Reviews.FirstAsync(r => r.Id == review.Id)).CameFrom("Elsewhere", verified: true, db.Clock.GetUtcNow()); db.Redraw("reviews"); await db.Save(); });
        await world.Settled();
        Assert.Contains("They count in the stars.", await Of("imports"));
        Assert.Contains("Elsewhere: 1 review, of which it says it checked the purchase of 1", (await Page()).Text);
        await Choose<ReviewSettings>(s => s with { ImportsCount = false });
        Assert.Contains("They do not count in the stars.", await Of("imports"));
    }

    [Fact]
    public async Task How_many_are_published_and_for_which_reasons_others_are_not()
    {
        var kettle = await world.Given.Product();
        await world.Given.Review(kettle, stars: 5);
        var hidden = await world.Given.Review(kettle, stars: 1);
        Assert.Contains("Of 2 reviews that were written here, 2 are published", await Of("published"));

        await world.Visit(world.Cast.Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "personaldata", reason = "It names somebody." });
        await world.Settled();

        Assert.Contains("Of 2 reviews that were written here, 1 are published, 1 were refused or hidden", await Of("published"));
        Assert.Contains("Personal data of somebody: 1 review", await Of("grounds"));
        Assert.Contains("Advertising or spam: 0 reviews", await Of("grounds"));
        var product = await world.Visit().Get(kettle.Path);
        Assert.NotNull(product.Find(".rating a[href='/reviews/how']"));
        Assert.NotNull(product.Find("footer a[href='/reviews/how']"));
    }
}

public sealed class HowPageTestsOnSqlite() : HowPageTests(Engine.Sqlite);
public sealed class HowPageTestsOnPostgres() : HowPageTests(Engine.Postgres);
