using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance.Api;

/// Order in the house, for programs: each act goes the way of its form.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Moderation");
        reports.MapGet("", TheReports.List).Says("What you reported and what became of it, the latest first", Scope.Read);
        reports.MapPost("", TheReports.File).Says("Report a post or a profile", Scope.Write, "Once for each thing; a moderator decides.");

        reports.MapPost("/{id:long}/objection", TheStatements.Object).Says("Object to what was decided on your report", Scope.Write, "Where it was left as it is: once, within six months.");
        var statements = api.MapGroup("/statements").WithTags("Moderation");
        statements.MapGet("", TheStatements.List).Says("Decisions about you as statements of reasons, the latest first", Scope.Read);
        statements.MapGet("/{id:long}", TheStatements.Show).Says("A decision with its reasons", Scope.Read, "For whom it concerns, and for moderators.");
        statements.MapPost("/{id:long}/appeal", TheStatements.Appeal).Says("Object to a decision about you", Scope.Write, "Once, within six months; somebody else decides on it, where there is anybody else.");

        var restrictions = api.MapGroup("/members/{id:long}/restrictions").WithTags("Moderation");
        restrictions.MapGet("", TheRestrictions.List).Says("What was decided against a member, the latest first", Scope.Moderate, "They read the same of themselves at `/statements`.");
        restrictions.MapPost("", TheRestrictions.Impose).Says("Suspend a member, or make them quiet for a time", Scope.Moderate, "Under a rule, with a reason that they read.");
        restrictions.MapPut("/suspend/end", (long id, RestrictionEnd said, Db db, Me me) => TheRestrictions.End(id, Verdict.Suspend, said, db, me)).Says("End a suspension, or let it end sooner", Scope.Moderate);
        restrictions.MapPut("/quiet/end", (long id, RestrictionEnd said, Db db, Me me) => TheRestrictions.End(id, Verdict.Quiet, said, db, me)).Says("End that somebody is quiet, or let it end sooner", Scope.Moderate);

        var cases = api.MapGroup("/cases").WithTags("Moderation");
        cases.MapGet("", TheCases.List).Says("What waits for a decision, the oldest first; or what was decided, the latest first", Scope.Moderate);
        cases.MapGet("/{id:long}", TheCases.Show).Says("A case with its reports", Scope.Moderate);
        cases.MapPut("/{id:long}/decision", TheCases.Decide).Says("Decide a case", Scope.Moderate, "The author and whoever reported it are told.");
        cases.MapPost("/decisions", TheCases.DecideMany).Says("Decide several cases alike", Scope.Moderate, "Each by itself: the answer says of each whether it was decided, or why not.");
        cases.MapDelete("/{id:long}/decision", TheCases.TakeBack).Says("Take a decision back", Scope.Moderate);
        api.MapGet("/settings/moderation", TheRules.Show).WithTags("Moderation").Says("What waits for a moderator, and how much anybody writes", Scope.Settings);
        api.MapPatch("/settings/moderation", TheRules.Change).WithTags("Moderation").Says("Change what waits for a moderator, and how much anybody writes", Scope.Settings);
        cases.MapPost("/{id:long}/suspension", TheCases.Suspend).Says("Suspend the author", Scope.Moderate, "A case about a profile is closed by it; one about a post stays open.");
        cases.MapDelete("/{id:long}/suspension", TheCases.Readmit).Says("Readmit the author", Scope.Moderate);
    }
}
