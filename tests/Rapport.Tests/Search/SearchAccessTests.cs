using Rapport.Conversations;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Search;

/// What a visitor may not see leaves no trace in hits, counts, facets, suggestions, corrections or similar topics.
public abstract class SearchAccessTests(Engine engine) : InWorld(engine)
{
    async Task Sees(Visitor visitor, string word, bool yes)
    {
        var pages = new[]
        {
            await visitor.Get($"/search?q={word}"),
            await visitor.Get($"/search?q={word}&order=newest"),
            await visitor.Get($"/suggest?q={word[..^1]}"),
            await visitor.Get($"/similar?title={word}+{word}"),
        };
        foreach (var page in pages) Assert.Equal(yes, page.All("main .hit, li").Any(e => e.TextContent.Contains(word)));
        if (!yes) Assert.Contains("Nobody has written", pages[0].Text);
        if (!yes) Assert.DoesNotContain("Did you mean", (await visitor.Get($"/search?q={word}x")).Text);
    }

    [Fact]
    public async Task A_space_for_members_is_found_by_members_only()
    {
        var word = MadeUp.Word();
        await Given.Topic(Ada, title: $"Among members: {word}", space: await Given.Space(Audience.Members), tags: [word]);
        await Settled();

        await Sees(Anyone(), word, false);
        await Sees(As(Ben), word, true);
        await Sees(As(Mona), word, true);
    }

    [Fact]
    public async Task A_space_for_the_invited_is_found_by_them_only()
    {
        var word = MadeUp.Word();
        var space = await Given.Space(null, Ada);
        var topic = await Given.Topic(Ada, title: $"Among guests: {word}", space: space, tags: [word]);
        await Given.Reply(topic, Ada, $"The plan of {word}");
        await Settled();

        await Sees(Anyone(), word, false);
        await Sees(As(Ben), word, false);
        await Sees(As(Ada), word, true);
        Assert.DoesNotMatch($@"\b{space.Name}\b", (await As(Ben).Get("/search")).Text);
    }

    [Fact]
    public async Task What_is_removed_is_gone_when_the_act_is_answered()
    {
        var word = MadeUp.Word();
        var topic = await Given.Topic(Ada, title: $"To be removed: {word}");
        await Settled();
        await Sees(Anyone(), word, true);

        Assert.Equal(303, (await As(Ada).Post($"/posts/{topic.Id}/remove")).Status);

        await Sees(Anyone(), word, false);
    }

    [Fact]
    public async Task A_space_that_becomes_narrower_is_gone_for_the_others_at_once_and_comes_back_when_it_opens()
    {
        var word = MadeUp.Word();
        var space = await Given.Space();
        var topic = await Given.Topic(Ada, title: $"First public: {word}", space: space);
        await Given.Reply(topic, Ben, $"Also {word}");
        await Settled();

        await OpenTo(space, "members");
        await Sees(Anyone(), word, false);
        // For the others it is forgotten at once, for its members until it was read again.
        await Settled();
        await Sees(As(Ben), word, true);

        await OpenTo(space, "public");
        await Settled();
        await Sees(Anyone(), word, true);
    }

    async Task OpenTo(Space space, string audience) => Assert.Equal(303,
        (await As(Alma).Post($"/admin/spaces/{space.Slug}", new { name = space.Name, description = space.Description, audience, language = "en" })).Status);

    [Fact]
    public async Task A_topic_moved_behind_a_door_takes_its_replies_along()
    {
        var word = MadeUp.Word();
        var topic = await Given.Topic(Ada, title: $"To be moved: {word}");
        await Given.Reply(topic, Ben, $"Reply with {word}");
        var inner = await Given.Space(Audience.Members);
        await Settled();

        Assert.Equal(303, (await As(Mona).Post($"/topics/{topic.Id}/move", new { space = inner.Id })).Status);

        await Sees(Anyone(), word, false);
        Assert.Contains("2 results", (await As(Ben).Get($"/search?q={word}")).Text);
    }

    [Fact]
    public async Task Who_leaves_is_not_found_any_more_nor_are_the_words_they_took_along()
    {
        var word = MadeUp.Word();
        var leaver = await Given.Member(word);
        var topic = await Given.Topic(leaver, title: $"A question that stays: {MadeUp.Word()}", body: $"About {word}");
        await Given.Comment(await Given.Reply(topic, Ben), leaver, $"My comment on {word}");
        await World.Act(async db => await db.Save(new ProfileChanged(await db.Members.FirstAsync(m => m.Id == leaver.Id))));
        await Settled();
        Assert.Contains("3 results", (await Anyone().Get($"/search?q={word}")).Text);

        Assert.Equal(303, (await As(leaver).Post("/settings/leave", new { choice = "RemoveWords", handle = leaver.Handle })).Status);

        Assert.Contains("Nobody has written", (await Anyone().Get($"/search?q={word}")).Text);
    }
}

public sealed class SearchAccessTestsOnSqlite() : SearchAccessTests(Engine.Sqlite);
public sealed class SearchAccessTestsOnPostgres() : SearchAccessTests(Engine.Postgres);
