namespace Rapport.Interchange.ReviewLists;

/// How a system's list of reviews is read: which of its columns is what, and where its words mean something of their own.
public sealed record ReviewMap(string Name, string Title)
{
    /// Columns by our name for each, where other systems' names for it would mislead.
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// The best that can be given: 5 or 10. Null where the ratings themselves tell.
    public int? Scale { get; init; }

    /// 03/04/2025 is the third of April. Null where the dates themselves tell.
    public bool? DayFirst { get; init; }

    /// Headings by which a list is known to be of this system: all of one group.
    internal string[][] Signs { get; init; } = [];

    /// Its title says where the reviews were written; else the name of the list does.
    public bool NamesSource { get; init; }

    internal bool Knows(HashSet<string> keys) => Signs.Any(group => group.All(keys.Contains));
}
