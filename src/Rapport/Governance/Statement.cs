using Rapport.Kernel.Database;

namespace Rapport.Governance;

/// By what something came to be decided on: a moderator's own look, a member's report, a notice from outside, a signal or rule that held it, or its author.
public enum Origin { Own, Report, Notice, Signal, Author }

/// How a decision ended: taken back, undone on appeal, undone by a moderator without one, because the words were changed, because the member was readmitted, or by itself when its time was over.
public enum Ending { Undone, Appealed, Restored, Changed, Readmitted, Expired }

/// One decision as it was told: what was done, why, by what it was found, and what became of it. It stays when its case is decided anew.
public sealed class Statement : Entity
{
    /// Months for which a decision can be objected to, from when it was told.
    public const int Months = 6;

    Statement() { }

    internal Statement(long id, Case about, Origin origin, bool alone)
    {
        (Id, CaseId, Kind, ThingId, AuthorId, OpenedAt) = (id, about.Id, about.Kind, about.ThingId, about.AuthorId, about.OpenedAt);
        (Verdict, Ground, Rule, Reason, Passage, Wait) = (about.Verdict!.Value, about.Ground, about.Rule, about.Reason, about.Passage, about.Wait);
        (DecidedBy, DecidedAt, AppealOf, Origin, Alone, Cleared) = (about.DecidedBy, about.DecidedAt!.Value, about.AppealOf, origin, alone, about.Cleared);
    }

    /// A member is suspended, by whichever door, or quiet for a time.
    internal Statement(long id, long member, Verdict verdict, long? by, Basis on, DateTimeOffset at, Case? about, Origin origin)
    {
        (Id, CaseId, Kind, ThingId, AuthorId, OpenedAt) = (id, about?.Id, "member", member, member, about?.OpenedAt ?? at);
        (Verdict, Ground, Rule, Reason, Until) = (verdict, on.Ground, on.Rule, on.Reason ?? "", on.Until);
        (DecidedBy, DecidedAt, Origin) = (by, at, origin);
    }

    /// Nothing for a suspension that no case led to.
    public long? CaseId { get; private set; }
    public string Kind { get; private set; } = "";
    public long ThingId { get; private set; }

    /// Whom it concerns, and who decided: nobody once they left.
    public long? AuthorId { get; private set; }
    public long? DecidedBy { get; private set; }

    public Verdict Verdict { get; private set; }
    public Ground? Ground { get; private set; }

    /// The code of the house rule that was broken, where one was named.
    public string? Rule { get; private set; }
    public string Reason { get; private set; } = "";

    /// The words that break the rule, as the moderator marked them.
    public string? Passage { get; private set; }
    public Wait? Wait { get; private set; }
    public Origin Origin { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset DecidedAt { get; private set; }

    /// The decision that this one answers an appeal against.
    public long? AppealOf { get; private set; }

    /// Whoever was appealed against decided on the appeal too, since there was nobody else.
    public bool Alone { get; private set; }

    /// What a profile said before it was cleared, so that an appeal can bring it back.
    public string? Cleared { get; private set; }

    /// When it ends by itself, and why it was made to end sooner, where it was.
    public DateTimeOffset? Until { get; private set; }
    public string? Shortened { get; private set; }

    /// When it would have ended before it was first shortened; nothing where it had no end.
    public DateTimeOffset? MeantUntil { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public long? EndedBy { get; private set; }
    public Ending? Ending { get; private set; }

    /// Why it was ended before its time, in words that the member reads.
    public string? EndedFor { get; private set; }

    public bool StandsAt(DateTimeOffset now) => EndedAt is null && !(Until <= now);

    /// It was undone or ended by somebody: there is nothing to object to. What was over by itself can still have been wrong.
    public bool IsUndone => EndedAt is not null && Ending != Governance.Ending.Expired;

    public DateTimeOffset OpenUntil => DecidedAt.AddMonths(Months);

    /// It takes something from its author: that is told with reasons.
    public bool Restricts => Verdict is Governance.Verdict.Hide or Governance.Verdict.Suspend or Governance.Verdict.Quiet;

    /// A program pointed it out, and a person decided.
    public bool IsFoundByProgram => Wait is Governance.Wait.Link or Governance.Wait.Signal or Governance.Wait.Word or Governance.Wait.Host;

    internal void End(Ending how, long? by, DateTimeOffset now, string? why = null)
    {
        if (!IsUndone) (EndedAt, EndedBy, Ending, EndedFor) = (now, by, how, why);
    }

    /// It ends sooner than it would have.
    internal void EndSooner(DateTimeOffset until, string why) => (Until, Shortened, MeantUntil) = (until, why, Shortened is null ? Until : MeantUntil);

    /// What ended it was taken back itself.
    internal void StandAgain() => (EndedAt, EndedBy, Ending, EndedFor) = (null, null, null, null);
}
