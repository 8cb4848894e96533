namespace Rapport.Search.Index;

/// What a document is; the order is the one in which equals are listed.
public enum DocumentKind { Product, Topic, Reply, Member }

/// One thing that can be found. A newer document of the same kind and id replaces the older.
public sealed record SearchDocument(DocumentKind Kind, long Id)
{
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    /// A language code such as "en" or "ar"; chooses the analyser.
    public string Language { get; init; } = "";
    /// Who may find it: "public", "members", "space:12".
    public required string Audience { get; init; }
    public long? Space { get; init; }
    public IReadOnlyList<long> Products { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// Null where solving has no meaning (discussions, products, members).
    public bool? Solved { get; init; }
    public bool Accepted { get; init; }
    public long? Author { get; init; }
    /// Whoever else has words in it.
    public IReadOnlyList<long> Others { get; init; } = [];
    /// The topic that a reply stands in.
    public long? Topic { get; init; }
    public int Votes { get; init; }
    public DateTimeOffset Created { get; init; }
}
