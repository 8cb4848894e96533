using Rapport.Conversations;
using Rapport.Members;

namespace Rapport.Tests.Conversations;

/// Spaces in the administration: opened, renamed, put in order, archived.
public abstract class SpacesDeskTests(Engine engine) : InWorld(engine)
{
    static async Task<string[]> Order(Visitor visitor) => [.. (await visitor.Get("/admin/spaces")).All(".sortable > li").Select(row => row.Id!)];

    [Fact]
    public async Task A_space_is_opened_renamed_described_and_moved_to_another_audience_and_language()
    {
        var (name, better) = ($"Garage {Given.Fresh()}", $"Workshop {Given.Fresh()}");
        using var mona = As(Mona);
        var opened = (await mona.Submit(await mona.Get("/admin/spaces/new"), "/admin/spaces", new { name, description = "For tinkering", audience = "members", language = "ar" })).Location!;

        var page = await mona.Get(opened);
        Assert.Equal("ar", page.Find("select[name=language] option[selected]")!.GetAttribute("value"));
        Assert.Contains("2 to 60 characters", (await mona.Submit(page, opened.Split('?')[0], new { name = "x" })).Text);
        Assert.Contains("There is no such audience.", (await mona.Submit(page, opened.Split('?')[0], new { audience = "space:1" })).Text);
        Assert.Equal(303, (await mona.Submit(page, opened.Split('?')[0], new { name = better, audience = "public" })).Status);

        Assert.Equal(200, (await Anyone().Get(opened.Split('?')[0].Replace("/admin", ""))).Status);
        Assert.Contains(better, (await Anyone().Get("/spaces")).Text);
        var decisions = (await As(Alma).Get("/admin/audit?act=space.")).Text;
        Assert.Contains("Space opened", decisions);
        Assert.Contains(better, decisions);
    }

    [Fact]
    public async Task What_is_said_in_a_space_that_closes_to_others_is_gone_from_every_page_at_once()
    {
        var (space, kettle, word) = (await Given.Space(), await Given.Product(), $"lids-{Given.Fresh()}");
        var topic = await Given.Topic(by: Ada, space: space, product: kettle.Id, title: $"Where does the lid go, {word}?", tags: [word]);
        string[] pages = [kettle.Path, $"/tags/{word}"];
        foreach (var path in pages) Assert.Contains(topic.Title, (await Anyone().Get(path)).Text);
        using var mona = As(Mona);
        var desk = $"/admin/spaces/{space.Slug}";

        Assert.Equal(303, (await mona.Submit(await mona.Get(desk), desk, new { audience = "members" })).Status);

        foreach (var path in pages) Assert.DoesNotContain(topic.Title, (await Anyone().Get(path)).Text);
        Assert.Contains(topic.Title, (await As(Ben).Get(kettle.Path)).Text);
    }

    [Fact]
    public async Task Who_may_read_reviews_and_whether_more_are_written_is_an_administrators_decision()
    {
        await using var world = await World.Start(Engine);
        var review = await world.Given.Review(await world.Given.Product());
        var space = await world.Query(db => db.Spaces.AsNoTracking().FirstAsync(s => s.Purpose == SpacePurpose.Reviews));
        var desk = $"/admin/spaces/{space.Slug}";
        using var mona = world.Visit(world.Cast.Mona);
        using var alma = world.Visit(world.Cast.Alma);

        Assert.Contains("Only an administrator decides who reads reviews", (await mona.Submit(await mona.Get(desk), desk, new { audience = "members" })).Text);
        Assert.Equal(422, (await mona.Post($"{desk}/archive", new { reason = "Enough" })).Status);
        Assert.Equal(303, (await mona.Submit(await mona.Get(desk), desk, new { description = "What owners think" })).Status);
        Assert.Equal(200, (await world.Visit().Visit($"/posts/{review.Id}")).Status);

        Assert.Equal(303, (await alma.Submit(await alma.Get(desk), desk, new { audience = "members" })).Status);
        Assert.Equal(404, (await world.Visit().Visit($"/posts/{review.Id}")).Status);
    }

