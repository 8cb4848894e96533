using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Tests.Feed;

/// What members are told on the page.
public abstract class NoticeTests(Engine engine) : InWorld(engine)
{
    Task<List<Notice>> Of(Member member) => World.Query(db => db.Set<Notice>().AsNoTracking().Where(n => n.MemberId == member.Id).OrderBy(n => n.Id).ToListAsync());

    [Fact]
    public async Task Who_asked_is_told_of_an_answer_and_finds_it_by_the_bell()
    {
        var asker = await Given.Member("Asker");
        var topic = await Given.Topic(by: asker);
        var reply = await Given.Said(topic, Ben, "Turn it to the left, gently.");
        await Settled();

        var home = await As(asker).Get("/design");
        var page = await As(asker).Get("/notices");

        Assert.Equal("1", home.Find(".site-nav .dot")!.TextContent);
        Assert.Contains("Ben answered your question", page.Text);
        Assert.Contains("Turn it to the left, gently.", page.Text);
        Assert.NotNull(page.Find($"a[href='/posts/{reply.Id}']"));
    }

    [Fact]
    public async Task Nobody_is_told_of_their_own_act()
    {
        var asker = await Given.Member("Asker");
        var topic = await Given.Topic(by: asker);
        await Given.Following(asker, Follow.Topic, topic.Id);

        await Given.Said(topic, asker, "I found it myself: it was the lid.");
        await Settled();

        Assert.Empty(await Of(asker));
    }

    [Fact]
    public async Task Several_reasons_make_one_notice_that_says_the_strongest()
    {
        var (asker, helper) = (await Given.Member("Asker"), await Given.Member("Helper"));
        var topic = await Given.Topic(by: asker);
        await Given.Following(asker, Follow.Topic, topic.Id);
        await Given.Following(asker, Follow.Member, helper.Id);

        await Given.Said(topic, helper, $"@[{asker.Id}] look below the lid.", asker);
        await Settled();

        Assert.Equal(NoticeKind.Mention, Assert.Single(await Of(asker)).Kind);
    }

    [Fact]
    public async Task Who_follows_a_topic_a_tag_a_space_or_a_member_is_told_of_what_is_new_there()
    {
        var (space, author) = (await Given.Space(), await Given.Member("Author"));
        var followers = new[] { await Given.Member("One"), await Given.Member("Two"), await Given.Member("Three") };
        await Given.Following(followers[0], Follow.Space, space.Id);
        await Given.Following(followers[1], Follow.Member, author.Id);
        var topic = await Given.Topic(by: author, space: space);
        await Given.Following(followers[2], Follow.Topic, topic.Id);

        await Given.Said(topic, Ben, "Mine does the same.");
        await Settled();

        Assert.Equal([NoticeKind.New, NoticeKind.New, NoticeKind.Topic], new[] { await Of(followers[0]), await Of(followers[1]), await Of(followers[2]) }.Select(n => Assert.Single(n).Kind));
    }

    [Fact]
    public async Task Who_is_quoted_or_has_an_answer_accepted_is_told()
    {
        var (asker, helper) = (await Given.Member("Asker"), await Given.Member("Helper"));
        var topic = await Given.Topic(by: asker);
        var answer = await Given.Said(topic, helper, "Turn it to the left.");
        await Given.Said(topic, Ben, $"> [#{answer.Id}]\n> Turn it to the left.\n\nThat broke mine.");
        await Given.Accepted(answer, asker);
        await Settled();

        Assert.Equal([NoticeKind.Quote, NoticeKind.Accepted], (await Of(helper)).Select(n => n.Kind).Order());
        Assert.Contains("Asker accepted your answer", (await As(helper).Get("/notices")).Text);
    }

    [Fact]
    public async Task To_open_the_topic_is_to_read_its_notices()
    {
        var asker = await Given.Member("Asker");
        var topic = await Given.Topic(by: asker);
        await Given.Said(topic, Ben, "Turn it to the left.");
        await Settled();

        await As(asker).Visit(topic.Path);

        Assert.NotNull(Assert.Single(await Of(asker)).ReadAt);
        Assert.Null((await As(asker).Get("/design")).Find(".site-nav .dot"));
    }

    [Fact]
    public async Task All_are_marked_as_read_at_once()
    {
        var asker = await Given.Member("Asker");
        await Given.Said(await Given.Topic(by: asker), Ben, "The first answer");
        await Given.Said(await Given.Topic(by: asker), Ben, "The second answer");
        await Settled();
        var visitor = As(asker);

        var done = await visitor.Submit(await visitor.Get("/notices"), "/notices/read");

        Assert.Equal("/notices", done.Location);
        Assert.All(await Of(asker), n => Assert.NotNull(n.ReadAt));
        var page = await visitor.Get("/notices");
        Assert.Equal((2, 0), (page.All(".notice").Count, page.All(".notice-new").Count));
    }

