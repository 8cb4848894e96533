namespace Rapport.Search.Index;

public sealed record SearchHit(DocumentKind Kind, long Id, long? Topic, float Score);

public sealed record FacetValue<T>(T Value, int Count);

/// How many hits each further choice would leave, counted under the same access.
public sealed record Facets(
    IReadOnlyList<FacetValue<DocumentKind>> Kinds,
    IReadOnlyList<FacetValue<long>> Products,
    IReadOnlyList<FacetValue<long>> Spaces,
    IReadOnlyList<FacetValue<string>> Tags,
    IReadOnlyList<FacetValue<bool>> Solved,
    DateCounts Dates);

/// Hits of the last seven days, 31 days and 365 days; each holds the one before.
public sealed record DateCounts(int Week, int Month, int Year);

/// What was found, what could be chosen next, and how to mark it in the words.
public sealed record SearchResults(
    IReadOnlyList<SearchHit> Hits, int Total, Facets Facets, string? Corrected, Highlight Highlight, TimeSpan Elapsed);
