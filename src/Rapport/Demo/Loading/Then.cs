namespace Rapport.Demo.Loading;

/// A clock that stands still at a moment.
sealed class Then(DateTimeOffset moment) : TimeProvider
{
    public static Then Noon(DateOnly day) => new(new(day, new TimeOnly(12, 0), TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => moment;
}