    [Fact]
    public async Task Who_may_not_see_the_space_is_not_told_and_who_was_shut_out_sees_no_notice()
    {
        var (guest, stranger) = (await Given.Member("Guest"), await Given.Member("Stranger"));
        var space = await Given.Space(null, guest);
        await Given.Following(guest, Follow.Space, space.Id);
        await Given.Following(stranger, Follow.Space, space.Id);
        await Given.Topic(by: Mona, space: space, title: "Only for those invited");
        await Settled();

        Assert.Empty(await Of(stranger));
        Assert.Contains("Only for those invited", (await As(guest).Get("/notices")).Text);
        await World.Act(db => db.Transact(() => db.SpaceGuests.Where(g => g.MemberId == guest.Id).ExecuteDeleteAsync()));
        Assert.DoesNotContain("Only for those invited", (await As(guest).Get("/notices")).Text);
        Assert.Null((await As(guest).Get("/design")).Find(".site-nav .dot"));
    }

    [Theory]
    [InlineData(Cause.Import), InlineData(Cause.Demo), InlineData(Cause.Backfill)]
    public async Task Nobody_is_told_of_what_an_import_or_a_demo_brings(Cause cause)
    {
        var asker = await Given.Member("Asker");
        var topic = await Given.Topic(by: asker);
        await World.Act(async db =>
        {
            db.Acting.Cause = cause;
            var found = await db.Topics.Include(t => t.Space).FirstAsync(t => t.Id == topic.Id);
            var reply = found.Reply(db.NewId(), Ben, Rapport.Kernel.Content.Content.Markdown("From long ago"), db.Clock.GetUtcNow());
            db.Add(reply);
            await db.Save(new ReplyPosted(found, reply, await Where.Of(db, found)));
        });
        await Settled();

        Assert.Empty(await Of(asker));
    }

    [Fact]
    public async Task A_thousand_followers_are_told_in_slices_each_once()
    {
        var topic = await Given.Topic(by: Ada);
        var ids = await World.Query(async db =>
        {
            var now = db.Clock.GetUtcNow();
            var members = Enumerable.Range(0, 1000).Select(n => new Member(db.NewId(), $"Follower {n}", $"follower{Given.Fresh()}", now)).ToList();
            db.AddRange(members);
            db.AddRange(members.Select(m => new Follow(m.Id, Follow.Topic, topic.Id, now)));
            await db.Save();
            return members.ConvertAll(m => m.Id);
        });

        var reply = await Given.Said(topic, Ben, "Everybody wants to know.");
        await Settled();

        var told = await World.Query(db => db.Set<Notice>().Where(n => n.PostId == reply.Id && n.Kind == NoticeKind.Topic).Select(n => n.MemberId).ToListAsync());
        Assert.Equal(ids, told.Order());
    }

    [Fact]
    public async Task What_is_switched_off_is_not_told()
    {
        var asker = await Given.Member("Asker");
        var visitor = As(asker);
        await visitor.Post("/settings/notices", new { here = "Mention", mail = "Mention" });
        await Given.Said(await Given.Topic(by: asker), Ben, "An answer nobody is told of");
        await Settled();

        Assert.Empty(await Of(asker));
        var settings = await visitor.Get("/settings");
        Assert.Equal(["Mention"], settings.All("input[name=here]").Where(i => i.HasAttribute("checked")).Select(i => i.GetAttribute("value")!));
    }

    [Fact]
    public async Task Long_lists_are_paged_and_every_notice_stands_on_one_page()
    {
        var asker = await Given.Member("Asker");
        var topic = await Given.Topic(by: asker);
        await World.Act(async db =>
        {
            var now = db.Clock.GetUtcNow();
            for (var i = 0; i < 90; i++)
            {
                var found = await db.Topics.Include(t => t.Space).FirstAsync(t => t.Id == topic.Id);
                var reply = found.Reply(db.NewId(), Ben, Rapport.Kernel.Content.Content.Markdown($"Answer {i}"), now.AddSeconds(i));
                db.Add(reply);
                db.Add(new Notice(db.NewId(), asker.Id, NoticeKind.Answer, Occasion.Said, topic.Id, reply.Id, Ben.Id, now.AddSeconds(i / 2), shown: true));
            }
            await db.Save();
            await db.Transact(() => db.Set<Notice>().Where(n => n.MemberId == asker.Id && n.At < now.AddSeconds(20)).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now)));
        });
        var (pages, path) = (0, "/notices");
        while (path is not null)
        {
            var page = await As(asker).Get(path);
            Assert.Equal(200, page.Status);
            pages++;
            path = page.Find("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task The_page_of_what_I_follow_shows_the_newest_and_invites_where_there_is_nothing()
    {
        var (reader, writer) = (await Given.Member("Reader"), await Given.Member("Writer"));
        Assert.Contains("You follow nothing yet", (await As(reader).Get("/news")).Text);

        var space = await Given.Space();
        await Given.Following(reader, Follow.Space, space.Id);
        await Given.Following(reader, Follow.Member, writer.Id);
        var topic = await Given.Topic(by: Ada, space: space, title: "Which lid fits the old kettle");

        Assert.Contains("Which lid fits the old kettle", (await As(reader).Get("/news")).Text);
        Assert.Equal(303, (await Anyone().Get("/news")).Status);
    }
}

public sealed class NoticeTestsOnSqlite() : NoticeTests(Engine.Sqlite);
public sealed class NoticeTestsOnPostgres() : NoticeTests(Engine.Postgres);
