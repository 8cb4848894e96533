using System.ComponentModel;
using Rapport.Governance.Decisions;
using Rapport.Governance.Reports;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance.Api;

/// A statement of reasons.
public sealed record StatementJson(long Id, [property: Description("`post` or `member`.")] string Kind, [property: Description("The id of what it is about.")] long Thing, Verdict Verdict, Ground? Ground, [property: Description("The code of the house rule that was broken.")] string? Rule,
    string Reason, [property: Description("The passage that breaks it.")] string? Passage, [property: Description("By what it was found.")] Origin Origin, [property: Description("Whether a program pointed it out. A person decides always.")] bool AutomatedDetection, DateTimeOffset DecidedAt,
    [property: Description("Until when it can be objected to.")] DateTimeOffset OpenUntil, [property: Description("The decision that this one answers an appeal against.")] long? AppealOf, [property: Description("When it ends by itself.")] DateTimeOffset? Until, DateTimeOffset? EndedAt, Ending? Ending, [property: Description("Why it was ended before its time.")] string? EndedFor, string Url,
    [property: Description("Why it was made to end sooner.")] string? Shortened = null, [property: Description("When it would have ended before it was shortened; null where it had no end.")] DateTimeOffset? MeantUntil = null)
{
    public static StatementJson Example => new(1250, "post", 1043, Verdict.Hide, Governance.Ground.Spam, "H1", "This advertises something and helps nobody here.", "Buy my kettles.", Origin.Report, false, new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), new(2026, 9, 3, 9, 0, 0, TimeSpan.Zero), null, null, null, null, null, "/decisions/1250");

    internal static StatementJson Of(Statement s) => new(s.Id, s.Kind, s.ThingId, s.Verdict, s.Ground, s.Rule, s.Reason, s.Passage, s.Origin, s.IsFoundByProgram, s.DecidedAt, s.OpenUntil, s.AppealOf, s.Until, s.EndedAt, s.Ending, s.EndedFor, $"/decisions/{s.Id}", s.Shortened, s.MeantUntil);
}

public sealed record Objection([property: Description("Why it should be decided otherwise.")] string Words)
{
    public static Objection Example => new("I only asked about the leak.");
}

static class TheStatements
{
    public static async Task<Paged<StatementJson>> List([AsParameters] Paging paging, Db db, Me me)
    {
        var id = me.Member.Id;
        var rows = await db.Statements.AsNoTracking().Where(s => s.AuthorId == id).LatestFirst(s => s.DecidedAt, paging.AfterMoment).Take(paging.Take).ToListAsync();
        return paging.Of(rows, s => Paging.Moment(s.DecidedAt, s.Id), StatementJson.Of);
    }

    public static async Task<StatementJson> Show(long id, Db db, Me me, DecisionLinks links) => StatementJson.Of(await ShowDecision.Find(id, null, db, me, links));

    public static async Task<Done> Appeal(long id, Objection said, Db db, Me me, DecisionLinks links)
    {
        await ShowDecision.Appeal(id, said.Words, null, db, me, links);
        return new();
    }

    public static async Task<Done> Object(long id, Objection said, Db db, Me me)
    {
        var by = me.Member.Id;
        var report = await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.ReporterId == by) ?? throw new NotFound();
        await ReportThing.AskAgain(report.Kind, report.ThingId, said.Words, db, me);
        return new();
    }
}
