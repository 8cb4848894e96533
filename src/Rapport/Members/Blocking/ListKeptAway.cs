using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Blocking;

/// Somebody who is kept away, by name. While they speak for the brand it rests.
public sealed record KeptAway(long Id, string Name, string? Picture, DistanceKind Kind, DateTimeOffset Since, bool Rests);

/// GET /settings/blocked: whom I muted and blocked, so that I can lift it.
static class ListKeptAway
{
    public static async Task<IResult> Handle(Db db, Me me) => Page.Of<BlockedPage>(new { All = await Of(db, me) });

    public static Task<List<KeptAway>> Of(Db db, Me me)
    {
        var id = me.Member.Id;
        return db.AllDistances.Where(d => d.MemberId == id).Join(db.Members.Where(m => m.LeftAt == null), d => d.OtherId, m => m.Id, (d, m) => new { Distance = d, Member = m })
            .OrderByDescending(x => x.Distance.Since).ThenByDescending(x => x.Member.Id)
            .Select(x => new KeptAway(x.Member.Id, x.Member.Name, x.Member.Avatar, x.Distance.Kind, x.Distance.Since, x.Member.Role != Role.Member)).ToListAsync();
    }
}
