using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance;

/// How many posts of a member others have seen, at most so many counted. The module in which members write registers it.
public delegate Task<int> PublishedPosts(Db db, long member, int most);

/// How much anybody writes and reports at once, and who is new here. Staff write as much as they like.
public sealed class Tempo(Db db, SiteSettings settings, PublishedPosts published, Installation installation)
{
    readonly double factor = installation.Limits ?? 1;
    int? seen;

    public ModerationSettings Rules => settings.Of<ModerationSettings>();

    /// Posts of a member that count for whether they are new; nobody who is known needs them counted.
    public async Task<int> Published(Member member) => member.IsStaff || await db.IsVouchedFor(member.Id) ? int.MaxValue : seen ??= await published(db, member.Id, Math.Max(Rules.NewUntil, Rules.FirstPosts));

    public async Task<bool> IsNew(Member member) => await Published(member) < Rules.NewUntil;

    public void Posts(Member by, bool isNew) => Count(by, "post", isNew ? Rules.NewcomersPosts : Rules.Posts);

    public void Reports(Member by, bool isNew) => Count(by, "report", isNew ? Rules.NewcomersReports : Rules.Reports);

    void Count(Member by, string what, Limit most)
    {
        if (!by.IsStaff) db.Pace(by.Id, what, most.Times(factor));
    }
}
