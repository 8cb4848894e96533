using System.ComponentModel;
using Rapport.Governance.Queue;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Api;

/// Something that waits for a decision, or was decided.
public sealed record CaseJson(long Id, int Version, [property: Description("`post` or `member`.")] string Kind, [property: Description("The id of what it is about.")] long Thing, string? Title, [property: Description("The words as HTML, made safe.")] string? Html, string? Url,
    [property: Description("Whether others see it now.")] State? State, [property: Description("Whom it concerns.")] long? Author, [property: Description("Why it waits; null for what was only reported.")] Wait? Wait, [property: Description("The line of a list that it holds, with `word` and `host`.")] string? Listed, [property: Description("What the author says against the decision, with `appeal`.")] string? Appeal, IReadOnlyList<CaseReportJson> Reports, [property: Description("What the reports weigh together, by how often their reporters were right.")] double Weight, DateTimeOffset OpenedAt,
    [property: Description("Null while it waits.")] Verdict? Verdict, [property: Description("Why it was hidden.")] Ground? Ground, [property: Description("The code of the house rule that was broken.")] string? Rule, [property: Description("The passage that breaks it.")] string? Passage, [property: Description("What the author reads.")] string Reason, long? DecidedBy, DateTimeOffset? DecidedAt) : IEdition
{
    public static CaseJson Example => new(1200, 1, "post", 1043, "How do I stop the drip?", "<p dir=\"auto\">Buy my kettles.</p>", "/posts/1043", Governance.State.Seen, 1032, null, null, null, [CaseReportJson.Example], 0.75, new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), null, null, null, null, "", null, null);

    internal static CaseJson Of(CaseRow row) => new(row.Case.Id, row.Case.Version, row.Case.Kind, row.Case.ThingId, row.Thing?.Title, row.Thing?.Html, row.Thing?.Path, row.Thing?.State, row.Case.AuthorId, row.Case.Wait, row.Case.Listed, row.Case.Appeal.Length > 0 ? row.Case.Appeal : null,
        [.. row.Reports.Select(r => new CaseReportJson(r.ReporterId, r.Reason, r.Note, r.At))], row.Case.Weight, row.Case.OpenedAt, row.Case.Verdict, row.Case.Ground, row.Case.Rule, row.Case.Passage, row.Case.Reason, row.Case.DecidedBy, row.Case.DecidedAt);
}

public sealed record CaseReportJson([property: Description("Null for somebody who left.")] long? Reporter, ReportReason Reason, string Note, DateTimeOffset At)
{
    public static CaseReportJson Example => new(1031, ReportReason.Spam, "They sell everywhere.", new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
}

public sealed record Ruling(Verdict Verdict, [property: Description("Needed to suspend and to keep what an appeal is about, and read by the author.")] string? Reason = null, [property: Description("With `publish`: from now on the author writes without waiting.")] bool Vouch = false,
    [property: Description("Needed to hide, unless `rule` brings one along: the author reads it.")] Ground? Ground = null,
    [property: Description("The code of a house rule.")] string? Rule = null, [property: Description("The words that break the rule, as they stand there; the author sees them marked.")] string? Passage = null)
{
    public static Ruling Example => new(Governance.Verdict.Hide, "This advertises something and helps nobody here.", Ground: Governance.Ground.Spam);
}

/// One verdict on several cases.
public sealed record RulingForMany([property: Description("At most 100.")] IReadOnlyList<long> Cases, [property: Description("`keep`, `publish`, `restore` or `hide`.")] Verdict Verdict, string? Reason = null, [property: Description("Needed to hide.")] Ground? Ground = null, [property: Description("The code of a house rule.")] string? Rule = null)
{
    public static RulingForMany Example => new([1200, 1201], Governance.Verdict.Hide, Ground: Governance.Ground.Spam);
}

public sealed record CaseOutcome(long Case, [property: Description("Null where it was decided.")] string? Problem)
{
    public static CaseOutcome Example => new(1201, "This was decided already.");
}

public sealed record ManyDecided(IReadOnlyList<CaseOutcome> Cases)
{
    public static ManyDecided Example => new([CaseOutcome.Example]);
}

public sealed record Suspending(string Reason, [property: Description("When it ends by itself; without an end if not said.")] DateTimeOffset? Until = null)
{
    public static Suspending Example => new("Advertising again and again.", new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
}

static class TheCases
{
    public static async Task<Paged<CaseJson>> List([AsParameters] Paging paging, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed, [Description("What was decided instead of what waits.")] bool? decided = null)
    {
        me.RequireModerator();
        var cases = db.Cases.AsNoTracking();
        var mark = paging.AfterMoment;
        if (decided == true)
        {
            cases = cases.Where(c => c.DecidedAt != null);
            if (mark is var (at, id)) cases = cases.Where(c => c.DecidedAt < at || c.DecidedAt == at && c.Id < id);
            cases = cases.OrderByDescending(c => c.DecidedAt).ThenByDescending(c => c.Id);
        }
        else
        {
            cases = cases.Where(c => c.DecidedAt == null);
            if (mark is var (at, id)) cases = cases.Where(c => c.OpenedAt > at || c.OpenedAt == at && c.Id > id);
            cases = cases.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id);
        }
        var rows = await ShowQueue.Read(db, me, locale, weights, governed, await cases.Take(paging.Take).ToListAsync());
        return paging.Of(rows, r => Paging.Moment(r.Case.DecidedAt ?? r.Case.OpenedAt, r.Case.Id), CaseJson.Of);
    }

    public static async Task<CaseJson> Show(long id, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var about = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id) ?? throw new NotFound();
        return CaseJson.Of((await ShowQueue.Read(db, me, locale, weights, governed, [about]))[0]);
    }

    public static async Task<Changed<CaseJson>> Decide(long id, Ruling said, Db db, Me me, Locale locale, ReportWeights weights, SiteSettings settings, IEnumerable<Governed> governed)
    {
        await DecideCase.Decide(id, said.Verdict, Basis.Of(said.Reason, said.Ground, said.Rule, said.Passage, settings.Of<ModerationSettings>()), said.Vouch, db, me, governed);
        return await Now(id, db, me, locale, weights, governed);
    }

    public static async Task<ManyDecided> DecideMany(RulingForMany said, Db db, Me me, Locale locale, SiteSettings settings, IEnumerable<Governed> governed) =>
        new([.. (await Queue.DecideMany.Decide(said.Cases ?? [], said.Verdict, Basis.Of(said.Reason, said.Ground, said.Rule, null, settings.Of<ModerationSettings>()), db, me, locale, governed)).Select(r => new CaseOutcome(r.Case, r.Problem))]);

    public static async Task<Changed<CaseJson>> TakeBack(long id, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed)
    {
        await DecideCase.TakeBack(id, db, me, governed);
        return await Now(id, db, me, locale, weights, governed);
    }

    public static async Task<Changed<CaseJson>> Suspend(long id, Suspending said, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed)
    {
        await DecideCase.SuspendAuthor(id, said.Reason, said.Until, db, me, governed);
        return await Now(id, db, me, locale, weights, governed);
    }

    public static async Task<Changed<CaseJson>> Readmit(long id, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed)
    {
        await DecideCase.ReadmitAuthor(id, db, me);
        return await Now(id, db, me, locale, weights, governed);
    }

    static async Task<Changed<CaseJson>> Now(long id, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed) => new($"/cases/{id}", await Show(id, db, me, locale, weights, governed));
}
