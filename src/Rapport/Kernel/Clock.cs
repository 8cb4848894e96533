namespace Rapport.Kernel;

/// The wall clock, cut to microseconds: what is stored equals what was said.
public sealed class Clock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().ToMicroseconds();
}

public static class Instants
{
    extension(DateTimeOffset instant)
    {
        public DateTimeOffset ToMicroseconds() => new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        public long Microseconds => ToLong(instant);
    }

    public static long ToLong(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
