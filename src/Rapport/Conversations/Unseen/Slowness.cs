using System.Globalization;
using Rapport.Kernel;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// So many seconds lie between two posts of a member in a space or a topic, until a moment or for good; 0 where nobody waits.
public readonly record struct Slowness(int Seconds, DateTimeOffset? Until)
{
    /// What moderators choose from: not at all, a minute, five minutes, an hour, a day.
    public static readonly IReadOnlyList<int> Paces = [0, 60, 300, 3_600, 86_400];

    public int At(DateTimeOffset now) => Until <= now ? 0 : Seconds;

    /// As a form says it; nothing where it does not, or says what it showed.
    internal static (int Seconds, DateTimeOffset? Until)? Said(Sent sent, Me me, DateTimeOffset now) => !sent.All.ContainsKey("slow") || sent["slowwas"] == $"{sent["slow"]}/{sent["slowuntil"]}" ? null
        : (int.TryParse(sent["slow"] ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : -1, HowLong.EndOf(sent["slowuntil"], "slowuntil", now, me.Member.Zone));

    public static Slowness Of(int seconds, DateTimeOffset? until, DateTimeOffset now)
    {
        if (!Paces.Contains(seconds)) throw new Refused("Choose how slow it is here.") { Field = "slow" };
        if (seconds > 0 && until <= now) throw new Refused("Choose a moment that is still to come.") { Field = "slowuntil" };
        return new(seconds, seconds == 0 ? null : until);
    }
}
