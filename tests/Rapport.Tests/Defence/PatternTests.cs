using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Defence.Traces;
using Rapport.Governance;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Members;

namespace Rapport.Tests.Defence;

/// What shows only when several things are seen together: rings, bursts, shared devices, reviews that look bought.
public abstract class PatternTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    Given Given => world.Given;
    Cast Cast => world.Cast;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    Task<Response> Desk() => world.Visit(Cast.Mona).Get("/admin/defence");

    async Task Looked()
    {
        await world.Settled();
        await world.Act(async db => { await db.Enqueue(new LookForPatterns(Rings: true)); await db.Save(); });
        await world.Settled();
    }

    async Task<List<Member>> People(int count)
    {
        var people = new List<Member>();
        for (var n = 0; n < count; n++) people.Add(await Given.Member($"Person{n}"));
        return people;
    }

    async Task Vote(Member by, long post, int value = 1)
    {
        using var visitor = world.Visit(by);
        Assert.Equal(303, (await visitor.Post($"/posts/{post}/vote", new { value })).Status);
    }

    Task<Finding?> Finding(SignalKind kind) => world.Query(db => db.Set<Finding>().AsNoTracking().FirstOrDefaultAsync(f => f.Kind == kind));

    Task<List<long>> PartsOf(Finding finding, string of = "member") => world.Query(db => db.Set<FindingPart>().Where(p => p.FindingId == finding.Id && p.Of == of).OrderBy(p => p.ThingId).Select(p => p.ThingId).ToListAsync());

    /// Everybody votes for two posts of each of the others; and honest members vote for the helper, who votes for many.
    async Task<(List<Member> Ring, List<Member> Honest)> Ring(int size)
    {
        var (topic, ring, honest) = (await Given.Topic(Cast.Ada), await People(size), await People(6));
        foreach (var member in ring)
            for (var n = 0; n < 2; n++)
            {
                var reply = await Given.Reply(topic, member, $"Well said, number {n} of {member.Id}.");
                foreach (var other in ring.Where(o => o.Id != member.Id)) await Vote(other, reply.Id);
            }
        foreach (var member in honest)
        {
            var help = await Given.Reply(topic, Cast.Ben, $"Help for {member.Id}.");
            await Vote(member, help.Id);
        }
        return (ring, honest);
    }

    [Fact]
    public async Task A_ring_is_found_explained_and_looked_at_by_a_moderator()
    {
        var (ring, honest) = await Ring(4);
        await Looked();

        var finding = (await Finding(SignalKind.Ring))!;
        Assert.Equal(ring.Select(m => m.Id).Order(), await PartsOf(finding));
        var desk = await Desk();
        Assert.Contains("4 members praise each other: 100 % of the votes and acceptances they give stay among them.", desk.Text);
        Assert.Contains(ring[3].Name, desk.Find($"#finding-{finding.Id}")!.TextContent);
        Assert.Empty(await world.Query(db => db.Cases.ToListAsync()));
        var reply = await world.Query(db => db.Posts.Where(p => p.AuthorId == ring[0].Id).Select(p => p.Id).FirstAsync());
        await world.Visit(Cast.Ben).Post($"/report/post/{reply}", new { why = "spam" });
        var reported = (await Given.OpenCase(reply))!;
        Assert.Contains("About its author: 4 members praise each other", (await world.Visit(Cast.Mona).Get("/admin/queue")).Find($"#case-{reported.Id}")!.TextContent);
        await world.Visit(Cast.Mona).Post($"/admin/cases/{reported.Id}", new { verdict = "keep" });

        Assert.Equal("/admin/queue", (await world.Visit(Cast.Mona).Submit(desk, $"/findings/{finding.Id}")).Location);

        var queue = await world.Visit(Cast.Mona).Get("/admin/queue");
        Assert.Equal(4, queue.All(".case-signals").Count);
        Assert.Contains("One of 4 members who give 100 % of their votes and acceptances to each other.", queue.Text);
        Assert.Equal(422, (await world.Visit(Cast.Mona).Post($"/admin/defence/findings/{finding.Id}")).Status);
        await world.Visit(Cast.Mona).Post($"/admin/cases/{(await Given.OpenCase(ring[0].Id))!.Id}", new { verdict = "keep" });
        await Looked();
        Assert.Contains("Right in 0 of 1 that were decided", (await world.Visit(Cast.Mona).Get("/admin/queue")).Text);
        Assert.DoesNotContain("4 members praise each other", (await Desk()).Text);
        // Told of whoever is still to be looked at, and no more of whom it was wrong about.
        foreach (var (who, told) in new[] { (ring[0], false), (ring[1], true) })
            Assert.Equal(told, (await Reported(who)).Contains("About its author: 4 members praise each other", StringComparison.Ordinal));
    }

    /// The card of something new of a member's that was reported.
    async Task<string> Reported(Member who)
    {
        var topic = await Given.Topic(who);
        await world.Visit(Cast.Ben).Post($"/report/post/{topic.Id}", new { why = "spam" });
        return (await world.Visit(Cast.Mona).Get(await Given.QueueAt(topic.Id))).Find($"#case-{(await Given.OpenCase(topic.Id))!.Id}")!.TextContent;
    }

    [Fact]
    public async Task Where_everybody_praises_everybody_there_is_no_ring_and_votes_taken_back_count_no_more()
    {
        var (topic, all) = (await Given.Topic(Cast.Ada), await People(4));
        var posts = new List<Post>();
        foreach (var member in all)
            for (var n = 0; n < 2; n++) posts.Add(await Given.Reply(topic, member, $"Well said, number {n} of {member.Id}."));
        foreach (var post in posts) foreach (var other in all.Where(o => o.Id != post.AuthorId)) await Vote(other, post.Id);
        await Looked();
        Assert.Null(await Finding(SignalKind.Ring));

        foreach (var post in posts) foreach (var other in all.Where(o => o.Id != post.AuthorId)) await Vote(other, post.Id, 0);
        await Looked();
        Assert.Equal(0, await world.Query(db => db.Set<Praise>().SumAsync(p => p.Count)));
    }

    [Fact]
    public async Task A_flood_of_votes_for_one_post_is_found_and_its_post_looked_at()
    {
        var (topic, people) = (await Given.Topic(Cast.Ada), await People(20));
        var reply = await Given.Reply(topic, Cast.Ben);
        foreach (var member in people.Take(19)) await Vote(member, reply.Id);
        await Looked();
        Assert.Null(await Finding(SignalKind.Burst));

        await Vote(people[19], reply.Id);
        await Looked();

        var finding = (await Finding(SignalKind.Burst))!;
        Assert.Equal((Burst.VotesForPost, 20, 20), (finding.Burst, finding.Number, finding.Others));
        Assert.Contains("20 votes for one post within an hour.", (await Desk()).Text);
        await world.Visit(Cast.Mona).Post($"/admin/defence/findings/{finding.Id}");
        Assert.Equal(reply.Id, (await world.Query(db => db.Cases.AsNoTracking().SingleAsync())).ThingId);
        Assert.Contains("Part of what happened 20 times within an hour.", (await world.Visit(Cast.Mona).Get("/admin/queue")).Text);
        Assert.DoesNotContain("votes for one post", await Reported(people[0]));
    }

    [Fact]
    public async Task Votes_of_who_left_are_noted_no_more_also_when_the_log_is_read_again()
    {
        var (ring, _) = await Ring(4);
        await Looked();
        await world.Act(async db =>
        {
            var gone = await db.Members.FirstAsync(m => m.Id == ring[0].Id);
            db.Entry(gone).Property(m => m.LeftAt).CurrentValue = db.Clock.GetUtcNow();
            await db.Save();
            foreach (var data in world.Services.GetServices<PersonalData>()) await data.Erase(db, gone.Id, LeavingChoice.KeepWordsWithoutName);
        });
        Assert.Equal(3, (await PartsOf((await Finding(SignalKind.Ring))!)).Count);

        await Readers.Rebuild(world.Services, nameof(DeedReader));
        await world.Settled();
        Assert.True(await world.Query(db => db.Set<Praise>().AnyAsync(p => p.FromMemberId == ring[1].Id)));
        Assert.Equal(0, await world.Query(db => db.Set<Praise>().CountAsync(p => p.FromMemberId == ring[0].Id || p.ToMemberId == ring[0].Id)));
        Assert.Equal(0, await world.Query(db => db.Set<Deed>().CountAsync(d => d.ActorId == ring[0].Id)));
    }

    [Fact]
    public async Task Accounts_on_one_device_are_found_and_nobody_can_read_which()
    {
        var (topic, people) = (await Given.Topic(Cast.Ada), await People(3));
        var device = new string('a', 32);
        foreach (var member in people.Take(2)) await From(member, device, topic.Id);
        await From(people[2], new string('b', 32), topic.Id);
        await Looked();
        Assert.Null(await Finding(SignalKind.Device));

        await From(people[2], device, topic.Id);
        await Looked();

        var finding = (await Finding(SignalKind.Device))!;
        Assert.Equal(people.Select(m => m.Id).Order(), await PartsOf(finding));
        var desk = await Desk();
        Assert.Contains("3 members acted from one device within 30 days. Families share devices too.", desk.Text);
        var hashes = await world.Query(db => db.Set<Trace>().Select(t => t.Hash).Distinct().ToListAsync());
        Assert.DoesNotContain(device, hashes);
        Assert.DoesNotContain(hashes, h => desk.Body.Contains(h, StringComparison.Ordinal));
        // The address of all of them is one as well, and not yet that of five.
        Assert.Null(await Finding(SignalKind.Address));

        await world.Act(async db => { foreach (var data in world.Services.GetServices<PersonalData>()) await data.Erase(db, people[0].Id, LeavingChoice.KeepWordsWithoutName); });
        Assert.Equal(0, await world.Query(db => db.Set<Trace>().CountAsync(t => t.MemberId == people[0].Id)));
    }

    async Task From(Member member, string device, long post)
    {
        using var visitor = world.Visit(member);
        visitor.Cookies.Add(world.Address, new System.Net.Cookie("device", device));
        await visitor.Post($"/posts/{post}/vote", new { value = 1 });
    }

    [Fact]
    public async Task A_browser_is_given_a_number_when_a_member_acts_and_never_for_reading()
    {
        using var reader = world.Visit(Cast.Ada);
        var topic = await Given.Topic(Cast.Ben);
        await reader.Visit(topic.Path);
        Assert.Null(reader.Cookies.GetCookies(world.Address)["device"]);

        await reader.Post($"/posts/{topic.Id}/vote", new { value = 1 });
        Assert.Equal(32, reader.Cookies.GetCookies(world.Address)["device"]!.Value.Length);
        using var stranger = world.Visit();
        await stranger.Post("/sign-in", new { email = "nobody@example.test", password = "wrong" });
        Assert.Null(stranger.Cookies.GetCookies(world.Address)["device"]);
        using var emil = world.Visit(Cast.Emil);
        await emil.Post($"/posts/{topic.Id}/vote", new { value = 1 });
        Assert.Equal(0, await world.Query(db => db.Set<Trace>().CountAsync(t => t.MemberId == Cast.Emil.Id)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Reviews_by_members_who_did_nothing_else_are_found_whatever_their_stars(int stars)
    {
        var product = await Given.Product();
        const string words = "I am so happy with this kettle, it is the best one that I ever had, and all of my friends want one as well, buy it today.";
        var reviews = new List<Rapport.Reviews.Review>();
        for (var n = 0; n < 3; n++) reviews.Add(await Given.Review(product, await Given.Member(), stars, $"{words} {n}"));
        // Who does more than that, and who bought it, are customers like others.
        await Given.Review(product, await Given.Stranger(), stars, words);
        await Looked();

        var finding = (await Finding(SignalKind.Reviews))!;
        Assert.Equal((3, 3), (finding.Number, finding.Others));
        Assert.Equal(reviews.Select(r => r.Id).Order(), await PartsOf(finding, "post"));
        Assert.Contains("3 reviews of one product within three days by members who did nothing else and did not buy it here; 3 of them say nearly the same.", (await Desk()).Text);
    }

    [Fact]
    public async Task A_moderator_says_that_there_is_nothing_to_it_and_it_is_told_no_more()
    {
        await Ring(4);
        await Looked();
        var finding = (await Finding(SignalKind.Ring))!;
        Assert.Equal(404, (await world.Visit(Cast.Ada).Post($"/admin/defence/findings/{finding.Id}")).Status);

        Assert.Equal(303, (await world.Visit(Cast.Mona).Post($"/admin/defence/findings/{finding.Id}", new { dismiss = 1 })).Status);
        await Looked();

        Assert.DoesNotContain("praise each other:", (await Desk()).Text);
        Assert.Empty(await world.Query(db => db.Cases.ToListAsync()));
        Assert.Contains("Nothing to what was found", (await world.Visit(Cast.Mona).Get("/admin/audit")).Text);
        Assert.True((await (await Robot.For(world, Cast.Mona)).Get("/defence/findings")).Json.GetProperty("items").EnumerateArray().Single(f => f.GetProperty("signal").GetString() == "ring").GetProperty("dismissedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Where_nothing_happened_nothing_is_found()
    {
        await Looked();

        Assert.Contains("Nothing was found that nobody looked at yet.", (await Desk()).Text);
    }
}

public sealed class PatternTestsOnSqlite() : PatternTests(Engine.Sqlite);
public sealed class PatternTestsOnPostgres() : PatternTests(Engine.Postgres);
