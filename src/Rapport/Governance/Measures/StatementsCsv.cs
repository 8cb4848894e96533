using System.Globalization;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Measures;

/// GET /admin/queue/decided.csv?from=&to=: the statements of what was hidden, cleared or suspended, in the fields of the transparency database of the Digital Services Act. A mapping of what is stored.
static class StatementsCsv
{
    const int Most = 50_000, AtOnce = 200;

    /// What is hidden here is hidden everywhere: in each country of the European Economic Area, by its ISO 3166 code.
    const string Everywhere = """["AT","BE","BG","CY","CZ","DE","DK","EE","ES","FI","FR","GR","HR","HU","IE","IS","IT","LI","LT","LU","LV","MT","NL","NO","PL","PT","RO","SE","SI","SK"]""";

    static readonly string[] Heading =
    [
        "puid", "decision_visibility", "decision_monetary", "decision_provision", "decision_account", "decision_ground", "illegal_content_legal_ground", "illegal_content_explanation", "incompatible_content_ground", "incompatible_content_explanation", "incompatible_content_illegal",
        "category", "decision_facts", "content_type", "content_language", "content_date", "application_date", "end_date_visibility_restriction", "end_date_account_restriction", "territorial_scope", "source_type", "automated_detection", "automated_decision", "appeal_of", "ending",
    ];

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, Locale locale, SiteSettings settings, IEnumerable<Governed> governed, string? from = null, string? to = null)
    {
        me.RequireModerator();
        var (since, until) = (Day(from, "from"), Day(to, "to")?.AddDays(1));
        var told = db.Statements.AsNoTracking().Where(s => s.Verdict == Verdict.Hide || s.Verdict == Verdict.Suspend || s.Verdict == Verdict.Quiet);
        if (since is { } first) told = told.Where(s => s.DecidedAt >= first);
        if (until is { } last) told = told.Where(s => s.DecidedAt < last);
        var rows = await told.OrderBy(s => s.DecidedAt).ThenBy(s => s.Id).Take(Most).ToListAsync();
        var rules = settings.Of<ModerationSettings>();
        var text = new StringBuilder().Line(Heading);
        foreach (var some in rows.Chunk(AtOnce))
        {
            var things = new Dictionary<(string, long), Exhibit>();
            foreach (var kind in governed)
                foreach (var thing in await kind.Show(db, me, locale, [.. some.Where(s => s.Kind == kind.Kind).Select(s => s.ThingId).Distinct()])) things[(kind.Kind, thing.Id)] = thing;
            foreach (var statement in some) text.Line(Cells(statement, things.GetValueOrDefault((statement.Kind, statement.ThingId)), rules, locale));
        }
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"statements-of-reasons-{db.Clock.GetUtcNow():yyyy-MM-dd}.csv");
    }

    static IEnumerable<object?> Cells(Statement s, Exhibit? thing, ModerationSettings rules, Locale words)
    {
        var (suspends, illegal) = (s.Verdict == Verdict.Suspend, s.Ground == Ground.Unlawful);
        var ground = s.Rule is { } code ? $"{code}: {rules.Rule(code)?.Text}" : s.Ground is { } known ? words.Say(ReasonWords.Of(known)) : null;
        return
        [
            s.Id, suspends ? null : s.Verdict == Verdict.Quiet ? "DECISION_VISIBILITY_OTHER" : s.Kind == "member" ? "DECISION_VISIBILITY_CONTENT_REMOVED" : "DECISION_VISIBILITY_CONTENT_DISABLED", null, null, suspends ? "DECISION_ACCOUNT_SUSPENDED" : null,
            illegal ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT", illegal ? ground : null, illegal ? s.Reason : null, illegal ? null : ground ?? s.Reason, illegal ? null : s.Reason, illegal ? null : "No",
            Category(s.Ground), s.Passage ?? words.Say(suspends || s.Verdict == Verdict.Quiet ? "What you did here as a whole, as the reason says." : "What you wrote as a whole."), "CONTENT_TYPE_TEXT", thing?.Language, thing?.WrittenAt, s.DecidedAt, suspends ? null : s.EndedAt ?? s.Until, suspends ? s.EndedAt ?? s.Until : null,
            Everywhere, s.Origin switch { Origin.Notice => "SOURCE_ARTICLE_16", Origin.Report => "SOURCE_TYPE_OTHER_NOTIFICATION", _ => "SOURCE_VOLUNTARY" }, s.IsFoundByProgram ? "Yes" : "No", "AUTOMATED_DECISION_NOT_AUTOMATED", s.AppealOf, s.Ending?.ToString().ToLowerInvariant(),
        ];
    }

    /// The nearest of its categories, as they are named since July 2025.
    static string Category(Ground? ground) => "STATEMENT_CATEGORY_" + ground switch
    {
        Ground.PersonalData => "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        Ground.Insult => "CYBER_VIOLENCE",
        Ground.Unlawful => "ILLEGAL_OR_HARMFUL_SPEECH",
        Ground.ConflictOfInterest => "CONSUMER_INFORMATION",
        Ground.Fake => "SCAMS_AND_FRAUD",
        Ground.Confidential => "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        _ => "OTHER_VIOLATION_TC",
    };

    static DateTimeOffset? Day(string? said, string field) => string.IsNullOrWhiteSpace(said) ? null
        : DateTime.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? new DateTimeOffset(day, TimeSpan.Zero)
        : throw new Refused("Write a day as 2026-03-31.") { Field = field };
}