    [Fact]
    public async Task A_space_has_a_name_of_its_own_that_can_be_said()
    {
        var (name, other) = ($"Garage {Given.Fresh()}", $"Shed {Given.Fresh()}");
        using var mona = As(Mona);
        async Task<Response> Open(string called) => await mona.Submit(await mona.Get("/admin/spaces/new"), "/admin/spaces", new { name = called, audience = "public", language = "en" });
        var path = (await Open(name)).Location!.Split('?')[0];

        Assert.Contains("Another space has this name.", (await Open(name.ToUpperInvariant())).Text);
        Assert.Contains("A name needs letters or digits.", (await Open("///")).Text);
        var second = (await Open(other)).Location!.Split('?')[0];
        Assert.Contains("Another space has this name.", (await mona.Submit(await mona.Get(second), second, new { name })).Text);
        Assert.Equal(303, (await mona.Submit(await mona.Get(path), path, new { description = "Its own name is no other's" })).Status);
    }

    [Fact]
    public async Task Spaces_are_put_in_order_a_step_at_a_time_or_all_at_once()
    {
        await using var world = await World.Start(Engine);
        var (first, second, third) = (await world.Given.Space(), await world.Given.Space(), await world.Given.Space());
        using var mona = world.Visit(world.Cast.Mona);
        Assert.Equal([first.Slug, second.Slug, third.Slug], await Order(mona));

        await mona.Submit(await mona.Get("/admin/spaces"), $"/admin/spaces/{third.Slug}/move", new { by = "up" });
        Assert.Equal([first.Slug, third.Slug, second.Slug], await Order(mona));
        await mona.Post($"/admin/spaces/{first.Slug}/move", new { by = "up" });
        Assert.Equal([first.Slug, third.Slug, second.Slug], await Order(mona));
        await mona.Post("/admin/spaces/order", new { order = $"{second.Id},{first.Id},nonsense" });

        Assert.Equal([second.Slug, first.Slug, third.Slug], await Order(mona));
        Assert.Equal([second.Path, first.Path, third.Path], (await world.Visit().Get("/spaces")).All(".rows a.row-link").Select(a => a.GetAttribute("href")));
        Assert.Equal(404, (await world.Visit(world.Cast.Ada).Post("/admin/spaces/order", new { order = $"{third.Id}" })).Status);
    }

    [Fact]
    public async Task In_an_archived_space_everything_is_read_and_nothing_is_written()
    {
        var space = await Given.Space();
        var topic = await Given.Topic(by: Ada, space: space);
        using var mona = As(Mona);
        Assert.Equal(303, (await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}"), "/archive", new { reason = "Nobody comes here" })).Status);

        using var ben = As(Ben);
        Assert.Contains("archived", (await ben.Get(space.Path)).Text);
        Assert.Null((await ben.Visit(topic.Path)).Find(".reply-box"));
        foreach (var (path, form) in new (string, object)[] { ($"/topics/{topic.Id}/replies", new { body = "Hello?" }), ($"/posts/{topic.Id}/comments", new { body = "Hello?" }), ("/ask", new { kind = "question", title = "Is anybody here?", body = "Hello?", space = space.Id }) })
            Assert.Equal(422, (await ben.Post(path, form)).Status);
        var other = await Given.Topic(by: Ada);
        Assert.Equal(422, (await mona.Post($"/topics/{other.Id}/move", new { space = space.Id })).Status);
        Assert.DoesNotContain(space.Name, (await ben.Get("/ask")).All("select[name=space] option").Select(o => o.TextContent));

        await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}"), "/restore");
        Assert.Equal(303, (await ben.Post($"/topics/{topic.Id}/replies", new { body = "Open again" })).Status);
        Assert.Contains("Nobody comes here", (await As(Alma).Get("/admin/audit?act=space.")).Text);
    }

    [Fact]
    public async Task The_three_spaces_of_a_fresh_brand_can_be_edited()
    {
        await using var world = await World.Start(Engine);
        await world.Act(db => FirstDayOf(db));
        using var alma = world.Visit(world.Cast.Alma);

        foreach (var slug in new[] { "help", "talk", "news" })
            Assert.Equal(303, (await alma.Submit(await alma.Get($"/admin/spaces/{slug}"), $"/admin/spaces/{slug}", new { name = $"Our {slug}", audience = "members" })).Status);

        Assert.Equal(["Our help", "Our talk", "Our news"], (await alma.Get("/admin/spaces")).All(".sortable b").Select(b => b.TextContent));
    }

    static Task FirstDayOf(Rapport.Kernel.Database.Db db) => Rapport.Conversations.Spaces.FirstSpaces.Open(db, "en");
}

public sealed class SpacesDeskTestsOnSqlite() : SpacesDeskTests(Engine.Sqlite);
public sealed class SpacesDeskTestsOnPostgres() : SpacesDeskTests(Engine.Postgres);
