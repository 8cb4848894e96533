using System.IO.Compression;
using System.Net;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Governance;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Reviews;

/// Questions to people who have the thing.
public abstract class OwnersTests(Engine engine) : InWorld(engine)
{
    /// Somebody who bought the thing and lets others ask.
    async Task<Member> Owner(Product of, bool willing = true, Role role = Role.Member)
    {
        var owner = await Given.Account(role: role);
        await Given.Order(owner, of);
        if (willing) await As(owner).Post($"/products/{of.Id}/willing", new { willing = true });
        return owner;
    }

    async Task<string> Ask(Product about, Member by)
    {
        var page = await As(by).Get($"/ask?product={about.Id}&owners=true");
        var sent = await As(by).Submit(page, "/ask", new { title = $"Does it drip, number {Given.Fresh()}?", body = "Mine may.", space = (await Given.Space()).Id });
        Assert.Equal(303, sent.Status);
        await Settled();
        return sent.Location!;
    }

    async Task<string> Told(Member owner) => (await As(owner).Get("/notices")).Text;

    [Fact]
    public async Task A_question_goes_to_owners_who_agreed_and_whoever_asks_sees_how_many_and_never_who()
    {
        var family = $"family-{Given.Fresh()}";
        var (kettle, blue) = (await Given.Product("Kettle", l => l with { Family = family, Variant = "green" }), await Given.Product("Kettle", l => l with { Family = family, Variant = "blue" }));
        var (one, variant, unasked, employee) = (await Owner(kettle), await Owner(blue), await Owner(kettle, willing: false), await Owner(kettle, role: Role.Employee));
        var asker = await Owner(kettle);

        Assert.Contains("up to 2 people who bought the thing here", (await As(asker).Get($"/ask?product={kettle.Id}&owners=true")).Text);
        var topic = await Ask(kettle, asker);

        Assert.Contains("Sent to 2 owners", (await As(asker).Get(topic)).Text);
        foreach (var other in new[] { Anyone(), As(one), As(Mona) }) Assert.DoesNotContain("Sent to", (await other.Get(topic)).Text);
        foreach (var owner in new[] { one, variant }) Assert.Contains("asks you, who bought it", await Told(owner));
        foreach (var other in new[] { unasked, employee, asker }) Assert.DoesNotContain("asks you", await Told(other));
    }

    [Fact]
    public async Task The_mail_says_why_it_comes_and_one_click_stops_such_mails()
    {
        using var server = new MailServer();
        await using var world = await World.Start(Engine, null, "--smtp", server.Address, "--mail-hold", "0");
        var kettle = await world.Given.Product();
        var owner = await world.Given.Account(password: null);
        await world.Given.Order(owner, kettle);
        using var visitor = world.Visit(owner);
        await visitor.Post($"/products/{kettle.Id}/willing", new { willing = true });
        using var ada = world.Visit(world.Cast.Ada);
        using var stranger = new HttpClient { BaseAddress = world.Address };
        var space = await world.Given.Space();
        async Task Ask(int number)
        {
            await ada.Submit(await ada.Get($"/ask?product={kettle.Id}&owners=true"), "/ask", new { title = $"Does it drip, number {number}?", body = "Mine may.", space = space.Id });
            await world.Settled();
        }

        await Ask(1);
        await Waiting.Eventually(() => server.To(owner.Email!).Count > 0, "the mail to come");
        var mail = server.To(owner.Email!)[^1];
        Assert.Equal("Does it drip, number 1?", mail.Subject);
        Assert.Contains("Ada asks you, who bought it", mail.TextBody);
        Assert.Contains("you bought the product and agreed to be asked about it", mail.TextBody!.ReplaceLineEndings(" "));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);

