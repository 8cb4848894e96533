using System.ComponentModel;
using Rapport.Governance.Restrictions;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Api;

/// What is to be decided about a member.
public sealed record NewRestriction([property: Description("`suspend`, or `quiet`: what they write waits for a moderator, for 30 days at most.")] Verdict Kind, string Reason, [property: Description("Needed, unless `rule` brings one along.")] Ground? Ground = null, [property: Description("The code of a house rule.")] string? Rule = null,
    [property: Description("When it ends by itself. Needed with `quiet`.")] DateTimeOffset? Until = null)
{
    public static NewRestriction Example => new(Verdict.Quiet, "Advertising again and again.", Governance.Ground.Spam, null, new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
}

/// Why it is to end, now or at a moment that comes sooner than its own.
public sealed record RestrictionEnd(string Reason, [property: Description("At once if not said.")] DateTimeOffset? Until = null)
{
    public static RestrictionEnd Example => new("It was their first time.");
}

static class TheRestrictions
{
    public static async Task<Paged<StatementJson>> List(long id, [AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireModerator();
        await RestrictMember.Known(id, db);
        var rows = await db.Statements.AsNoTracking().Where(s => s.AuthorId == id && (s.Verdict == Verdict.Hide || s.Verdict == Verdict.Suspend || s.Verdict == Verdict.Quiet)).LatestFirst(s => s.DecidedAt, paging.AfterMoment).Take(paging.Take).ToListAsync();
        return paging.Of(rows, s => Paging.Moment(s.DecidedAt, s.Id), StatementJson.Of);
    }

    public static async Task<Made<StatementJson>> Impose(long id, NewRestriction said, Db db, Me me, SiteSettings settings)
    {
        var told = await RestrictMember.Impose(id, said.Kind, Basis.Of(said.Reason, said.Ground, said.Rule, null, settings.Of<ModerationSettings>()) with { Until = said.Until }, db, me);
        return new($"/statements/{told.Id}", StatementJson.Of(told));
    }

    public static async Task<Done> End(long id, Verdict kind, RestrictionEnd said, Db db, Me me)
    {
        if (said.Until is { } until) await RestrictMember.EndSooner(id, kind, until, said.Reason, db, me);
        else await RestrictMember.EndNow(id, kind, said.Reason, db, me);
        return new();
    }
}
