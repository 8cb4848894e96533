using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Defence.Copies;
using Rapport.Defence.Signals;
using Rapport.Governance;
using Rapport.Members;

namespace Rapport.Tests.Defence;

/// What a community's own decisions teach a program, and how little it may do with it.
public abstract class ClassifierTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    Given Given => world.Given;
    Cast Cast => world.Cast;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    async Task<Post> Reply(Topic topic, Member by, string body, World? at = null)
    {
        using var visitor = (at ?? world).Visit(by);
        Assert.Equal(303, (await visitor.Post($"/topics/{topic.Id}/replies", new { body })).Status);
        return await world.Query(db => db.Posts.AsNoTracking().Where(p => p.AuthorId == by.Id).OrderByDescending(p => p.Id).FirstAsync());
    }

    Task<Response> See(Member by, string path) => world.Visit(by).Visit(path);

    Task<Response> Choose(int enough) => world.Visit(Cast.Alma).Post("/admin/defence", new { enough, copies = 3, known = 10, device = 3, address = 5, burst = 20, reviews = 3 });

    [Fact]
    public async Task Until_it_has_learned_from_enough_decisions_it_only_advises()
    {
        await Given.Decisions(30);
        await Given.Learned();
        var (nia, topic) = (await Given.Stranger(), await Given.Topic(Cast.Ada));

        var post = await Reply(topic, nia, Given.Advertisement(400));
        await world.Settled();

        Assert.Equal(Sight.Shown, post.Sight);
        var desk = await See(Cast.Mona, "/admin/defence");
        Assert.Contains("It has learned from 60 decisions. 30 of them said that something is advertising.", desk.Text);
        Assert.Contains("It only advises until it has learned from 200 decisions.", desk.Text);
        Assert.Contains("of 30 honest ones it would hold 0 (0.0% – 11%)", desk.Text.Replace(" %", "%"));
        Assert.Contains("Its words look like what was hidden as advertising here", desk.Find("#signals")!.TextContent);
        Assert.Contains("of 30 that were advertising it would catch", desk.Text);
    }

    [Fact]
    public async Task Once_it_has_it_holds_a_strangers_advertising_on_every_node_and_says_why()
    {
        await Given.Decisions(30);
        await Given.Learned();
        Assert.Equal(303, (await Choose(60)).Status);
        var (nia, topic) = (await Given.Stranger(), await Given.Topic(Cast.Ada));

        var post = await Reply(topic, nia, Given.Advertisement(400));
        await using var second = await world.Join();
        var other = await Reply(topic, nia, Given.Advertisement(401), second);

        Assert.Equal((Sight.Held, Sight.Held), (post.Sight, other.Sight));
        Assert.DoesNotContain(Given.Advertisement(400), (await world.Visit().Visit(topic.Path)).Text);
        Assert.Contains("It is held because it looks like advertising, or like a copy of other posts. A program noticed that; a person decides.", (await See(nia, topic.Path)).Text);
        var queue = await See(Cast.Mona, "/admin/queue");
        Assert.Contains("Held: its words look like advertising, or like copies of other posts", queue.Text);
        Assert.Contains("above all: ", queue.Find(".case-signals")!.TextContent);
        Assert.Contains("Nobody has decided on such a signal yet.", queue.Find(".case-signals")!.TextContent);

        Assert.Equal(303, (await world.Visit(Cast.Mona).Post($"/admin/cases/{(await Given.OpenCase(post.Id))!.Id}", new { verdict = "hide", ground = "spam" })).Status);
        await world.Settled();
        Assert.Contains("Right in 1 of 1 that were decided (21% – 100%).", (await See(Cast.Mona, "/admin/queue")).Text.Replace(" %", "%"));
        Assert.Equal(303, (await world.Visit(Cast.Mona).Post($"/admin/cases/{(await Given.OpenCase(other.Id))!.Id}", new { verdict = "publish" })).Status);
        await world.Settled();
        var record = (await See(Cast.Mona, "/admin/defence")).Find("#records tbody tr")!.TextContent;
        Assert.Contains("Words like advertising211", string.Concat(record.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select((w, n) => n < 2 ? w + " " : w)));
    }

    [Fact]
    public async Task Who_is_known_is_not_held_nor_staff_nor_where_moderators_look_afterwards()
    {
        await Given.Decisions(30);
        await Given.Learned();
        await Choose(60);
        var (nia, topic) = (await Given.Stranger(), await Given.Topic(Cast.Ada));
        var after = await Given.Topic(Cast.Ada);
        await world.Act(db => db.Spaces.Where(s => s.Id == after.SpaceId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Holding, Holding.After)));

        Assert.Equal(Sight.Shown, (await Reply(topic, Cast.Ben, Given.Advertisement(400))).Sight);
        Assert.Equal(Sight.Shown, (await Reply(topic, Cast.Emil, Given.Advertisement(401))).Sight);
        Assert.Equal(Sight.Shown, (await Reply(after, nia, Given.Advertisement(402))).Sight);
        Assert.Equal(Sight.Shown, (await Reply(topic, nia, Given.Honest(403))).Sight);
        Assert.Equal(Sight.Held, (await Reply(topic, nia, Given.Advertisement(404))).Sight);
        Assert.Equal(3, await world.Query(db => db.Set<Signal>().CountAsync(s => s.Kind == SignalKind.Words)));
    }

    [Fact]
    public async Task Stars_say_nothing_to_it()
    {
        await Given.Decisions(30);
        await Given.Learned();
        await Choose(60);
        var product = await Given.Product();

        foreach (var (body, waits) in new[] { (Given.Advertisement(400), true), (Given.Honest(401), false) })
            foreach (var stars in new[] { 1, 3, 5 })
            {
                var review = await Given.Review(product, await Given.Stranger(), stars, body);
                Assert.Equal(waits, await world.Query(db => db.Posts.Where(p => p.Id == review.Id).Select(p => p.Sight == Sight.Held).FirstAsync()));
            }
        var numbers = await world.Query(db => db.Set<Signal>().Where(s => s.Kind == SignalKind.Words).Select(s => s.Number).Distinct().ToListAsync());
        Assert.Single(numbers);
    }

    [Fact]
    public async Task What_is_changed_into_advertising_afterwards_waits_as_well()
    {
        await Given.Decisions(30);
        await Given.Learned();
        await Choose(60);
        var (nia, topic) = (await Given.Stranger(), await Given.Topic(Cast.Ada));
        var post = await Reply(topic, nia, Given.Honest(400));

        Assert.Equal(303, (await world.Visit(nia).Post($"/posts/{post.Id}", new { body = Given.Advertisement(400) })).Status);

        Assert.Equal(Wait.Signal, (await Given.OpenCase(post.Id))!.Wait);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public async Task With_too_few_decisions_nothing_is_learned_and_it_says_so(int each)
    {
        await Given.Decisions(each);
        Assert.Equal(303, (await world.Visit(Cast.Alma).Post("/admin/defence/learn")).Status);
        await world.Settled();
        var (nia, topic) = (await Given.Stranger(), await Given.Topic(Cast.Ada));

        Assert.Equal(Sight.Shown, (await Reply(topic, nia, Given.Advertisement(400))).Sight);
        Assert.Contains("Too few: it learns once moderators have hidden 10 posts as advertising", (await See(Cast.Mona, "/admin/defence")).Text);
    }

    [Fact]
    public async Task What_was_reversed_on_appeal_or_taken_back_is_learned_as_honest()
    {
        await Given.Decisions(12);
        var wrong = await world.Query(db => db.Cases.AsNoTracking().Where(c => c.Verdict == Verdict.Hide).OrderBy(c => c.Id).Select(c => c.ThingId).ToListAsync());
        await world.Act(async db =>
        {
            var mona = await db.Members.FirstAsync(m => m.Id == Cast.Mona.Id);
            foreach (var id in wrong)
            {
                var again = new Case(db.NewId(), "post", id, Cast.Ben.Id, db.Clock.GetUtcNow());
                again.Decide(Verdict.Restore, mona, new(), db.Clock.GetUtcNow());
                db.Add(again);
            }
            await db.Save();
        });
        await Given.Learned();

        Assert.Contains("Too few", (await See(Cast.Mona, "/admin/defence")).Text);
    }

    [Fact]
    public async Task Who_says_the_same_everywhere_waits_at_the_fourth_time()
    {
        var (nia, text) = (await Given.Stranger(), "Nobody makes better covers for kettles than the little workshop of my friends, ask me for the price; we send them everywhere within two days, order number ");
        var posts = new List<Post>();
        for (var n = 0; n < 4; n++)
        {
            posts.Add(await Reply(await Given.Topic(Cast.Ada), nia, text + (100 + n)));
            await world.Settled();
        }

        Assert.Equal([Sight.Shown, Sight.Shown, Sight.Shown, Sight.Held], posts.Select(p => p.Sight));
        Assert.Contains("Its author said nearly the same in 3 other posts of the last 30 days.", (await See(Cast.Mona, "/admin/queue")).Text);
        Assert.Equal(Sight.Shown, (await Reply(await Given.Topic(Cast.Ada), nia, "Thanks!")).Sight);
        Assert.Equal(Sight.Shown, (await Reply(await Given.Topic(Cast.Ada), Cast.Ben, text + "107")).Sight);
        await world.Settled();
        Assert.Contains("Nearly the same as 4 other posts of the last 30 days, some by other members.", (await See(Cast.Mona, "/admin/defence")).Text);
    }

    [Theory]
    [InlineData("aaaaaaaaaa", 3_000)]
    [InlineData("\u200b\u200d x", 5_000)]
    [InlineData("👩‍👩‍👧 ", 3_000)]
    [InlineData("\u0301", 9_000)]
    public async Task Hostile_words_are_judged_like_others(string part, int times)
    {
        await Given.Decisions(12);
        await Given.Learned();
        var topic = await Given.Topic(Cast.Ada);

        var response = await world.Visit(await Given.Stranger()).Post($"/topics/{topic.Id}/replies", new { body = string.Concat(Enumerable.Repeat(part, times)) });

        Assert.True(response.Status is 303 or 422, $"{response.Status}");
        await world.Settled();
        Assert.Equal(200, (await See(Cast.Mona, "/admin/defence")).Status);
        Assert.Equal(422, (await world.Visit(await Given.Stranger()).Post($"/topics/{topic.Id}/replies", new { body = new string('x', 1 << 20) })).Status);
    }

    [Fact]
    public async Task Leaving_takes_along_what_was_noticed()
    {
        await Given.Decisions(30);
        await Given.Learned();
        var nia = await Given.Member();
        var post = await Reply(await Given.Topic(Cast.Ada), nia, Given.Advertisement(400) + Given.Advertisement(401));
        await world.Settled();
        Assert.Equal((1, 1), await world.Query(async db => (await db.Set<Signal>().CountAsync(s => s.AuthorId == nia.Id), await db.Set<Drawing>().CountAsync(d => d.AuthorId == nia.Id))));

        await world.Act(async db =>
        {
            foreach (var data in world.Services.GetServices<PersonalData>()) await data.Erase(db, nia.Id, LeavingChoice.KeepWordsWithoutName);
        });

        Assert.Equal((0, 0, 0), await world.Query(async db => (await db.Set<Signal>().CountAsync(s => s.AuthorId == nia.Id), await db.Set<Drawing>().CountAsync(d => d.AuthorId == nia.Id), await db.Set<DrawingBand>().CountAsync(b => b.PostId == post.Id))));
    }

    [Fact]
    public async Task Programs_read_what_it_has_learned_and_noticed()
    {
        await Given.Decisions(30);
        await Given.Learned();
        await Reply(await Given.Topic(Cast.Ada), await Given.Stranger(), Given.Advertisement(400));
        var robot = await Robot.For(world, Cast.Mona);

        var learned = (await robot.Get("/defence")).Json;
        var signal = (await robot.Get("/defence/signals")).Json.GetProperty("items")[0];

        Assert.Equal((60, 30, false), (learned.GetProperty("classifier").GetProperty("decisions").GetInt32(), learned.GetProperty("classifier").GetProperty("spam").GetInt32(), learned.GetProperty("classifier").GetProperty("holds").GetBoolean()));
        Assert.Equal(("words", "post"), (signal.GetProperty("signal").GetString(), signal.GetProperty("kind").GetString()));
        Assert.Equal(422, (await world.Visit(Cast.Alma).Post("/admin/defence", new { enough = 3, copies = 3, known = 10, device = 3, address = 5, burst = 20, reviews = 3 })).Status);
        Assert.Equal(404, (await world.Visit(Cast.Ada).Get("/admin/defence")).Status);
    }
}

public sealed class ClassifierTestsOnSqlite() : ClassifierTests(Engine.Sqlite);
public sealed class ClassifierTestsOnPostgres() : ClassifierTests(Engine.Postgres);
