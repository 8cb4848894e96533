using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Feed.Notices;

/// Asks for a member to be told what their standing allows, or no longer.
public sealed record TellStanding(long Member, long Grant, PrivilegeNews News);

/// Writes the notice; one of the same kind that stood there before gives way.
public sealed class StandingTeller(Db db, TimeProvider clock) : Worker<TellStanding>
{
    public override async Task Do(TellStanding work, CancellationToken cancel)
    {
        var (member, grant, occasion) = (work.Member, work.Grant, work.News switch { PrivilegeNews.Earned => Occasion.Earned, PrivilegeNews.Fading => Occasion.Fading, _ => Occasion.Over });
        if (!await db.Members.AnyAsync(m => m.Id == member && m.LeftAt == null, cancel)) return;
        db.Later(() => db.Notices.Where(n => n.MemberId == member && n.PostId == grant && n.Occasion == occasion).ExecuteDeleteAsync());
        db.Add(new Notice(db.NewId(), member, NoticeKind.Standing, occasion, 0, grant, null, clock.GetUtcNow(), shown: true));
        await db.Save();
    }
}
