using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Members;

namespace Rapport.Governance;

public enum ReportReason { Spam, Abuse, Private, Illegal, Child, Wrong, Other }

/// A member says that something does not belong here: one report for a member and a thing.
public sealed class Report(long id, long caseId, string kind, long thingId, long? reporterId, ReportReason reason, string note, DateTimeOffset at)
{
    public const int LongestNote = 1_000;

    public long Id { get; private set; } = id;
    public long CaseId { get; private set; } = caseId;
    public string Kind { get; private set; } = kind;
    public long ThingId { get; private set; } = thingId;

    /// Nobody once they left.
    public long? ReporterId { get; private set; } = reporterId;
    public ReportReason Reason { get; private set; } = reason;
    public string Note { get; private set; } = note;
    public DateTimeOffset At { get; private set; } = at;

    /// By somebody without an account, who is told elsewhere.
    public bool Outside { get; private set; }

    internal static Report FromOutside(long id, Case about, OutsideNotice given) =>
        new(id, about.Id, about.Kind, about.ThingId, null, given.Reason, given.Words.Length <= LongestNote ? given.Words : given.Words[..LongestNote], given.At) { Outside = true };

    public static Report Of(long id, Case about, Member by, ReportReason? reason, string? note, DateTimeOffset now)
    {
        if (by.Id == about.AuthorId) throw new Refused(about.Kind == "member" ? "This is your own profile; change it in your settings." : "You wrote this yourself: you can edit or remove it.");
        if (reason is not { } why || !Enum.IsDefined(why)) throw new Refused("Choose what is wrong with it.") { Field = "why" };
        var words = Characters.Clean(note is { Length: > 10 * LongestNote } ? note[..(10 * LongestNote)] : note ?? "").Trim();
        if (words.Length > LongestNote) throw new Refused("A note takes up to {most} characters.", ("most", LongestNote)) { Field = "note" };
        if (why == ReportReason.Other && words.Length == 0) throw new Refused("Say in a few words what is wrong.") { Field = "note" };
        return new(id, about.Id, about.Kind, about.ThingId, by.Id, why, words, now);
    }
}
