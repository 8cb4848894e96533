using System.ComponentModel;

namespace Rapport.Governance;

/// Words and links that are not allowed, for programs.
public sealed record DisallowedJson([property: Description("Each matches whole; with * at its end whatever begins so.")] IReadOnlyList<string>? Words = null, [property: Description("Whether whoever writes one of them is told at once, or waits for a moderator.")] Handling WordsAre = Handling.Refuse,
    [property: Description("Names of hosts; all below them count as well.")] IReadOnlyList<string>? Hosts = null, Handling HostsAre = Handling.Refuse, [property: Description("Hosts whose links never wait because of who wrote them.")] IReadOnlyList<string>? Welcome = null, [property: Description("Why, as authors read it.")] string? Why = null)
{
    public static DisallowedJson Example => new(["bargain*"], Handling.Hold, ["spam.example"], Handling.Refuse, ["shop.example"], "Advertising belongs elsewhere.");

    public static DisallowedJson Of(Disallowed d) => new(d.Words, d.WordsAre, d.Hosts, d.HostsAre, d.Welcome, d.Why);

    internal Disallowed Said => Disallowed.Of(Words ?? [], WordsAre, Hosts ?? [], HostsAre, Welcome ?? [], Why);
}
