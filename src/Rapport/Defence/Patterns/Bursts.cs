using Rapport.Defence.Signals;
using Rapport.Kernel.Database;

namespace Rapport.Defence.Patterns;

/// Much within an hour: votes for one post, for one member or by one, posts in one topic or by one member, sign-ups.
static class Bursts
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    const int Most = 200_000;

    public static async Task<IReadOnlyList<Found>> Find(Db db, int least)
    {
        var since = db.Clock.GetUtcNow().AddDays(-1);
        var deeds = await db.Deeds.AsNoTracking().Where(d => d.At > since).OrderByDescending(d => d.At).Take(Most).ToListAsync();
        deeds.Reverse();
        var (votes, posts) = (deeds.Where(d => d.Kind == DeedKind.Vote).ToList(), deeds.Where(d => d.Kind is DeedKind.Post or DeedKind.Review).ToList());
        return
        [
            .. Of(votes, d => d.PostId, Burst.VotesForPost, least, (id, those) => [("post", id, true), .. Members(those, opens: false)]),
            // Votes for one post are told of the post alone.
            .. Of(votes, d => d.TowardsMemberId, Burst.VotesForMember, least, (id, those) => those.Select(d => d.PostId).Distinct().Count() == 1 ? [] : [("member", id, true), .. Members(those, opens: false)]),
            .. Of(votes, d => d.ActorId, Burst.VotesByMember, least, (id, _) => [("member", id, true)]),
            .. Of(posts, d => d.TopicId, Burst.PostsInTopic, least, (_, those) => [.. Posts(those)]),
            .. Of(posts, d => d.ActorId, Burst.PostsByMember, least, (id, those) => [("member", id, false), .. Posts(those)]),
            .. Of(deeds.Where(d => d.Kind == DeedKind.Join), _ => 0, Burst.Joins, least, (_, those) => [.. Members(those, opens: true)]),
        ];
    }

    static IEnumerable<(string, long, bool)> Members(IEnumerable<Deed> deeds, bool opens) => deeds.Select(d => d.ActorId).Distinct().Select(m => ("member", m, opens));

    static IEnumerable<(string, long, bool)> Posts(IEnumerable<Deed> deeds) => deeds.Select(d => d.PostId).OfType<long>().Distinct().Select(p => ("post", p, true));

    static List<Found> Of(IEnumerable<Deed> deeds, Func<Deed, long?> whose, Burst what, int least, Func<long, IReadOnlyList<Deed>, IReadOnlyList<(string, long, bool)>> parts) =>
        [.. from deed in deeds
            where whose(deed) is not null
            group deed by whose(deed)!.Value into those
            let most = Densest([.. those])
            where most.Count >= least
            let about = parts(those.Key, most)
            where about.Count > 0
            select new Found(SignalKind.Burst, what, FormattableString.Invariant($"burst:{what}:{those.Key}:{most[0].At:yyyy-MM-dd}"), most.Count, most.Select(d => d.ActorId).Distinct().Count(), about)];

    /// The hour with the most of them; they come in the order of time.
    static List<Deed> Densest(List<Deed> deeds)
    {
        var (from, best, count) = (0, 0, 0);
        for (var to = 0; to < deeds.Count; to++)
        {
            while (deeds[to].At - deeds[from].At > Hour) from++;
            if (to - from + 1 > count) (best, count) = (from, to - from + 1);
        }
        return deeds.GetRange(best, count);
    }
}
