using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

/// Somebody without an account says that something here is unlawful or breaks a rule. Their name and address are kept to tell them the outcome, and shown to nobody.
public sealed class OutsideNotice : Entity
{
    public const int LongestName = 100, LongestWords = 4_000, ADay = 10;

    OutsideNotice() { }

    public long CaseId { get; private set; }
    public string Kind { get; private set; } = "";
    public long ThingId { get; private set; }

    /// The path it named.
    public string Path { get; private set; } = "";
    public ReportReason Reason { get; private set; }
    public string Words { get; private set; } = "";

    /// Nobody where abuse of a child was reported without a name.
    public string? Name { get; private set; }
    public string? Email { get; private set; }

    /// By which a person's notices are counted.
    public string? EmailHash { get; private set; }
    public string Language { get; private set; } = "en";
    public DateTimeOffset At { get; private set; }

    public static OutsideNotice Of(long id, Case about, string path, ReportReason? reason, string? words, string? name, string? email, bool inGoodFaith, string language, DateTimeOffset now)
    {
        if (reason is not { } why || !Enum.IsDefined(why)) throw new Refused("Choose what is wrong with it.") { Field = "why" };
        var said = Characters.Clean(words is { Length: > 10 * LongestWords } ? words[..(10 * LongestWords)] : words ?? "").Trim();
        if (Characters.Seen(said) < 10) throw new Refused("Say why it is unlawful or breaks a rule, so that somebody who does not know you can follow.") { Field = "words" };
        if (said.Length > LongestWords) throw new Refused("Write at most {n} characters.", ("n", LongestWords)) { Field = "words" };
        var nameless = why == ReportReason.Child && string.IsNullOrWhiteSpace(name) && string.IsNullOrWhiteSpace(email);
        var called = Characters.Line(name is { Length: > 1_000 } ? name[..1_000] : name ?? "");
        if (!nameless && (Characters.Seen(called) == 0 || called.Length > LongestName)) throw new Refused("Write your name, with up to {n} characters.", ("n", LongestName)) { Field = "name" };
        var address = nameless ? null : EmailAddress.Of(email);
        if (!inGoodFaith) throw new Refused("Confirm that what you say is accurate and complete as far as you know.") { Field = "faith" };
        return new()
        {
            Id = id, CaseId = about.Id, Kind = about.Kind, ThingId = about.ThingId, Path = path, Reason = why, Words = said, Name = nameless ? null : called, Email = address?.Text, EmailHash = address?.Hash, Language = language, At = now,
        };
    }
}
