namespace Rapport.Interchange.ReviewLists;

/// What whoever brings reviews in says of the list: how it is read, and what its products are here.
public sealed record ReviewChoice : TableChoice
{
    public const string Make = "make", Leave = "leave";

    /// A built-in or saved map by name; null for the one that the list itself suggests.
    public string? Map { get; init; }
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
    public int? Scale { get; init; }

    /// Where the reviews come from, where the list should be taken for another one's.
    public string? Source { get; init; }

    /// The name under which this is remembered.
    public string? SaveAs { get; init; }

    /// By what the list calls a product: the SKU it has here, or that it is to be made, or that its reviews are left out.
    public IReadOnlyDictionary<string, string> Products { get; init; } = new Dictionary<string, string>();

    /// What becomes of products that nobody said anything about.
    public string? Rest { get; init; }

    public static new ReviewChoice Read(string? said) => Read<ReviewChoice>(said);
}
