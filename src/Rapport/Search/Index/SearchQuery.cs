namespace Rapport.Search.Index;

public enum SearchOrder { Relevance, Newest, Votes }

/// What is looked for. Within one facet the chosen values widen, between facets they narrow.
public sealed record SearchQuery(string? Text)
{
    public required Access Access { get; init; }
    public IReadOnlyCollection<DocumentKind> Kinds { get; init; } = [];
    public IReadOnlyCollection<long> Products { get; init; } = [];
    public IReadOnlyCollection<long> Spaces { get; init; } = [];
    public IReadOnlyCollection<string> Tags { get; init; } = [];
    public bool? Solved { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public long? Author { get; init; }
    public SearchOrder Order { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 20;
    /// Weighs freshness, acceptance and votes in; off where only the words shall count.
    public bool Weighed { get; init; } = true;
    public bool Counted { get; init; } = true;
}
