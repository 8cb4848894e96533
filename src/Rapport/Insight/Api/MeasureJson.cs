using System.ComponentModel;
using Rapport.Insight.Measures;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Insight.Api;

/// How the community did in a period, in the one before it, and day by day. The last day is yesterday.
public sealed record MeasuresJson(DateOnly From, DateOnly To, IReadOnlyList<MeasureJson> Now, IReadOnlyList<MeasureJson> Before, IReadOnlyList<MeasureJson> Days, [property: Description("What searches did not find, the commonest first.")] IReadOnlyList<SoughtJson> Missing)
{
    public static MeasuresJson Example => new(new(2026, 1, 1), new(2026, 1, 28), [MeasureJson.Example], [], [], [SoughtJson.Example]);
}

/// A figure with what the numbers leave open (95 %).
public sealed record MeasureJson(string Measure, DateOnly From, DateOnly To, [property: Description("Null where nothing is known, or where too few were answered yet to tell.")] double? Value, double? Lower, [property: Description("Null too where there is no telling.")] double? Upper, [property: Description("Of how many.")] long? N, string Unit, [property: Description("More than half, or than nine tenths, still wait: it is longer than anybody can tell yet.")] bool Open)
{
    public static MeasureJson Example => new("median_time_to_first_answer_by_peers", new(2026, 1, 1), new(2026, 1, 28), 5.25, 3.5, 8, 42, "hours", false);

    internal static MeasureJson Of(ShowMeasures.Line line) => new(line.Measure, line.From, line.To, Finite(line.Value), Finite(line.Interval?.Lower), Finite(line.Interval?.Upper), line.N, line.Unit, line.Value is { } value && double.IsPositiveInfinity(value));

    static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}

public sealed record SoughtJson(string Words, long Number)
{
    public static SoughtJson Example => new("descaler", 12);
}

static class TheMeasures
{
    public static async Task<MeasuresJson> Show(Db db, Me me, Installation installation, [Description("28, 90, 365 or 730; 90 if not said.")] int? days = null)
    {
        me.RequireStaff();
        if (days is { } said && !Period.Choices.Contains(said)) throw Code.Wrong("days");
        var period = Period.Last(days ?? 90, installation.DayOf(db.Clock.GetUtcNow()));
        var now = await db.Measure(period, installation);
        return new(period.From, period.To, Lines(ShowMeasures.Lines(now)), Lines(ShowMeasures.Lines(await db.Measure(period.Before, installation))), Lines(ShowMeasures.Daily(now)),
            [.. (await db.Missing(period)).OrderByDescending(s => s.Number).ThenBy(s => s.Words, StringComparer.Ordinal).Take(100).Select(s => new SoughtJson(s.Words, s.Number))]);
    }

    static IReadOnlyList<MeasureJson> Lines(IEnumerable<ShowMeasures.Line> lines) => [.. lines.Select(MeasureJson.Of)];
}
