namespace Rapport.Reviews.Asking;

/// All that is looked at before somebody is asked about an order. What they think of anything is not among it.
public sealed record Candidate(long Order, string Number, DateTimeOffset PlacedAt, DateTimeOffset? DeliveredAt, Buyer Buyer, IReadOnlyList<Thing> Things)
{
    public bool IsHistory { get; init; }
    public bool IsCancelled { get; init; }

    /// All the money went back.
    public bool IsGivenBack { get; init; }

    /// There is a request about it, or a word on why there is none.
    public bool IsSettled { get; init; }

    /// What is asked about: what was kept and is not reviewed yet, variants of one family once.
    public IReadOnlyList<Thing> Open => [.. Things.Where(t => t is { Shared: not null, IsBack: false, IsReviewed: false }).DistinctBy(t => t.Shared)];

    /// Null where the customer is asked.
    public LeftOut? Why =>
        IsHistory ? LeftOut.History
        : IsCancelled ? LeftOut.Cancelled
        : IsGivenBack || Things.All(t => t.IsBack) ? LeftOut.GivenBack
        : Buyer.Address is null ? LeftOut.NoAddress
        : Buyer.Stop is { } stop ? stop
        : Buyer.IsSuspended ? LeftOut.Suspended
        : !Things.Any(t => t is { Shared: not null, IsBack: false }) ? LeftOut.UnknownThings
        : Open.Count == 0 ? LeftOut.Reviewed : null;
}

/// Whoever placed the order; without an address where nobody may be named.
public sealed record Buyer(long? Customer, string? Address, string? Name, long? Member, string? Language, string? Zone)
{
    /// Why this address is not written to.
    public LeftOut? Stop { get; init; }
    public bool IsSuspended { get; init; }
}

/// One thing of the order. Without Shared where the catalogue does not know it.
public sealed record Thing(long? Product, long? Shared, string Name, string Path, bool IsBack, bool IsReviewed);