        Assert.Equal(HttpStatusCode.OK, (await stranger.PostAsync(new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))).StatusCode);
        await Ask(2);

        Assert.Single(server.To(owner.Email!));
        Assert.Contains("Does it drip, number 2?", (await visitor.Get("/notices")).Text);
    }

    [Fact]
    public async Task What_waits_for_a_moderator_goes_to_owners_once_it_is_published()
    {
        var (kettle, nia) = (await Given.Product(), await Given.Newcomer());
        var owner = await Owner(kettle);

        var topic = await Ask(kettle, nia);
        Assert.Contains("as soon as others can read it", (await As(nia).Get(topic)).Text);
        Assert.DoesNotContain("asks you", await Told(owner));
        var id = long.Parse(topic.Split('/')[2]);
        var held = await World.Query(db => db.Cases.Where(c => c.ThingId == id).Select(c => c.Id).FirstAsync());
        await As(Mona).Post($"/admin/cases/{held}", new { verdict = "publish" });
        await Settled();

        Assert.Contains("Sent to 1 owner", (await As(nia).Get(topic)).Text);
        Assert.Contains("asks you, who bought it", await Told(owner));
    }

    [Fact]
    public async Task Nobody_is_asked_more_often_in_a_week_than_the_settings_say()
    {
        var (kettle, asker) = (await Given.Product(), await Given.Member());
        var owner = await Owner(kettle);

        string[] topics = [await Ask(kettle, asker), await Ask(kettle, asker), await Ask(kettle, asker)];

        Assert.Contains("Sent to 1 owner", (await As(asker).Get(topics[1])).Text);
        Assert.Contains("No owner could be asked just now", (await As(asker).Get(topics[2])).Text);
        Assert.Equal(2, await World.Query(db => db.AskedOwners.CountAsync(a => a.MemberId == owner.Id)));
    }

    [Fact]
    public async Task Who_was_asked_longest_ago_is_asked_first_and_no_more_than_the_settings_say()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        var owners = new List<long>();
        for (var n = 0; n < 3; n++)
        {
            var owner = await world.Given.Account(password: null);
            await world.Given.Order(owner, kettle);
            using var visitor = world.Visit(owner);
            await visitor.Post($"/products/{kettle.Id}/willing", new { willing = true });
            owners.Add(owner.Id);
        }
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Equal(422, (await alma.Submit(await alma.Get("/admin/reviews"), "/admin/reviews", new { ownersasked = "0" })).Status);
        await alma.Submit(await alma.Get("/admin/reviews"), "/admin/reviews", new { ownersasked = "2", ownerweekly = "5" });
        using var ada = world.Visit(world.Cast.Ada);
        var space = await world.Given.Space();

        var asked = new List<long[]>();
        for (var n = 0; n < 2; n++)
        {
            var sent = await ada.Submit(await ada.Get($"/ask?product={kettle.Id}&owners=true"), "/ask", new { title = $"Does it drip, number {n}?", body = "Mine may.", space = space.Id });
            await world.Settled();
            var topic = long.Parse(sent.Location!.Split('/')[2]);
            asked.Add(await world.Query(db => db.AskedOwners.Where(a => a.TopicId == topic).Select(a => a.MemberId).Order().ToArrayAsync()));
        }

        Assert.Equal([owners[0], owners[1]], asked[0]);
        Assert.Equal([owners[0], owners[2]], asked[1]);
        Assert.Contains("to 2 at most", (await ada.Get("/reviews/how")).Text);
    }

    [Fact]
    public async Task Who_is_suspended_cancelled_withdrew_or_wants_to_hear_of_none_is_not_counted()
    {
        var (kettle, asker) = (await Given.Product(), await Given.Member());
        var (suspended, withdrawn, deaf) = (await Owner(kettle), await Owner(kettle), await Owner(kettle));
        await As(Alma).Post($"/admin/people/{suspended.Id}/suspend", new { reason = "Sells fakes again and again." });
        var settings = await As(withdrawn).Get("/settings");
        await As(withdrawn).Submit(settings, $"/products/{kettle.Id}/willing");
        await As(deaf).Post("/settings/notices", new { here = "Mention", mail = "Mention" });
        var cancelled = await Given.Account();
        await Given.Order(cancelled, kettle, list: "told twice", number: $"C-{cancelled.Id}");
        await As(cancelled).Post($"/products/{kettle.Id}/willing", new { willing = true });
        await Given.Order(cancelled, kettle, list: "told twice", number: $"C-{cancelled.Id}", cancelled: "2026-03-02");

        var topic = await Ask(kettle, asker);

        Assert.Contains("No owner could be asked just now", (await As(asker).Get(topic)).Text);
        var id = long.Parse(topic.Split('/')[2]);
        Assert.False(await World.Query(db => db.AskedOwners.AnyAsync(a => a.TopicId == id)));
    }

    [Fact]
    public async Task Whoever_bought_a_thing_agrees_and_takes_it_back_where_their_things_stand_and_nobody_else_can()
    {
        var kettle = await Given.Product();
        var owner = await Owner(kettle, willing: false);

        var things = await As(owner).Get("/things");
        Assert.Contains("May questions of others about it be passed on to you?", things.Text);
        await As(owner).Submit(things, $"/products/{kettle.Id}/willing");
        var agreed = await As(owner).Get("/things");
        Assert.Contains("Questions about it are passed on to you.", agreed.Text);
        Assert.Contains("Questions of others", (await As(owner).Get("/settings")).Text);
        await As(owner).Submit(agreed, $"/products/{kettle.Id}/willing");
        Assert.Contains("May questions of others", (await As(owner).Get("/things")).Text);

        Assert.Equal(422, (await As(await Given.Member()).Post($"/products/{kettle.Id}/willing", new { willing = true })).Status);
        Assert.Contains("Nobody else who bought it here has agreed", (await As(Ben).Get($"/ask?product={kettle.Id}&owners=true")).Text);
    }

    [Fact]
    public async Task An_answer_by_who_bought_it_says_so_for_as_long_as_the_order_stands()
    {
        var (kettle, buyer) = (await Given.Product(), await Given.Account());
        await Given.Order(buyer, kettle, list: "told again", number: $"A-{buyer.Id}");
        var topic = await Given.Topic(by: Ada, title: $"Does it drip, number {Given.Fresh()}?", product: kettle.Id);
        var (answer, other) = (await Given.Reply(topic, buyer, "Mine does not."), await Given.Reply(topic, Ben, "I would not know."));
        string? Label(Response page, long post) => page.Find($"#p{post} .evidence summary")?.TextContent.Trim();

        var page = await Anyone().Get(topic.Path);
        Assert.Equal("Bought here", Label(page, answer.Id));
        Assert.Contains("Nobody can set this by hand", page.Find($"#p{answer.Id} .evidence")!.TextContent);
        Assert.Null(Label(page, other.Id));
        using var robot = Anyone().With("Authorization", $"Bearer {await Given.Token(Ada)}");
        Assert.Equal([(answer.Id, true), (other.Id, false)], (await robot.Get($"/api/v1/topics/{topic.Id}/replies")).Json.GetProperty("items").EnumerateArray().Select(r => (r.GetProperty("id").GetInt64(), r.GetProperty("bought").GetBoolean())).OrderBy(r => r.Item1));

        await Given.Order(buyer, kettle, list: "told again", number: $"A-{buyer.Id}", cancelled: "2026-03-02");
        await Settled();
        Assert.Null(Label(await Anyone().Get(topic.Path), answer.Id));
    }

    [Fact]
    public async Task Only_questions_about_a_product_go_to_owners()
    {
        var (kettle, space) = (await Given.Product(), await Given.Space());
        async Task<Response> Sent(object form) => await As(Ada).Post("/ask", form);

        Assert.Contains("Owners are asked questions.", (await Sent(new { kind = "discussion", title = "What do you think of it?", body = "Well?", space = space.Id, product = kettle.Id, owners = true, from = "/ask" })).Text);
        Assert.Contains("Name the product whose owners are to be asked.", (await Sent(new { kind = "question", title = "What do you think of it?", body = "Well?", space = space.Id, owners = true, from = "/ask" })).Text);
        Assert.Contains("Pass the question on to owners", (await As(await Given.Member()).Post("/ask", new { kind = "question", title = "What do you think of it?", body = "Well?", product = (await Kettle()).Id, owners = true, preview = 1 })).Text);
    }

    async Task<Product> Kettle()
    {
        var kettle = await Given.Product();
        await Owner(kettle);
        return kettle;
    }

    [Fact]
    public async Task It_is_part_of_what_is_told_about_a_member_and_goes_with_them()
    {
        var (kettle, asker) = (await Given.Product(), await Given.Member());
        var owner = await Owner(kettle);
        await Ask(kettle, asker);

        await As(owner).Submit(await As(owner).Get("/settings"), "/settings/data");
        using var zip = new ZipArchive(new MemoryStream((await As(owner).Get(await Given.LinkMailedTo(owner.Email))).Bytes));
        Assert.Contains("topicId", new StreamReader(zip.GetEntry("questions-passed-on-to-you.json")!.Open()).ReadToEnd(), StringComparison.OrdinalIgnoreCase);
        await As(owner).Submit(await As(owner).Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = owner.Handle, currentPassword = Given.Password });
        await Settled();

        Assert.False(await World.Query(async db => await db.AskedOwners.AnyAsync(a => a.MemberId == owner.Id) || await db.WillingOwners.AnyAsync(o => o.MemberId == owner.Id)));
    }
}

public sealed class OwnersTestsOnSqlite() : OwnersTests(Engine.Sqlite);
public sealed class OwnersTestsOnPostgres() : OwnersTests(Engine.Postgres);
