using Rapport.Conversations;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Trust;
using Rapport.Trust.Reading;

namespace Rapport.Tests.Trust;

/// How members stand, by what others found helpful.
public abstract class StandingTests(Engine engine) : InWorld(engine)
{
    async Task<Member> Buyer(string name = "Bea")
    {
        var buyer = await Given.Account(name);
        await Given.Order(buyer, await Given.Product());
        await Settled();
        return buyer;
    }

    async Task<(Topic Topic, Post Answer)> Answered(Member asker, Member helper, Space? space = null)
    {
        var topic = await Given.Topic(asker, space: space);
        return (topic, await Given.Reply(topic, helper));
    }

    async Task<double> Points(Member member)
    {
        await Settled();
        return (await (await Robot.For(World, member)).Get($"/members/{member.Id}/standing")).Json.GetProperty("points").GetDouble();
    }

    [Fact]
    public async Task An_answer_that_a_buyer_accepts_brings_points_and_the_page_says_for_what()
    {
        var (asker, helper, space) = (await Buyer(), await Given.Account("Hal"), await Given.Space());
        var (_, answer) = await Answered(asker, helper, space);
        await Settled();

        Assert.Equal(303, (await As(asker).Post($"/posts/{answer.Id}/accept")).Status);
        await Settled();

        var page = await As(helper).Visit($"/members/{helper.Id}/standing");
        foreach (var words in new[] { "Your standing", space.Name, "Accepted answers", "12 points", "You may here: Posts with links do not wait", "Next: Change the tags of others' topics, with 38 more points" }) Assert.Contains(words, page.Text);
        var mine = await As(asker).Visit($"/members/{asker.Id}/standing");
        foreach (var words in new[] { "You bought something here.", "You have 48 points left to give." }) Assert.Contains(words, mine.Text);
        Assert.Contains($"{space.Name}: 12 points", (await Anyone().Visit($"/members/{helper.Id}")).Text.Replace("\n", " "));
        Assert.DoesNotContain("points left to give", (await As(Ben).Visit($"/members/{helper.Id}/standing")).Text);
    }

    [Fact]
    public async Task Praise_by_somebody_nobody_knows_counts_nothing_and_praise_passed_on_a_tenth()
    {
        var (buyer, known, unknown, next) = (await Buyer(), await Given.Account("Kim"), await Given.Account("Una"), await Given.Account("Nat"));
        var (_, first) = await Answered(buyer, known);
        var (_, second) = await Answered(known, next);
        var (_, third) = await Answered(unknown, next);

        await As(buyer).Post($"/posts/{first.Id}/accept");
        await As(unknown).Post($"/posts/{third.Id}/accept");
        Assert.Equal(0, await Points(next));
        await As(known).Post($"/posts/{second.Id}/accept");

        Assert.InRange(await Points(next), 1.0, 1.2);
    }

    [Fact]
    public async Task A_vote_taken_back_and_words_out_of_sight_count_no_more_and_count_again_when_they_are_back()
    {
        var (buyer, helper) = (await Buyer(), await Given.Account("Hal"));
        var (_, answer) = await Answered(buyer, helper);

        await As(buyer).Post($"/posts/{answer.Id}/vote", new { value = 1 });
        Assert.Equal(.98, await Points(helper));
        await As(buyer).Post($"/posts/{answer.Id}/vote", new { value = -1 });
        Assert.Equal(-.98, await Points(helper));
        await As(buyer).Post($"/posts/{answer.Id}/vote", new { value = 0 });
        Assert.Equal(0, await Points(helper));
        await As(buyer).Post($"/posts/{answer.Id}/accept");
        Assert.Equal(12, await Points(helper));
        await Given.Hidden(answer.Id, Mona);
        Assert.Equal(-10, await Points(helper));
        await As(Mona).Post($"/posts/{answer.Id}/restore", new { reason = "It was right." });
        Assert.Equal(12, await Points(helper));
        await As(helper).Post($"/posts/{answer.Id}/remove");
        Assert.Equal(0, await Points(helper));
    }

