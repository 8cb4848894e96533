using System.Globalization;
using Rapport.Kernel;

namespace Rapport.Members;

/// How long something holds, as a form says it: so many days, until the end of a day, or without an end.
public static class HowLong
{
    public const string UntilDay = "date";

    public static readonly IReadOnlyList<int> Days = [1, 3, 7, 30];

    /// When it ends by itself; nothing where nobody says an end.
    public static DateTimeOffset? Read(string? length, string? until, DateTimeOffset now, string zone) => length switch
    {
        null or "" or "none" => null,
        UntilDay => EndOf(until, "until", now, zone) ?? throw new Refused("Choose the day.") { Field = "until" },
        _ => int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Days.Contains(days) ? now.AddDays(days) : throw new Refused("Choose how long.") { Field = "length" },
    };

    /// The end of a day where whoever says it is.
    public static DateTimeOffset? EndOf(string? day, string field, DateTimeOffset now, string zone)
    {
        if (string.IsNullOrWhiteSpace(day)) return null;
        if (!DateOnly.TryParseExact(day.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) || said.Year > now.Year + 10) throw new Refused("Write a day as 2026-03-31.") { Field = field };
        var next = said.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var end = new DateTimeOffset(next, Zone(zone).GetUtcOffset(next)).ToUniversalTime();
        return end > now ? end : throw new Refused("Choose a day that is not over.") { Field = field };
    }

    /// The day at whose end it ends, as a form shows it.
    public static string DayOf(DateTimeOffset end, string zone) => TimeZoneInfo.ConvertTime(end.AddSeconds(-1), Zone(zone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static TimeZoneInfo Zone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc;
}
