using Rapport.Insight.Searches;
using Rapport.Insight.Visits;
using Rapport.Kernel.Database;

namespace Rapport.Demo.Loading;

/// Two years of visits as they may have been: growing, fewer at weekends, more before holidays. Drawn the same way every time.
static class BrandVisits
{
    const int Days = 730;

    /// The sources' shares when the community was young and now, in the order of DailyCount.Sources.
    static readonly double[] Young = [0.52, 0.21, 0.00, 0.12, 0.09, 0.06], Now = [0.27, 0.44, 0.07, 0.09, 0.08, 0.05];

    static readonly (string Words, long Number)[] Missing = [("descaling tablets", 31), ("repair shop near me", 22), ("gift card", 17), ("knock box", 12), ("trade in old grinder", 9), ("replacement gasket 58 mm", 6), ("student discount", 4)];

    public static async Task Load(IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        for (var day = today.AddDays(-Days); day < today; day = day.AddDays(1)) db.AddRange(Of(day, (day.DayNumber - today.DayNumber + Days) / (double)Days));
        foreach (var (words, number) in Missing)
            foreach (var ago in new[] { 1, 0 })
                db.Add(new Unfound { Month = Month(today.AddMonths(-ago)), Key = $"demo {words}", Words = words, Number = Math.Max(Unfound.Enough, number * (ago == 1 ? 2 : today.Day / 31)) });
        await db.Save();
    }

    static IEnumerable<DailyCount> Of(DateOnly day, double along)
    {
        DailyCount Make(Fact fact, double number) => new() { Day = day, Fact = fact, Number = (long)Math.Round(number * (0.88 + 0.24 * Drawn.Of($"{day.DayNumber % 1_000} {fact}"))) };
        var season = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.68 : 1.0;
        var holidays = day is { Month: 11, Day: > 15 } or { Month: 12, Day: < 24 } ? 1.45 : 1.0;
        var visits = (28 + 150 * Math.Pow(along, 1.4)) * season * holidays;
        foreach (var (source, n) in DailyCount.Sources.Select((s, n) => (s, n)))
            if (visits * (Young[n] + (Now[n] - Young[n]) * along) is > 0.5 and var number) yield return Make(source, number);
        yield return Make(Fact.Pages, visits * 3.1);
        yield return Make(Fact.Robots, visits * 0.9);
        yield return Make(Fact.Searches, visits * 0.32);
        yield return Make(Fact.Unfound, visits * 0.32 * (0.16 - 0.07 * along));
    }

    static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
