using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Governance.Queue;

/// Who wrote what is decided on: how long they are here and what was hidden of theirs before.
public sealed record Author(long Id, string Name, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? SuspendedAt, DateTimeOffset? LeftAt, int HiddenBefore)
{
    public DateTimeOffset? SuspendedUntil { get; init; }
    public DateTimeOffset? QuietUntil { get; init; }

    public bool IsSuspendedAt(DateTimeOffset now) => SuspendedAt is not null && !(SuspendedUntil <= now);

    public bool MayBeReadmittedBy(Me me, DateTimeOffset now) => IsSuspendedAt(now) && LeftAt is null && (Role == Role.Member || me.IsAdministrator);
}

public sealed record ReportRow(long CaseId, ReportReason Reason, string Note, DateTimeOffset At, long? ReporterId, string? Reporter, bool Outside);

/// A case as the queue shows it.
public sealed record CaseRow(Case Case, Exhibit? Thing, Author? Author, IReadOnlyList<ReportRow> Reports, string? DecidedBy)
{
    /// How often whoever reported it was right before, of how many reports that were decided.
    public int Right { get; init; }
    public int Judged { get; init; }


    public bool MayBeUndone => Case.Verdict is { } verdict && verdict != Verdict.Restore && !(verdict == Verdict.Publish && Thing?.IsOut == true);
}

/// GET /admin/queue: what waits: what credible members report first, then the oldest. What is held or appealed counts as one report that is believed. GET /admin/queue/decided: what was decided, the latest first.
static class ShowQueue
{
    public const int PerPage = 20, MostReports = 200;

    public static async Task<IResult> Waiting(Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed, long? done = null, long? after = null)
    {
        me.RequireModerator();
        var open = db.Cases.AsNoTracking().Where(c => c.DecidedAt == null);
        if (after is { } last && await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == last) is { } from)
        {
            var urgent = from.Weight + (from.Wait is null ? 0 : 1);
            open = open.Where(c => c.Weight + (c.Wait != null ? 1 : 0) < urgent || c.Weight + (c.Wait != null ? 1 : 0) == urgent && (c.OpenedAt > from.OpenedAt || c.OpenedAt == from.OpenedAt && c.Id > from.Id));
        }
        var cases = await open.OrderByDescending(c => c.Weight + (c.Wait != null ? 1 : 0)).ThenBy(c => c.OpenedAt).ThenBy(c => c.Id).Take(PerPage + 1).ToListAsync();
        var before = done is null ? null : await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == done && c.DecidedAt != null);
        return Page.Of<QueuePage>(new { Rows = await Read(db, me, locale, weights, governed, [.. cases.Take(PerPage)]), Done = before is null ? null : (await Read(db, me, locale, weights, governed, [before]))[0], Next = cases.Count > PerPage ? cases[PerPage - 1].Id : (long?)null });
    }

    public static async Task<IResult> Decided(Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed, long? after = null)
    {
        me.RequireModerator();
        var decided = db.Cases.AsNoTracking().Where(c => c.DecidedAt != null);
        if (after is { } last && await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == last && c.DecidedAt != null) is { } from) decided = decided.Where(c => c.DecidedAt < from.DecidedAt || c.DecidedAt == from.DecidedAt && c.Id < from.Id);
        var cases = await decided.OrderByDescending(c => c.DecidedAt).ThenByDescending(c => c.Id).Take(PerPage + 1).ToListAsync();
        return Page.Of<DecidedPage>(new { Rows = await Read(db, me, locale, weights, governed, [.. cases.Take(PerPage)]), Next = cases.Count > PerPage ? cases[PerPage - 1].Id : (long?)null });
    }

    /// As many questions to the database for twenty cases as for one.
    public static async Task<IReadOnlyList<CaseRow>> Read(Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed, IReadOnlyList<Case> cases)
    {
        if (cases.Count == 0) return [];
        var things = new Dictionary<(string, long), Exhibit>();
        foreach (var kind in governed)
            foreach (var thing in await kind.Show(db, me, locale, [.. cases.Where(c => c.Kind == kind.Kind).Select(c => c.ThingId)])) things[(kind.Kind, thing.Id)] = thing;
        var ids = cases.Select(c => c.Id).ToList();
        var reports = await (from r in db.Reports.AsNoTracking().Where(r => ids.Contains(r.CaseId))
                             join m in db.Members on r.ReporterId equals (long?)m.Id into reporters
                             from m in reporters.DefaultIfEmpty()
                             orderby r.At
                             select new ReportRow(r.CaseId, r.Reason, r.Note, r.At, r.ReporterId, m!.LeftAt == null ? m.Name : null, r.Outside)).Take(MostReports).ToListAsync();
        var records = await weights(db, [.. reports.Select(r => r.ReporterId).OfType<long>().Distinct()]);
        var people = cases.SelectMany(c => new[] { c.AuthorId, c.DecidedBy }).OfType<long>().Distinct().ToList();
        var known = await db.Members.AsNoTracking().Where(m => people.Contains(m.Id))
            .Select(m => new Author(m.Id, m.Name, m.Role, m.JoinedAt, m.SuspendedAt, m.LeftAt, db.Set<Case>().Count(c => c.AuthorId == m.Id && c.Verdict == Verdict.Hide)) { SuspendedUntil = m.SuspendedUntil, QuietUntil = m.QuietUntil }).ToDictionaryAsync(a => a.Id);
        var byCase = reports.ToLookup(r => r.CaseId);
        return [.. cases.Select(c => new CaseRow(c, things.GetValueOrDefault((c.Kind, c.ThingId)), c.AuthorId is { } author ? known.GetValueOrDefault(author) : null, [.. byCase[c.Id]], c.DecidedBy is { } by ? known.GetValueOrDefault(by)?.Name : null)
        {
            Right = byCase[c.Id].Sum(r => Of(r)?.Upheld ?? 0), Judged = byCase[c.Id].Sum(r => Of(r) is { } record ? record.Upheld + record.Rejected : 0),
        })];

        ReportRecord? Of(ReportRow report) => report.ReporterId is { } reporter ? records.GetValueOrDefault(reporter) : null;
    }
}
