using Microsoft.Playwright;
using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Members;
using Rapport.Tests.Story;

namespace Rapport.Tests.Governance;

/// Words and links that a place does not allow.
public abstract class PlaceRulesTests(Engine engine) : InWorld(engine)
{
    async Task<Space> Strict(string words = "", string hosts = "", string handling = "refuse", string? why = null, string welcome = "")
    {
        var space = await Given.Space();
        using var mona = As(Mona);
        var saved = await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}/lists"), $"/admin/spaces/{space.Slug}/lists", new { words, hosts, wordsare = handling, hostsare = handling, why, welcome });
        Assert.Equal(303, saved.Status);
        return space;
    }

    Task<Response> Ask(Visitor by, Space space, string title, string body, string tags = "") => by.Post("/ask", new { kind = "question", space = space.Id, title, body, tags, from = "/ask" });

    async Task<bool> IsRefused(Space space, string body, string title = "Does anybody know this one?") => (await Ask(As(Ben), space, title, body)).Status switch { 422 => true, 303 => false, var other => throw new Xunit.Sdk.XunitException($"{other}") };

    [Fact]
    public async Task The_author_is_told_at_once_which_word_and_why_and_the_form_comes_back_filled_in()
    {
        var space = await Strict("zirkel", why: "We talk about kettles here.");

        var refused = await Ask(As(Ben), space, "Where do I buy the thing?", "I have a Zirkel at home.", tags: "kettles");

        Assert.Equal(422, refused.Status);
        Assert.Contains("“zirkel” is not allowed here: We talk about kettles here.", refused.Text);
        Assert.Equal("I have a Zirkel at home.", refused.Find("textarea[name=body]")!.TextContent.Trim());
        Assert.Equal(("Where do I buy the thing?", "kettles"), (refused.Find("input[name=title]")!.GetAttribute("value"), refused.Find("input[name=tags]")!.GetAttribute("value")));
        Assert.Equal(0, await World.Query(db => db.Topics.CountAsync(t => t.SpaceId == space.Id)));
        Assert.False(await IsRefused(space, "I have a compass at home."));
        Assert.False(await IsRefused(await Given.Space(), "I have a zirkel at home."));
    }

    [Fact]
    public async Task Sides_of_reviews_tags_of_others_topics_and_articles_are_looked_at_too()
    {
        await using var world = await World.Start(Engine);
        var (alma, ben) = (world.Visit(world.Cast.Alma), world.Visit(world.Cast.Ben));
        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation/lists", new { words = "zirkel", hosts = "spam.example" })).Status);
        var (product, topic) = (await world.Given.Product(), await world.Given.Topic(by: world.Cast.Ada));
        Assert.Equal(303, (await alma.Post("/admin/helpers", new { who = $"@{world.Cast.Ben.Handle}" })).Status);
        await world.Settled();
        object Review(string pros, string cons) => new { stars = 4, body = "It boils fast and it does not drip.", relative = "", rewarded = "", sampled = "", pros, cons };

        foreach (var (pros, cons) in new[] { ("A fine zirkel", ""), ("", "See spam.example") }) Assert.Equal(422, (await ben.Post($"/products/{product.Id}/review", Review(pros, cons))).Status);
        Assert.Equal(303, (await ben.Post($"/products/{product.Id}/review", Review("A fine lid", ""))).Status);
        Assert.Equal(422, (await ben.Post($"/topics/{topic.Id}/tags", new { tags = "zirkel" })).Status);
        Assert.Equal(303, (await ben.Post($"/topics/{topic.Id}/tags", new { tags = "kettles" })).Status);
        Assert.Equal(422, (await ben.Post("/tags/kettles", new { summary = "Not a zirkel" })).Status);
        Assert.Equal(422, (await ben.Post("/tags/kettles", new { body = "See https://spam.example/x" })).Status);
        Assert.Equal(303, (await ben.Post("/tags/kettles", new { summary = "All that boils" })).Status);
    }

    [Theory]
    [InlineData("I have a ZIRKEL.", true)]
    [InlineData("I have a zírkèl.", true)]
    [InlineData("I have a zіrkеl.", true)]
    [InlineData("I have a z i r k e l.", true)]
    [InlineData("I have a z.i-r.k-e.l!", true)]
    [InlineData("I have a zir\u200Bkel.", true)]
    [InlineData("I have a **zir**kel.", true)]
    [InlineData("I have zirkels.", false)]
    [InlineData("I have a superzirkel.", false)]
    [InlineData("My zir kel is here.", false)]
    [InlineData("Schnorchel", true)]
    [InlineData("Schnorcheln", true)]
    [InlineData("Geschnorchelt", false)]
    [InlineData("It is a red herring.", true)]
    [InlineData("It is red. Herring is fish.", true)]
    [InlineData("A red old herring", false)]
    [InlineData("I have a zir-kel.", true)]
    [InlineData("I have a zir--kel.", true)]
    [InlineData("It is Zir-kel's.", true)]
    [InlineData("It is redherring.", false)]
    public async Task Words_match_whole_however_they_are_dressed_up_and_not_inside_of_others(string body, bool refused)
    {
        var space = await Strict("zirkel\nschnorchel*\nred herring");

        Assert.Equal(refused, await IsRefused(space, body));
    }

    [Theory]
    [InlineData("hell", "He'll be back soon, she said he’ll go.", false)]
    [InlineData("ill", "I'll try it.", false)]
    [InlineData("id", "I'd try it.", false)]
    [InlineData("shell*", "Perhaps she’ll do it.", false)]
    [InlineData("the rapist", "My therapist says so.", false)]
    [InlineData("ass", "Options A, S, S in the menu, and G R A S S.", false)]
    [InlineData("ass", "You A.S.S, you.", true)]
    [InlineData("c++", "My grade C is fine.", false)]
    [InlineData("c++", "Is it written in C++?", true)]
    [InlineData("AT&T", "Read att once, and at T.", false)]
    [InlineData("AT&T", "Is it from at&t?", true)]
    public async Task Words_that_are_only_put_together_or_lose_their_signs_are_others(string line, string body, bool refused) => Assert.Equal(refused, await IsRefused(await Strict(line), body));

    [Theory]
    [InlineData("See https://spam.example/buy", true)]
    [InlineData("See [this](https://deep.below.spam.example)", true)]
    [InlineData("See [this][1]\n\n[1]: http://SPAM.example./x", true)]
    [InlineData("See https://nice.example@spam.example/", true)]
    [InlineData("See spam.example, no link", true)]
    [InlineData("Write to sam@spam.example", true)]
    [InlineData("See [this](https://spam%2Eexample/)", true)]
    [InlineData("See [this](https:///spam.example)", true)]
    [InlineData("See [this](https:////sam@SPAM%2Eexample:443/)", true)]
    [InlineData("See [this](https://other.example/?from=https%3A%2F%2Fnice.example)", false)]
    [InlineData("See https://notspam.example", false)]
    [InlineData("See https://spam.example.org", false)]
    [InlineData("Spam is an example.", false)]
    public async Task A_host_matches_all_below_it_in_every_kind_of_link(string body, bool refused)
    {
        var space = await Strict(hosts: "spam.example");
        await Given.Vouched(Ben, World);

        var answer = await Ask(As(Ben), space, "Does anybody know this one?", body);

        Assert.Equal(refused, answer.Status == 422);
        if (refused) Assert.Contains("Links to spam.example are not allowed here. Leave them out.", answer.Text);
    }

    [Fact]
    public async Task A_link_that_cannot_be_read_passes_no_list_of_hosts()
    {
        var space = await Strict(hosts: "spam.example");
        await Given.Vouched(Ben, World);

        Assert.Contains("are not allowed here. Leave them out.", (await Ask(As(Ben), space, "Does anybody know this one?", "See [this](https://spam%2Fexample/)")).Text);
        Assert.False(await IsRefused(await Given.Space(), "See [this](https://spam%2Fexample/)"));
    }

    [Fact]
    public async Task Titles_tags_replies_comments_and_changes_count_too()
    {
        var space = await Strict("zirkel");
        var (ben, topic) = (As(Ben), await Given.Topic(by: Ada, space: space));
        var mine = await Given.Topic(by: Ben, space: space);
        var reply = await Given.Reply(topic, Ben);

        Assert.Contains("“zirkel” is not allowed here.", (await Ask(ben, space, "Where is my zirkel now?", "It was here.")).Text);
        Assert.Contains("“zirkel” is not allowed here.", (await Ask(ben, space, "Where is my thing now?", "It was here.", "zirkel")).Text);
        Assert.Equal(422, (await ben.Post($"/topics/{topic.Id}/replies", new { body = "A zirkel" })).Status);
        Assert.Equal(422, (await ben.Post($"/posts/{reply.Id}/comments", new { body = "A zirkel" })).Status);
        Assert.Equal(422, (await ben.Post($"/posts/{reply.Id}", new { body = "A zirkel" })).Status);
        Assert.Equal(422, (await ben.Post($"/posts/{mine.Id}", new { title = "A zirkel again?", body = "It drips." })).Status);
        Assert.Equal(422, (await ben.Post($"/posts/{mine.Id}", new { title = mine.Title, body = "It drips.", tags = "zirkel" })).Status);
        Assert.Equal(422, (await (await Robot.For(World, Ben)).Post($"/topics/{topic.Id}/replies", new { body = "A zirkel" })).Status);
        Assert.Equal(303, (await As(Emil).Post($"/topics/{topic.Id}/replies", new { body = "We do not sell a zirkel." })).Status);
        Assert.DoesNotContain("A zirkel", (await Anyone().Visit(topic.Path)).Text);
    }

    [Fact]
    public async Task What_stood_there_before_the_list_came_can_be_mended_around_it()
    {
        var space = await Given.Space();
        var topic = await Given.Topic(by: Ben, space: space, body: "My zirkel drips.");
        using var mona = As(Mona);
        await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}/lists"), $"/admin/spaces/{space.Slug}/lists", new { words = "zirkel\ntrumpet" });

        Assert.Equal(303, (await As(Ben).Post($"/posts/{topic.Id}", new { title = topic.Title, body = "My zirkel drips a lot." })).Status);
        Assert.Equal(422, (await As(Ben).Post($"/posts/{topic.Id}", new { title = topic.Title, body = "My zirkel drips on a trumpet." })).Status);
    }

    [Fact]
    public async Task Where_it_is_held_instead_a_moderator_sees_the_word_and_the_author_is_told()
    {
        var space = await Strict("zirkel", "spam.example", "hold");

        var posted = await Ask(As(Ben), space, "Where do I buy the thing?", "I have a zirkel at home.");

        Assert.Equal(303, posted.Status);
        Assert.Equal(404, (await Anyone().Get(posted.Location!)).Status);
        var id = long.Parse(posted.Location!.Split('/')[2]);
        Assert.Equal((Wait.Word, "zirkel"), ((await Given.OpenCase(id))!.Wait!.Value, (await Given.OpenCase(id))!.Listed));
        Assert.Contains("it holds a word that is not allowed here: zirkel", (await As(Mona).Get(await Given.QueueAt(id))).Text);
        Assert.Contains("It is held because it holds a word that is not allowed here: zirkel", (await As(Ben).Visit(posted.Location!)).Text);
        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{(await Given.OpenCase(id))!.Id}", new { verdict = "hide", ground = "spam" })).Status);
        Assert.Contains("A program pointed it out; a person decided.", (await As(Ben).Get($"/decisions/{await World.Query(db => db.Statements.Where(s => s.ThingId == id).Select(s => s.Id).FirstAsync())}")).Text);
        var linked = await Ask(As(Ben), space, "Where do I buy the other?", "At spam.example");
        Assert.Equal(Wait.Host, (await Given.OpenCase(long.Parse(linked.Location!.Split('/')[2])))!.Wait);
    }

    [Fact]
    public async Task Links_to_hosts_that_are_welcome_never_wait()
    {
        var (space, nia) = (await Strict(welcome: "shop.example"), await Given.Newcomer());
        await Given.Published(nia, World, 3);

        Assert.Equal(200, (await Anyone().Get((await Ask(As(nia), space, "Is this the right lid?", "See https://www.shop.example/lid")).Location!)).Status);
        Assert.Equal(404, (await Anyone().Get((await Ask(As(nia), space, "Is this the right lid?", "See https://www.shop.example/lid and https://other.example")).Location!)).Status);
    }

    [Theory]
    [InlineData("fine\n*", "", "Line 2: * needs at least the two first letters of a word before it.")]
    [InlineData("fine\nfoo *", "", "Line 2: * needs at least the two first letters of a word before it.")]
    [InlineData("f*ne", "", "Line 1: * stands only at the end.")]
    [InlineData("fine\n\n?!", "", "Line 3 has neither letters nor digits.")]
    [InlineData("", "shop.example\nhttps://shop.example/buy", "Line 2: “https://shop.example/buy” is no name of a host")]
    [InlineData("", "shop", "Line 1: “shop” is no name of a host")]
    [InlineData("", "-bad-.example", "Line 1: “-bad-.example” is no name of a host")]
    public async Task A_list_that_could_not_work_is_refused_with_its_line_and_comes_back(string words, string hosts, string why)
    {
        var space = await Given.Space();
        using var mona = As(Mona);

        var refused = await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}/lists"), $"/admin/spaces/{space.Slug}/lists", new { words, hosts, why = "Because" });

        Assert.Equal(422, refused.Status);
        Assert.Contains(why, refused.Text);
        Assert.Equal((words, hosts), (refused.Find("textarea[name=words]")!.TextContent.Replace("\r", "").Trim('\n'), refused.Find("textarea[name=hosts]")!.TextContent.Replace("\r", "").Trim('\n')));
    }

    [Fact]
    public async Task A_list_takes_500_lines_of_100_characters()
    {
        var space = await Given.Space();
        using var mona = As(Mona);
        async Task<Response> Save(string words) => await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}/lists"), $"/admin/spaces/{space.Slug}/lists", new { words });
        var most = string.Join('\n', Enumerable.Range(1, 500).Select(n => $"word{n}"));

        Assert.Contains("Keep at most 500 lines: line 501 is one too many.", (await Save(most + "\nmore")).Text);
        Assert.Contains("Line 2 is longer than 100 characters.", (await Save("fine\n" + new string('x', 101))).Text);
        Assert.Equal(303, (await Save(most)).Status);
        Assert.True(await IsRefused(space, "It is word500."));
    }

    [Fact]
    public async Task Only_moderators_change_the_lists_of_a_place_and_only_administrators_those_of_all_and_of_the_reviews()
    {
        var space = await Given.Space();
        var reviews = await World.Query(db => db.Spaces.AsNoTracking().FirstOrDefaultAsync(s => s.Purpose == SpacePurpose.Reviews));
        foreach (var who in new[] { Ben, Emil }) Assert.Equal((404, 404), ((await As(who).Get($"/admin/spaces/{space.Slug}/lists")).Status, (await As(who).Post($"/admin/spaces/{space.Slug}/lists", new { words = "zirkel" })).Status));
        Assert.Equal(404, (await As(Mona).Post("/admin/moderation/lists", new { words = "zirkel" })).Status);
        if (reviews is not null) Assert.Contains("Only an administrator decides", (await As(Mona).Post($"/admin/spaces/{reviews.Slug}/lists", new { words = "zirkel" })).Text);
        Assert.Equal(303, (await As(Mona).Post($"/admin/spaces/{space.Slug}/lists", new { words = "zirkel" })).Status);
        Assert.Contains("+ zirkel", (await As(Mona).Get("/admin/audit?act=space.")).Text);
    }

    [Fact]
    public async Task Programs_lay_down_the_lists_and_bad_ones_are_refused()
    {
        var (space, robot) = (await Given.Space(), await Robot.For(World, Mona));

        Assert.Equal(422, (await robot.Put($"/spaces/{space.Id}/lists", new { words = new[] { "*" } })).Status);
        Assert.Equal(200, (await robot.Put($"/spaces/{space.Id}/lists", new { words = new[] { "zirkel" }, hosts = new[] { "spam.example" }, hostsAre = "hold" })).Status);

        var said = (await robot.Get($"/spaces/{space.Id}/lists")).Json;
        Assert.Equal(("zirkel", "refuse", "hold"), (said.GetProperty("words")[0].GetString(), said.GetProperty("wordsAre").GetString(), said.GetProperty("hostsAre").GetString()));
        Assert.True(await IsRefused(space, "A zirkel"));
        Assert.NotEqual(200, (await (await Robot.For(World, Ben)).Get($"/spaces/{space.Id}/lists")).Status);
    }

    [Fact]
    public async Task The_community_has_a_list_for_everywhere_that_reviews_and_stories_obey_too()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("Line 1: * needs", (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation/lists", new { words = "*" })).Text);
        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation/lists", new { words = "zirkel" })).Status);
        var (ben, space, product) = (world.Visit(world.Cast.Ben), await world.Given.Space(), await world.Given.Product("Egret kettle"));

        Assert.Contains("“zirkel” is not allowed here.", (await Ask(ben, space, "Where do I buy it?", "A zirkel")).Text);
        Assert.Equal(422, (await ben.Post($"/products/{product.Id}/review", new { stars = 4, body = "It pours like a zirkel, and that is good." })).Status);
        Assert.Equal(0, await world.Query(db => db.Posts.CountAsync(p => p.AuthorId == world.Cast.Ben.Id)));
        Assert.Contains("Moderation changed", (await alma.Get("/admin/audit")).Text);
    }
}

