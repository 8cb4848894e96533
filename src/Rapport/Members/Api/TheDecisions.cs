using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// Something that was decided over people, others' words or settings.
public sealed record DecisionJson(long Id, DateTimeOffset At, [property: Description("A code, such as `member.suspended`.")] string Act, [property: Description("What kind of thing it was about, and its id.")] string SubjectKind, long SubjectId, string? Reason, [property: Description("Who decided; null for the command line.")] long? By, string? ByName)
{
    public static DecisionJson Example => new(1110, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), "member.suspended", "member", 1031, "Sold addresses of others", 1005, "Alma");
}

static class TheDecisions
{
    public static async Task<Paged<DecisionJson>> List([AsParameters] Paging paging, Db db, Me me, [Description("The beginning of the code, such as `member.`.")] string? act = null)
    {
        me.RequireModerator();
        return paging.Of(await AuditList.Rows(db, me, act, paging.AfterMoment, paging.Take), r => Paging.Moment(r.At, r.Id), r => new DecisionJson(r.Id, r.At, r.Act, r.SubjectKind, r.SubjectId, r.Reason, r.Actor, r.ActorName));
    }
}
