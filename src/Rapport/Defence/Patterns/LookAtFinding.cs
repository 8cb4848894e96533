using Rapport.Conversations;
using Rapport.Defence.Desk;
using Rapport.Defence.Signals;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Defence.Patterns;

/// POST /admin/defence/findings/{id}: a moderator has cases opened for what was found, or says that there is nothing to it.
static class LookAtFinding
{
    const int MostCases = 50;

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me)
    {
        me.RequireModerator();
        var finding = await db.Findings.FirstOrDefaultAsync(f => f.Id == id) ?? throw new NotFound();
        if (sent["dismiss"] is not null)
        {
            finding.Dismiss(me.Member, db.Clock.GetUtcNow());
            db.Audit("finding.dismissed", finding);
            await db.Save();
            return Go.To($"{ShowDefence.Path}#findings");
        }
        finding.Look(me.Member, db.Clock.GetUtcNow());
        db.Audit("finding.looked", finding);
        await Open(db, finding);
        await db.Save();
        return Go.To("/admin/queue");
    }

    /// A case for each, with what speaks for it: not for who works here, nor for what is gone.
    static async Task Open(Db db, Finding finding)
    {
        var parts = await db.FindingParts.AsNoTracking().Where(p => p.FindingId == finding.Id && p.Opens).OrderBy(p => p.ThingId).Take(MostCases).ToListAsync();
        var (members, posts) = (parts.Where(p => p.Of == "member").Select(p => p.ThingId).ToList(), parts.Where(p => p.Of == "post").Select(p => p.ThingId).ToList());
        var things = (await db.Members.Where(m => members.Contains(m.Id) && m.LeftAt == null && m.Role == Role.Member).Select(m => m.Id).ToListAsync()).ConvertAll(m => (Of: "member", Id: m, Author: (long?)m));
        things.AddRange((await db.Posts.Where(p => posts.Contains(p.Id) && p.RemovedAt == null).Select(p => new { p.Id, p.AuthorId }).ToListAsync()).Select(p => ("post", p.Id, p.AuthorId)));
        if (things.Count == 0) throw new Refused("Nothing of this is here any more.");
        foreach (var (of, id, author) in things)
        {
            await db.CaseOf(of, id, author);
            await db.Raise(finding.Kind, of, id, author, finding.Number, finding.Others);
        }
    }
}
