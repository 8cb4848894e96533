using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

/// Why something waits before others see it: its author is new, it is new and carries links, everything in its place waits,
/// something about its words speaks for a look (see Watcher), its author changed what a moderator had hidden, or asks for another look at it as it is; or whoever reported it does;
/// it holds a word or a link of a list, or its author is quiet for a time.
public enum Wait { First, Link, Place, Changed, Appeal, Objection, Signal, Word, Host, Quiet }

public enum Verdict { Keep, Publish, Hide, Restore, Suspend, Quiet }

/// Something that waits for a moderator, because it was reported or held, and what was decided. A thing has one open case at most.
public sealed class Case : Entity
{
    public const int LongestReason = 500, LongestAppeal = 2_000;

    Case() { }

    public Case(long id, string kind, long thing, long? author, DateTimeOffset at) => (Id, Kind, ThingId, AuthorId, OpenedAt) = (id, kind, thing, author, at);

    /// What it is about: "post" or "member", and its id.
    public string Kind { get; private set; } = "";
    public long ThingId { get; private set; }

    /// Whom the decision concerns.
    public long? AuthorId { get; private set; }

    /// Nothing for what was only reported.
    public Wait? Wait { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    /// What the author says against the decision that it is about, and whose that was.
    public string Appeal { get; private set; } = "";
    public long? AppealedFrom { get; private set; }

    /// The decision objected to, and by which member; nobody for who has no account.
    public long? AppealOf { get; private set; }
    public long? AppealedBy { get; private set; }

    public bool IsAppeal => Wait is Governance.Wait.Appeal or Governance.Wait.Objection;

    /// Whoever decided on it before, and knows what is not told before a decision: it is another's now.
    public long? PassedBy { get; private set; }

    public Verdict? Verdict { get; private set; }

    /// Why it was hidden; nothing where it was not.
    public Ground? Ground { get; private set; }

    /// The code of the house rule that was broken, and the passage that breaks it, where they were named.
    public string? Rule { get; private set; }
    public string? Passage { get; internal set; }

    /// What a profile said before it was cleared, on its way into the statement.
    internal string? Cleared { get; set; }

    /// When a suspension ends by itself, on its way to the member.
    internal DateTimeOffset? Until { get; set; }

    /// In words that the author reads.
    public string Reason { get; private set; } = "";
    public long? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// What its reports weigh together, by the record of those who made them: it comes the sooner to a moderator, and nothing else follows from it.
    public double Weight { get; private set; }

    internal void Weigh(double more) => Weight += more;

    /// When administrators were told that it is held for too long.
    public DateTimeOffset? AlarmedAt { get; private set; }

    public bool IsOpen => Verdict is null;

    /// The ground with the words to it, for the list of decisions.
    public string Why => string.Join(": ", ((string?[])[Ground is { } ground ? ReasonWords.Of(ground) : null, Reason]).Where(s => !string.IsNullOrEmpty(s)));

    /// The line of the list that what waits holds.
    public string? Listed { get; private set; }

    public void Hold(Wait why, string? listed = null) => (Wait, Listed) = (why, listed);

    /// Whom it concerns thinks that it was decided wrongly, or whoever reported it.
    public void AskAgain(Statement to, long? by, string? words)
    {
        if (Wait is not null) throw new Refused("This waits for a moderator already.");
        var said = Characters.Clean(words is { Length: > 10 * LongestAppeal } ? words[..(10 * LongestAppeal)] : words ?? "").Trim();
        if (Characters.Seen(said) < 2) throw new Refused("Say why it should be looked at again.") { Field = "words" };
        if (said.Length > LongestAppeal) throw new Refused("Write at most {n} characters.", ("n", LongestAppeal)) { Field = "words" };
        (Wait, Appeal) = (to.Restricts ? Governance.Wait.Appeal : Governance.Wait.Objection, said);
        (AppealOf, AppealedBy, AppealedFrom) = (to.Id, by, to.DecidedBy);
    }

    /// Days that something may be held before administrators are told.
    public const int LongestHeld = 10;

    public bool IsHeldTooLong(DateTimeOffset now) => IsOpen && Wait is not null && OpenedAt <= now.AddDays(-LongestHeld);

    internal void Alarm(DateTimeOffset now) => AlarmedAt = now;

    public void Decide(Verdict verdict, Member by, Basis on, DateTimeOffset now)
    {
        RefuseUnlessMay(by);
        if (!IsOpen) throw new Refused("This was decided already.");
        if (verdict == Governance.Verdict.Publish && Wait is null) throw new Refused("This does not wait to be published.");
        var (why, ground) = (Said(on.Reason), on.Ground);
        if ((verdict == Governance.Verdict.Suspend || verdict == Governance.Verdict.Keep && IsAppeal) && why.Length == 0) throw new Refused("Say why: the author reads it.") { Field = "reason" };
        if (verdict == Governance.Verdict.Hide && (ground is not { } chosen || !Enum.IsDefined(chosen))) throw new Refused("Say why: the author reads it.") { Field = "ground" };
        (Verdict, Ground, Reason, DecidedBy, DecidedAt) = (verdict, verdict == Governance.Verdict.Hide ? ground : null, why, by.Id, now);
        Rule = verdict == Governance.Verdict.Hide ? on.Rule : null;
    }

    /// Somebody trusted in the place publishes what waited for no more than a link, or because its author is new.
    public void Release(Member by, DateTimeOffset now)
    {
        if (by.Id == AuthorId) throw new Refused("You wrote this yourself: somebody else decides.");
        if (!IsOpen) throw new Refused("This was decided already.");
        if (Wait is not (Governance.Wait.Link or Governance.Wait.First)) throw new Refused("Only a moderator decides on this.");
        (Verdict, DecidedBy, DecidedAt) = (Governance.Verdict.Publish, by.Id, now);
    }

    internal void PassOn() => PassedBy = DecidedBy;

    /// The decision is taken back; the thing waits for one again.
    public void Reopen(Member by)
    {
        RefuseUnlessMay(by);
        if (IsOpen) throw new Refused("This was taken back already.");
        if (Verdict == Governance.Verdict.Restore) throw new Refused("What was restored is not taken back; hide it again, with a reason.");
        (Verdict, Ground, Reason, DecidedBy, DecidedAt) = (null, null, "", null, null);
        (Rule, Passage) = (null, null);
    }

    void RefuseUnlessMay(Member by)
    {
        if (by.Role is not (Role.Moderator or Role.Administrator)) throw new Refused("Only moderators can do this.");
        if (by.Id == AuthorId) throw new Refused("This is about yourself: another moderator or an administrator decides.");
    }

    /// A reason on one line, as long as it may be.
    internal static string Said(string? reason)
    {
        var line = Characters.Line(reason is { Length: > 10 * LongestReason } ? reason[..(10 * LongestReason)] : reason ?? "");
        return line.Length <= LongestReason ? line : throw new Refused("A reason takes up to {most} characters.", ("most", LongestReason)) { Field = "reason" };
    }
}
