using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Governance.Restrictions;

/// One decision about somebody, with what they said against it and what was answered.
public sealed record LogEntry(Statement Told, Case? Objection, Statement? Answer, string? By);

/// GET /decisions: everything that was ever decided against oneself, also while suspended. GET /admin/restrictions/{id}: the same of a member, for moderators, with what can be done.
static class ShowRestrictions
{
    public const int PerPage = 20;

    public static async Task<IResult> Mine(Db db, Me me, long? after = null)
    {
        var (entries, next) = await Read(db, me.Member.Id, after, names: false);
        return Page.Of<LogPage>(new { Entries = entries, Next = next });
    }

    public static async Task<IResult> Of(long id, Db db, Me me, long? after = null)
    {
        me.RequireModerator();
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) ?? throw new NotFound();
        var (entries, next) = await Read(db, id, after, names: true);
        return Page.Of<RestrictionsPage>(new { Member = member, Entries = entries, Next = next });
    }

    /// The latest first; as many questions for many as for one.
    public static async Task<(IReadOnlyList<LogEntry> Entries, long? Next)> Read(Db db, long member, long? after, bool names)
    {
        var about = db.Statements.AsNoTracking().Where(s => s.AuthorId == member && (s.Verdict == Verdict.Hide || s.Verdict == Verdict.Suspend || s.Verdict == Verdict.Quiet));
        if (after is { } last) about = about.Where(s => db.Set<Statement>().Any(f => f.Id == last && (s.DecidedAt < f.DecidedAt || s.DecidedAt == f.DecidedAt && s.Id < f.Id)));
        var told = await about.OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).Take(PerPage + 1).ToListAsync();
        var shown = told.Take(PerPage).ToList();
        var ids = shown.ConvertAll(s => (long?)s.Id);
        var objections = (await db.Cases.AsNoTracking().Where(c => ids.Contains(c.AppealOf)).ToListAsync()).ToLookup(c => c.AppealOf);
        var answers = (await db.Statements.AsNoTracking().Where(s => ids.Contains(s.AppealOf) && (s.EndedAt == null || s.Ending == Ending.Expired)).ToListAsync()).ToLookup(s => s.AppealOf);
        var judges = shown.Select(s => s.DecidedBy).OfType<long>().Distinct().ToList();
        var people = names ? await db.Members.AsNoTracking().Where(m => judges.Contains(m.Id) && m.LeftAt == null).ToDictionaryAsync(m => m.Id, m => m.Name) : [];
        return (shown.ConvertAll(s => new LogEntry(s, objections[s.Id].FirstOrDefault(), answers[s.Id].FirstOrDefault(), s.DecidedBy is { } by ? people.GetValueOrDefault(by) : null)), told.Count > PerPage ? shown[^1].Id : null);
    }
}
