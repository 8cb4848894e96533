namespace Rapport.Trust;

/// Days since the day that amounts are as of.
static class Days
{
    static readonly DateTimeOffset Common = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static double Of(DateTimeOffset at) => (at - Common).TotalDays;
}
