using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Moving;

/// One transaction's worth of lines, with what is known here of the things they name.
public sealed class Batch<TLine>(Db db, List<Line> fresh, Known known, Report report, Arrival arrival) where TLine : Line
{
    public Db Db => db;

    /// The lines that are not here yet.
    public IReadOnlyList<TLine> Lines => field ??= [.. fresh.Cast<TLine>()];
    public List<Event> Events { get; } = [];
    public Report Report => report;
    public Arrival Arrival => arrival;
    public bool IsDry => arrival.IsDry;

    /// The ids of the archive here; null where the archive is another system's.
    public IdMap? Ids => arrival.Ids;
    public IReadOnlyList<NotExported> Left => arrival.Left;

    /// Whether the archive carries a column at all: one made before the column existed does not.
    public required Func<string, bool> Carries { get; init; }

    public long? Find(string? key, params ReadOnlySpan<string> kinds)
    {
        if (key is null) return null;
        foreach (var kind in kinds)
            if (known.Find(kind, key) is { } id) return id;
        return null;
    }

    /// The id that a new thing gets: its own, where the archive is ours.
    public long IdOf(TLine line) => arrival.Ids is { } ids && long.TryParse(line.Key, out var id) && ids.Holds(id) ? ids.Of(id) : db.NewId();

    /// Remembers what the line is called here, so that it is known the next time.
    public void Know(string kind, TLine line, long id)
    {
        if (arrival.Ids is { } ids && !IsDry && long.TryParse(line.Key, out var there)) ids.Divert(there, id);
        known.Add(db, kind, line, id);
    }

    public void Refuse(string name, TLine line, string reason) => report.Refuse(name, line.Key, reason);

    public void Stored(string name) => report[name].Stored++;
}

/// What is being brought in, and how.
public sealed record Arrival(string Source, Cause Cause, bool IsDry, IdMap? Ids, IReadOnlyList<NotExported> Left, Choices Choices, Func<string, CancellationToken, Task<byte[]?>> File);

/// What whoever brings something in agrees to besides.
public sealed record Choices
{
    /// Employees, moderators and administrators keep their role; else everybody comes in as a member.
    public bool WithRoles { get; init; }

    /// People sign in with the passwords they had, where the archive holds them.
    public bool WithPasswords { get; init; }

    /// Report what would be stored, and store nothing.
    public bool DryRun { get; init; }

    /// Below which path the old addresses stood, such as /forum.
    public string? Prefix { get; init; }

    /// What the community is called in the table of foreign ids; by default as it calls itself.
    public string? Source { get; init; }

    /// What else was chosen for it, as its form writes that down.
    public string? Particulars { get; init; }
}
