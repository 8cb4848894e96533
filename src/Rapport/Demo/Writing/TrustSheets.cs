namespace Rapport.Demo.Writing;

/// Whom this community trusts, and who would like to be trusted without cause: deeds, of which the product itself finds what they are.
public sealed record TrustSheet(AppointedSheet[] Appointed, ArrivalSheet[] Newcomers, DeedSheet[] Replies)
{
    /// Whose words wait for a moderator.
    public IEnumerable<string> Strangers => Newcomers.Where(n => !n.Vouched).Select(n => n.Handle);

    /// Those who praise each other.
    public IReadOnlyList<string> Ring => [.. Replies.Where(r => r.Ring).Select(r => r.By).Distinct()];
}

/// The brand makes somebody the helper of a space.
public sealed record AppointedSheet(string Who, string Space, int Day);

public sealed record ArrivalSheet(string Name, int Day, bool Vouched)
{
    public string Handle => Kernel.Content.Slug.Of(Name);
}

/// A reply in a topic, by its key: who found it helpful, whether whoever asked accepted it, and why it was hidden. `Ring`: all who belong together vote for it.
public sealed record DeedSheet(string Topic, string By, int Day, string Body, string[]? Helpful, bool Accepted, bool Ring, string? Ground, string? Reason);
