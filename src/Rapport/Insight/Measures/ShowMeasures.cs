using System.Globalization;
using System.Text;
using Rapport.Insight.Visits;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Statistics;

namespace Rapport.Insight.Measures;

/// GET /admin/baseline: how the community does, for the brand's own people; the same as a table at /admin/baseline.csv.
static class ShowMeasures
{
    public static async Task<IResult> Page(Db db, Me me, Installation installation, string? days = null)
    {
        me.RequireStaff();
        var period = Period.Of(days, installation.DayOf(db.Clock.GetUtcNow()));
        var (counts, questions) = await db.Since();
        return Kernel.Pages.Page.Of<MeasuresPage>(new
        {
            Now = await db.Measure(period, installation), Before = await db.Measure(period.Before, installation),
            Missing = (await db.Missing(period)).OrderByDescending(s => s.Number).ThenBy(s => s.Words, StringComparer.Ordinal).Take(20).ToList(),
            CountsSince = counts, QuestionsSince = questions is { } first ? installation.DayOf(first) : (DateOnly?)null,
        });
    }

    public static async Task<IResult> Csv(Db db, Me me, Installation installation, HttpContext context, string? days = null)
    {
        me.RequireStaff();
        var period = Period.Of(days, installation.DayOf(db.Clock.GetUtcNow()));
        var text = new StringBuilder("measure,from,to,value,lower,upper,n,unit\n");
        foreach (var line in Lines(await db.Measure(period.Before, installation))) Write(text, line);
        var now = await db.Measure(period, installation);
        foreach (var line in Lines(now).Concat(Daily(now))) Write(text, line);
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"measures-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}.csv");
    }

    /// One figure: an empty value is not known, "inf" is not reached yet.
    public sealed record Line(string Measure, DateOnly From, DateOnly To, double? Value, Interval? Interval, long? N, string Unit);

    /// The measures of a whole period.
    public static IEnumerable<Line> Lines(Measured m)
    {
        Line Of(string name, double? value, Interval? interval, long? n, string unit) => new(name, m.Period.From, m.Period.To, value, interval, n, unit);
        yield return Of("visits", m.Visits, null, null, "visits");
        foreach (var source in DailyCount.Sources) yield return Of("visits_from_" + Name(source), m.Of(source), null, null, "visits");
        yield return Of("pages", m.Of(Fact.Pages), null, null, "pages");
        yield return Of("searches", m.Of(Fact.Searches), null, null, "searches");
        yield return Of("searches_without_result", m.FoundNothing.Value, m.FoundNothing.Interval, m.FoundNothing.N, "share");
        yield return Of("questions", m.Questions.Count, null, null, "questions");
        foreach (var (name, share) in new[] { ("answered_within_1_day", m.Within(24)), ("answered_within_7_days", m.Within(168)), ("answered_so_far", m.EverAnswered) })
            yield return Of(name, share.Value, share.Interval, share.N, "share");
        foreach (var (by, waits) in new[] { ("peers", m.ByPeers), ("employees", m.ByStaff), ("anybody", m.ByAnybody) })
            foreach (var (name, p) in new[] { ("median", 0.5), ("p90", 0.9) })
                yield return Of($"{name}_time_to_first_answer_by_{by}", waits.Quantile(p), waits.IntervalOf(p), waits.N, "hours");
    }

    public static IEnumerable<Line> Daily(Measured m)
    {
        var counts = m.Counts.ToLookup(c => c.Day);
        var questions = m.Questions.ToLookup(q => q.Day);
        for (var day = m.Period.From; day <= m.Period.To; day = day.AddDays(1))
        {
            foreach (var count in counts[day].OrderBy(c => c.Fact)) yield return new("day_" + (DailyCount.Sources.Contains(count.Fact) ? "visits_from_" : "") + Name(count.Fact), day, day, count.Number, null, null, "count");
            if (questions[day].Any()) yield return new("day_questions", day, day, questions[day].Count(), null, null, "count");
        }
    }

    static string Name(Fact fact) => fact switch { Fact.SearchEngine => "search_engines", Fact.Site => "other_sites", Fact.Unfound => "searches_without_result", _ => fact.ToString().ToLowerInvariant() };

    static void Write(StringBuilder text, Line line)
    {
        text.Append(CultureInfo.InvariantCulture, $"{line.Measure},{line.From:yyyy-MM-dd},{line.To:yyyy-MM-dd},{Number(line.Value)},{Number(line.Interval?.Lower)},{Number(line.Interval?.Upper)},{line.N},{line.Unit}\n");
        static string Number(double? value) => value is { } v ? double.IsPositiveInfinity(v) ? "inf" : v.ToString("0.####", CultureInfo.InvariantCulture) : "";
    }
}
