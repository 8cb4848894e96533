using Rapport.Governance;

namespace Rapport.Webhooks.Types;

/// Never by whom.
public sealed record ReportTold(string Kind, long Thing, string Reason, string Url);

public sealed record DecisionTold(string Kind, long Thing, string Verdict, string Url);

/// What is told of reports and decisions, only where everything is told: a moderators' chat, say.
static class ReportTypes
{
    public static IReadOnlyList<WebhookType> All { get; } =
    [
        WebhookType.On<ThingReported>("report.filed", "Something was reported (only where everything is told)", (t, e) => Queue(t, new ReportTold(e.Of, e.Thing, Code(e.Reason), t.Url("/admin/queue")))),
        WebhookType.On<CaseDecided>("case.decided", "A moderator decided (only where everything is told)", (t, e) => Queue(t, new DecisionTold(e.Of, e.Thing, Code(e.Verdict), t.Url("/admin/queue/decided")))),
    ];

    static string Code<T>(T kind) where T : struct, Enum => kind.ToString().ToLowerInvariant();

    static Task<object?> Queue(Telling telling, object told) => Task.FromResult(telling.Reach == Reach.Everything ? told : null);
}
