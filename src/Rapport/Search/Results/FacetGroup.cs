namespace Rapport.Search.Results;

/// One value of a facet: what it is called, how many hits it would leave, and the question that chooses it, or gives it up.
public sealed record FacetChoice(string Words, int Count, bool IsChosen, Question Then);

/// A facet with the values that can be chosen in it.
public sealed record FacetGroup(string Name, IReadOnlyList<FacetChoice> Choices)
{
    public const int Most = 8;

    /// A facet with one value, not chosen, narrows nothing.
    public bool IsWorthShowing => Choices.Count > 1 || Choices.Any(c => c.IsChosen);

    /// The values found, the most frequent first, and those chosen that nothing was found for.
    public static FacetGroup Of<T>(string name, IEnumerable<(T Value, int Count)> counted, IReadOnlyList<T> chosen, Func<T, string?> words, Func<T, Question> then)
    {
        var values = counted.Take(Most).ToList();
        values.AddRange(chosen.Where(c => !values.Exists(v => Equals(v.Value, c))).Select(c => (c, 0)));
        return new(name, [.. values.Select(v => (Words: words(v.Value), v.Value, v.Count)).Where(v => v.Words is not null)
            .Select(v => new FacetChoice(v.Words!, v.Count, chosen.Contains(v.Value), then(v.Value)))]);
    }
}
