namespace Rapport.Insight.Visits;

/// What is counted by day. A visit has exactly one source; the sources are the first of these.
public enum Fact
{
    /// Nobody sent the visitor, as far as the browser says: typed, kept as a bookmark, or from a program that says nothing.
    Direct,
    SearchEngine,
    Assistant,
    Social,
    Mail,

    /// Any other site.
    Site,

    Pages, Searches, Unfound, Robots,
}

/// How often something happened on a day of the brand's time zone, on all nodes together.
public sealed class DailyCount
{
    public static readonly IReadOnlyList<Fact> Sources = [Fact.Direct, Fact.SearchEngine, Fact.Assistant, Fact.Social, Fact.Mail, Fact.Site];

    public DateOnly Day { get; init; }
    public Fact Fact { get; init; }
    public long Number { get; init; }

    internal static Task<int> Forget(Kernel.Database.Db db, DateTimeOffset before, int most)
    {
        var day = DateOnly.FromDateTime(before.UtcDateTime);
        return db.Set<DailyCount>().Where(c => c.Day < day).OrderBy(c => c.Day).Take(most).ExecuteDeleteAsync();
    }
}
