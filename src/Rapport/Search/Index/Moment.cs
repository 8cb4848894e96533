namespace Rapport.Search.Index;

/// Instants as the columns hold them: whole seconds since 2000, in four bytes until 2068.
static class Moment
{
    static readonly DateTimeOffset zero = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static int Of(DateTimeOffset instant) =>
        (int)Math.Clamp((instant - zero).Ticks / TimeSpan.TicksPerSecond, int.MinValue + 1, int.MaxValue - 1);

    public static int Of(DateOnly day) => Of(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
}
