using Rapport.Conversations;
using Rapport.Defence.Learning;
using Rapport.Governance;
using Rapport.Kernel.Jobs;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    static readonly string[] Offers = ["cheap pills", "a free casino", "easy money", "hot loans", "the best replica watches", "secret profit", "miracle diet", "bitcoin doubling"], Calls = ["click now", "call 0900 1234", "order today", "limited time only", "visit our shop", "guaranteed winner", "act fast", "write to us"],
        Things = ["my kettle", "the lid", "this blender", "a filter", "the handle", "our toaster", "the display", "that button"], Sayings = ["leaks since monday", "works well again", "was repaired by the shop", "makes a strange noise", "has arrived", "does not fit", "got warm yesterday", "needs descaling"];

    /// What advertises, and what somebody with a kettle would say: always other words, and always alike.
    public static string Advertisement(int n) => Said(Offers, Calls, n);
    public static string Honest(int n) => Said(Things, Sayings, n);

    static string Said(string[] what, string[] how, int n) => $"{what[n % 8]}, {how[n / 8 % 8]}! {what[(n / 3 + 1) % 8]} {how[(n + 3) % 8]} and {what[(n / 5 + 2) % 8]}.";

    /// So many advertisements that a moderator hid, and as many honest posts that one left as they were.
    public async Task Decisions(int each, int from = 0)
    {
        var topic = await Topic(world.Cast.Ada);
        await world.Act(async db =>
        {
            var (now, space) = (db.Clock.GetUtcNow(), await db.Topics.Include(t => t.Space).FirstAsync(t => t.Id == topic.Id));
            var mona = await db.Members.FirstAsync(m => m.Id == world.Cast.Mona.Id);
            foreach (var (text, spam) in Enumerable.Range(from, each).SelectMany(n => new[] { (Advertisement(n), true), (Honest(n), false) }))
            {
                var reply = space.Reply(db.NewId(), world.Cast.Ben, Rapport.Kernel.Content.Content.Markdown(text), now);
                var about = new Case(db.NewId(), "post", reply.Id, world.Cast.Ben.Id, now);
                about.Decide(spam ? Verdict.Hide : Verdict.Keep, mona, new(Ground: spam ? Ground.Spam : null), now);
                db.AddRange(reply, about);
            }
            await db.Save();
        });
    }

    /// What the night brings: the classifier learns from what was decided.
    public async Task Learned()
    {
        await world.Act(async db => { await db.Enqueue(new Learn()); await db.Save(); });
        await world.Settled();
    }

    /// Somebody of whom others have read a little, and for whom nobody vouches.
    public async Task<Member> Stranger(string name = "Nia")
    {
        var (member, topic) = (await Newcomer(name), await Topic(world.Cast.Ada));
        foreach (var n in Enumerable.Range(0, 5)) await Reply(topic, member, $"Thanks, that was number {n}.");
        return member;
    }
}