    [Fact]
    public async Task What_somebody_said_before_the_shop_told_of_their_purchase_counts_from_when_they_said_it()
    {
        var (asker, helper) = (await Given.Account("Bea"), await Given.Account("Hal"));
        var (_, answer) = await Answered(asker, helper);
        await As(asker).Post($"/posts/{answer.Id}/accept");
        await As(asker).Post($"/posts/{answer.Id}/vote", new { value = 1 });
        Assert.Equal(0, await Points(helper));

        await Given.Order(asker, await Given.Product());

        Assert.Equal(Math.Round(12 + 48.0 / 49 / 1.8, 1), Math.Round(await Points(helper), 1));
    }

    [Fact]
    public async Task A_vote_that_an_import_brought_counts_from_the_day_it_was_cast()
    {
        var (buyer, helper) = (await Buyer(), await Given.Account("Hal"));
        var (_, answer) = await Answered(buyer, helper);
        await World.Act(async db => { db.Add(new Vote(answer.Id, buyer.Id, 1, db.Clock.GetUtcNow().AddDays(-365))); await db.Save(VotesBrought.On([answer.Id])); });

        Assert.Equal(.49, await Points(helper));
    }

    [Fact]
    public async Task An_acceptance_that_an_import_brought_counts_from_the_day_it_was_said()
    {
        var (buyer, helper) = (await Buyer(), await Given.Account("Hal"));
        var (question, answer) = await Answered(buyer, helper);
        await World.Act(async db =>
        {
            var reply = await db.Posts.AsTracking().Include(p => p.Topic).FirstAsync(p => p.Id == answer.Id);
            reply.Topic.Solved(reply, db.Clock.GetUtcNow().AddDays(-365));
            await db.Save(new AnswerAccepted(reply.Topic, reply, null, new(question.SpaceId, [], [])) { On = reply.Topic.AcceptedAt });
        });

        Assert.Equal(6, await Points(helper));
    }

    [Fact]
    public async Task Employees_votes_carry_no_more_than_customers()
    {
        var (helper, employee) = (await Given.Account("Hal"), await Given.Account("Eva"));
        await As(Alma).Post($"/members/{employee.Id}/role", new { role = "Employee" });
        var (_, answer) = await Answered(await Buyer(), helper);

        await As(employee).Post($"/posts/{answer.Id}/vote", new { value = 1 });

        Assert.Equal(.98, await Points(helper));
    }

    [Fact]
    public async Task An_order_that_was_cancelled_makes_nobody_known()
    {
        var (buyer, helper, number) = (await Given.Account("Bea"), await Given.Account("Hal"), $"C{Given.Fresh()}");
        await Given.Order(buyer, await Given.Product(), cancelled: "2026-03-04", number: number);
        await Settled();
        var (_, answer) = await Answered(buyer, helper);

        await As(buyer).Post($"/posts/{answer.Id}/accept");

        Assert.Equal(0, await Points(helper));
    }

    [Fact]
    public async Task A_rebuild_comes_to_the_same_after_votes_moves_hiding_and_leaving()
    {
        await using var world = await World.Start(Engine);
        var given = world.Given;
        var (buyers, helper, other) = (new List<Member>(), await given.Account("Hal"), await given.Account("Ola"));
        for (var n = 0; n < 3; n++)
        {
            buyers.Add(await given.Account($"Bea{n}"));
            await given.Order(buyers[n], await given.Product());
        }
        var space = await given.Space();
        var topic = await given.Topic(buyers[0]);
        var (answer, second) = (await given.Reply(topic, helper), await given.Reply(topic, other));
        await world.Settled();
        foreach (var buyer in buyers) await world.Visit(buyer).Post($"/posts/{answer.Id}/vote", new { value = 1 });
        await world.Visit(buyers[0]).Post($"/posts/{answer.Id}/accept");
        await world.Visit(buyers[1]).Post($"/posts/{second.Id}/vote", new { value = -1 });
        await world.Visit(helper).Post($"/posts/{second.Id}/vote", new { value = 1 });
        await given.Hidden(second.Id, world.Cast.Mona);
        await world.Visit(world.Cast.Mona).Post($"/topics/{topic.Id}/move", new { space = space.Id });
        await world.Visit(buyers[0]).Post($"/posts/{answer.Id}/unaccept");
        await world.Visit(buyers[0]).Post($"/posts/{answer.Id}/accept");
        using (var leaving = world.Visit(buyers[2])) await leaving.Submit(await leaving.Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = buyers[2].Handle, currentPassword = Given.Password });
        await world.Settled();
        var before = await Kept(world);
        Assert.Equal(space.Id, Assert.Single(before.Standings, s => s.Member == helper.Id && s.Amount > 1).Area);
        Assert.Null(await world.Query(db => db.Set<Praise>().Where(p => p.GiverId == buyers[2].Id).FirstOrDefaultAsync()));

