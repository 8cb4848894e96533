using Rapport.Kernel.Events;

namespace Rapport.Governance;

/// What moderators look at and decide. The subject is the case; of pages that are kept only the one of figures shows it.
public abstract record CaseEvent(string Of, long Thing) : Event
{
    public const string Neutrality = "neutrality";

    public override IEnumerable<string> Touches => [Neutrality];
}

public sealed record ThingReported(string Of, long Thing, ReportReason Reason) : CaseEvent(Of, Thing)
{
    internal ThingReported(Case about, ReportReason reason) : this(about.Kind, about.ThingId, reason) => About(about);
}

public sealed record CaseDecided(string Of, long Thing, long? Author, Verdict Verdict, Wait? Wait) : CaseEvent(Of, Thing)
{
    internal CaseDecided(Case about) : this(about.Kind, about.ThingId, about.AuthorId, about.Verdict!.Value, about.Wait) => About(about);
}

/// Whose words were hidden asks for another look.
public sealed record DecisionAppealed(string Of, long Thing) : CaseEvent(Of, Thing)
{
    internal DecisionAppealed(Case about) : this(about.Kind, about.ThingId) => About(about);
}

/// A member is quiet until a moment, by a statement, or no longer. No page shows it, and nobody is told before it is over.
public sealed record QuietChanged(long Statement, DateTimeOffset? Until) : Event
{
    internal QuietChanged(Rapport.Members.Member member, Statement told) : this(told.Id, member.QuietUntil) => About(member);

    public override IEnumerable<string> Touches => [];
}

/// A decision was taken back.
public sealed record CaseReopened(string Of, long Thing, Verdict Before) : CaseEvent(Of, Thing)
{
    internal CaseReopened(Case about, Verdict before) : this(about.Kind, about.ThingId, before) => About(about);
}
