namespace Rapport.Members.Sessions;

/// A session somebody signed out of: a copy of its cookie opens nothing. Kept as long as the cookie would have lived.
public sealed class EndedSession
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public required string Key { get; init; }
    public DateTimeOffset At { get; init; }
}
