using Rapport.Kernel;

namespace Rapport.Insight.Measures;

/// Whole days of the brand's time zone, the last one included.
public sealed record Period(DateOnly From, DateOnly To)
{
    public static readonly IReadOnlyList<int> Choices = [28, 90, 365, 730];

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// As many days right before.
    public Period Before => new(From.AddDays(-Days), From.AddDays(-1));

    /// The last days up to yesterday, since today is not over.
    public static Period Last(int days, DateOnly today) => new(today.AddDays(-days), today.AddDays(-1));

    public static Period Of(string? days, DateOnly today) => Last(int.TryParse(days, out var chosen) && Choices.Contains(chosen) ? chosen : 90, today);

    public bool Contains(DateOnly day) => From <= day && day <= To;

    public (DateTimeOffset From, DateTimeOffset Until) In(Installation installation) => (installation.StartOf(From), installation.StartOf(To.AddDays(1)));

    /// The first day of the bar that a day belongs to: a day, a week counted from the first, or a month.
    public DateOnly BarOf(DateOnly day) => Days <= 31 ? day : Days <= 190 ? From.AddDays((day.DayNumber - From.DayNumber) / 7 * 7) : new(day.Year, day.Month, 1);

    public IReadOnlyList<DateOnly> Bars => [.. Enumerable.Range(0, Days).Select(n => BarOf(From.AddDays(n))).Distinct()];
}
