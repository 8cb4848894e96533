namespace Rapport.Search.Index;

/// The facet values chosen: a hit needs one of those chosen in each facet.
sealed class Selection
{
    private readonly byte[] chosen;
    private readonly Dimension[] dimensions;
    private readonly int required;
    private readonly int from = int.MinValue, until = int.MaxValue;

    Selection(SearchQuery query, Vocabulary vocabulary, string[] words)
    {
        dimensions = [.. words.Select(Dimensions.Of)];
        chosen = new byte[words.Length];
        foreach (var value in Chosen(query))
        {
            var bit = 1 << (int)Dimensions.Of(value);
            required |= bit;
            if (vocabulary.Known(value) is { } number && number < chosen.Length) chosen[number] = (byte)bit;
        }
        if (query.From is { } first) from = Moment.Of(first);
        if (query.Since is { } since) from = Math.Max(from, Moment.Of(since));
        if (query.Until is { } last) until = last == DateOnly.MaxValue ? int.MaxValue : Moment.Of(last.AddDays(1)) - 1;
        if (Dated(query)) required |= 1 << (int)Dimension.Date;
    }

    public static Selection? Of(SearchQuery query, Vocabulary vocabulary, string[] words) =>
        Chosen(query).Any() || Dated(query) ? new(query, vocabulary, words) : null;

    /// The facets, as bits, in which the document has none of the chosen values.
    public int Missing(Columns columns, int document)
    {
        var met = 0;
        for (var n = columns.Starts[document]; n < columns.Starts[document + 1]; n++) met |= chosen[columns.Values[n]];
        var created = columns.Created[document];
        if (created >= from && created <= until) met |= 1 << (int)Dimension.Date;
        return required & ~met;
    }

    public Dimension? Only(int missing) =>
        int.IsPow2(missing) ? (Dimension)int.TrailingZeroCount(missing) : null;

    public Dimension DimensionOf(int value) => dimensions[value];

    static bool Dated(SearchQuery query) => query.Since is not null || query.From is not null || query.Until is not null;

    static IEnumerable<string> Chosen(SearchQuery query) =>
    [
        .. query.Kinds.Select(Dimensions.Value),
        .. query.Products.Select(p => Dimensions.Value(Dimension.Product, p)),
        .. query.Spaces.Select(s => Dimensions.Value(Dimension.Space, s)),
        .. query.Tags.Select(Dimensions.Value),
        .. query.Solved is { } solved ? [Dimensions.Value(solved)] : Array.Empty<string>(),
    ];
}
