namespace Rapport.Customers.Shops;

/// What a message of a shop says, in our words.
sealed record ShopWord
{
    public IReadOnlyList<ToldOrder> Orders { get; init; } = [];
    public IReadOnlyList<ToldRefund> Refunds { get; init; } = [];

    /// Orders that are no more.
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// Customers who want to be forgotten, by the shop's number or by address.
    public IReadOnlyList<(string? Key, string? Email)> Forget { get; init; } = [];

    /// The shop wants everything of its customers forgotten.
    public bool ForgetAll { get; init; }

    /// Why there is nothing to do, where there is not.
    public string? Ignored { get; init; }

    /// The order it is about, as people call it; of one that is not told, what the shop calls it.
    public string? About => Orders.Select(o => o.Number).Concat(Refunds.Select(r => r.OrderKey)).Concat(Gone).FirstOrDefault(n => n.Length > 0);

    public static ShopWord Nothing(string why) => new() { Ignored = why };
}

/// What a message is called and when it was sent.
sealed record ShopMessage(string Key, string Topic);