public sealed class PlaceRulesTestsOnSqlite() : PlaceRulesTests(Engine.Sqlite);
public sealed class PlaceRulesTestsOnPostgres() : PlaceRulesTests(Engine.Postgres);

/// A word that is refused, on a phone.
public abstract class PlaceRulesInBrowserTests(Engine engine) : InBrowser(engine)
{
    [Fact]
    public async Task Who_is_refused_a_word_sees_which_and_loses_nothing_on_a_phone()
    {
        var space = await World.Given.Space();
        using (var mona = World.Visit(World.Cast.Mona)) await mona.Post($"/admin/spaces/{space.Slug}/lists", new { words = "zirkel", why = "We talk about kettles here." });
        var topic = await World.Given.Topic(World.Cast.Ada, space: space);
        var page = await Open(World.Cast.Ben, width: 360, height: 740);
        await page.GotoAsync(topic.Path);
        await page.Locator("form[action$='/replies'] textarea").FillAsync("Draw it with a zirkel,\nthen wait.");

        await page.Locator("form[action$='/replies'] .button:not([name=preview])").First.ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("“zirkel” is not allowed here: We talk about kettles here.");
        var area = page.Locator("form[action$='/replies'] textarea");
        await Assertions.Expect(area).ToHaveValueAsync("Draw it with a zirkel,\nthen wait.");
        await area.FillAsync("Draw it with a compass,\nthen wait.");
        await page.Locator("form[action$='/replies'] .button:not([name=preview])").First.ClickAsync();
        await Assertions.Expect(page.Locator(".post .prose", new() { HasText = "Draw it with a compass" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0);
    }
}

public sealed class PlaceRulesInBrowserTestsOnSqlite() : PlaceRulesInBrowserTests(Engine.Sqlite);
public sealed class PlaceRulesInBrowserTestsOnPostgres() : PlaceRulesInBrowserTests(Engine.Postgres);
