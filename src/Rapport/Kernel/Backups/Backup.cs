using Rapport.Kernel.Database;

namespace Rapport.Kernel.Backups;

/// A backup somebody or the clock asked for, and what became of it.
public sealed class Backup : Entity
{
    Backup() { }

    /// The key names the turn of a schedule, so that of many nodes one takes it; null where a person asked.
    public Backup(long id, DateTimeOffset now, string? key = null) => (Id, AskedAt, Key) = (id, now, key);

    public string? Key { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; internal set; }
    public DateTimeOffset? FinishedAt { get; internal set; }

    /// The machine the file lies on.
    public string? Host { get; internal set; }
    public string? File { get; internal set; }
    public long Bytes { get; internal set; }

    /// What was missing from the store of files when it was taken.
    public int FilesMissing { get; internal set; }
    public string? Problem { get; internal set; }

    public bool Failed => Problem is not null;

    internal void Became(Taken taken, DateTimeOffset now) => (StartedAt, FinishedAt, Host, File, Bytes, FilesMissing) = (StartedAt ?? AskedAt, now, Environment.MachineName, taken.Path, taken.Bytes, taken.Missing.Count);
}

/// How often the server backs itself up, and how many it keeps.
public sealed record BackupSettings
{
    /// "day", "week" (on Sundays), or nothing.
    public string? Every { get; init; }

    /// The hour of the day, in UTC.
    public int Hour { get; init; } = 3;
    public int Keep { get; init; } = 7;

    /// When it last was to be taken: null where nothing is scheduled.
    public DateTimeOffset? Turn(DateTimeOffset now)
    {
        if (Every is not ("day" or "week")) return null;
        var turn = new DateTimeOffset(now.Date.AddHours(Hour), TimeSpan.Zero);
        if (turn > now) turn = turn.AddDays(-1);
        return Every == "day" ? turn : turn.AddDays(-(int)turn.DayOfWeek);
    }
}

/// A finished backup.
public sealed record Taken(string Path, long Bytes, int Tables, long Rows, int Files, IReadOnlyList<string> Missing, bool KeyInEnvironment)
{
    /// The folder, where it was not there before.
    public string? Made { get; init; }
}
