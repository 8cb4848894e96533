using Rapport.Kernel.Languages;

namespace Rapport.Defence.Signals;

/// What a signal says, to moderators and in their language.
static class SignalWords
{
    public static string Of(Locale words, SignalKind kind) => kind switch
    {
        SignalKind.Words => words.Say("Words like advertising"),
        SignalKind.Copies => words.Say("Copies of other posts"),
        SignalKind.Burst => words.Say("Much at once"),
        SignalKind.Ring => words.Say("Praise for each other"),
        SignalKind.Device => words.Say("Many accounts on one device"),
        SignalKind.Address => words.Say("Many accounts at one address of the network"),
        _ => words.Say("Reviews that look bought"),
    };

    /// Telling are the words that spoke most for it.
    public static string Of(Locale words, Signal signal, IReadOnlyList<string> telling) => signal.Kind switch
    {
        SignalKind.Words when telling.Count > 0 => words.Say("Its words look like what was hidden as advertising here ({n} % of such posts were), above all: {words}.", ("n", signal.Number), ("words", string.Join(", ", telling))),
        SignalKind.Words => words.Say("Its words look like what was hidden as advertising here ({n} % of such posts were).", ("n", signal.Number)),
        SignalKind.Copies when signal.Others == 0 => words.Say("Its author said nearly the same in {n} other post of the last 30 days.|Its author said nearly the same in {n} other posts of the last 30 days.", ("n", signal.Number)),
        SignalKind.Copies => words.Say("Nearly the same as {n} other post of the last 30 days, some by other members.|Nearly the same as {n} other posts of the last 30 days, some by other members.", ("n", signal.Number)),
        SignalKind.Ring => words.Say("One of {n} members who give {share} % of their votes and acceptances to each other.", ("n", signal.Number), ("share", $"{signal.Others}")),
        SignalKind.Device => words.Say("One of {n} members who acted from one device within 30 days. Families share devices too.", ("n", signal.Number)),
        SignalKind.Address => words.Say("One of {n} members who acted from one address of the network within 30 days. Families, offices and mobile networks share one too.", ("n", signal.Number)),
        SignalKind.Reviews => words.Say("One of {n} reviews of one product within three days by members who did nothing else and did not buy it here.", ("n", signal.Number)),
        _ => words.Say("Part of what happened {n} times within an hour.", ("n", signal.Number)),
    };

    /// How often moderators agreed with signals of a kind.
    public static string Record(Locale words, SignalRecord? record) => record is not { Interval: { } around }
        ? words.Say("Nobody has decided on such a signal yet.")
        : words.Say("Right in {right} of {n} that were decided ({from} – {to}).", ("right", record.Right), ("n", record.Decided), ("from", Percent(words, around.Lower)), ("to", Percent(words, around.Upper)));

    public static string Percent(Locale words, double share) => share.ToString(share < 0.1 ? "P1" : "P0", words.Culture);
}