        await Readers.Rebuild(world.Services, nameof(StandingReader));

        Assert.Equal(before.Standings, (await Kept(world)).Standings);
        Assert.Equal(before.Voices, (await Kept(world)).Voices);
    }

    static Task<(List<(long Member, long Area, double Amount)> Standings, List<(long, double, double, KnownBy)> Voices)> Kept(World world) => world.Query(async db => (
        (await db.Standings.AsNoTracking().OrderBy(s => s.MemberId).ThenBy(s => s.AreaId).ToListAsync()).ConvertAll(s => (s.MemberId, s.AreaId, Math.Round(s.Amount, 9))),
        (await db.Voices.AsNoTracking().OrderBy(s => s.MemberId).ToListAsync()).ConvertAll(v => (v.MemberId, Math.Round(v.Received, 9), Math.Round(v.Given, 9), v.Known))));

    [Fact]
    public async Task What_was_said_of_somebody_goes_with_them()
    {
        var (buyer, helper) = (await Buyer(), await Given.Account("Hal"));
        var (_, answer) = await Answered(buyer, helper);
        await As(buyer).Post($"/posts/{answer.Id}/accept");
        await Settled();

        using var leaving = As(helper);
        await leaving.Submit(await leaving.Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = helper.Handle, currentPassword = Given.Password });
        await Settled();
        await As(buyer).Post($"/posts/{answer.Id}/vote", new { value = 1 });
        await Settled();

        Assert.Equal((0, 0), await World.Query(async db => (await db.Standings.CountAsync(s => s.MemberId == helper.Id), await db.Set<Praise>().CountAsync(p => p.ReceiverId == helper.Id))));
        Assert.Equal(404, (await Anyone().Get($"/members/{helper.Id}/standing")).Status);
    }

    [Fact]
    public async Task Spaces_that_a_visitor_may_not_see_are_not_named_to_them()
    {
        var (buyer, helper) = (await Buyer(), await Given.Account("Hal"));
        var space = await Given.Space(null, buyer, helper);
        var (_, answer) = await Answered(buyer, helper, space);
        await As(buyer).Post($"/posts/{answer.Id}/accept");
        await Settled();

        Assert.Contains(space.Name, (await As(helper).Visit($"/members/{helper.Id}/standing")).Text);
        foreach (var path in new[] { $"/members/{helper.Id}/standing", $"/members/{helper.Id}" }) Assert.DoesNotContain(space.Name, (await As(Ben).Visit(path)).Text);
        async Task<double> Read(Member by) => (await (await Robot.For(World, by)).Get($"/members/{helper.Id}/standing")).Json.GetProperty("points").GetDouble();
        Assert.InRange(await Read(helper), 11, 13);
        Assert.InRange(await Read(buyer), 11, 13);
        Assert.Equal(0, await Read(Ben));
        Assert.Contains("0 points in all", (await As(Ben).Visit($"/members/{helper.Id}/standing")).Text);
    }
}

public sealed class StandingTestsOnSqlite() : StandingTests(Engine.Sqlite);
public sealed class StandingTestsOnPostgres() : StandingTests(Engine.Postgres);
