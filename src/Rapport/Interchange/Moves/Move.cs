using System.Text.Json;
using Rapport.Interchange.ReviewLists;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.Moves;

/// A trial stores nothing, an import does, an export writes an archive.
public enum MoveKind { Trial, Import, Export }

/// A community that comes in, is tried, or goes out: who asked, how far it has come, and what came of it.
public sealed class Move : Entity
{
    /// One that was not heard of for so long has died with its node; another goes on.
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// How often one is begun that takes its node down.
    public const int MostTries = 3;

    Move() { }

    public Move(long id, MoveKind kind, string file, long by, DateTimeOffset now) => (Id, Kind, File, By, AskedAt) = (id, kind, file, by, now);

    public MoveKind Kind { get; private set; }

    /// What the file is called, and the form it comes in.
    public string File { get; private set; } = "";
    public string Format { get; init; } = "";
    public string? Source { get; init; }
    public string? Prefix { get; init; }

    /// What else was said of it, as its form writes that down.
    public string? Particulars { get; init; }
    public bool WithRoles { get; init; }
    public bool WithPasswords { get; init; }
    public long By { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// Where the file is kept, as Luggage knows it; null when it is gone.
    public string? Pieces { get; private set; }
    public long Bytes { get; private set; }
    public DateTimeOffset? KeptAt { get; private set; }

    /// The node that works on it, its last sign of life, how often one began, and how far it had come.
    public string? Node { get; private set; }
    public DateTimeOffset? BeatAt { get; private set; }
    public int Tries { get; private set; }
    public string? Step { get; private set; }
    public long Done { get; private set; }
    public long? Of { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// Why it was refused or broke off, as a refusal.
    public string? Problem { get; private set; }
    public string? ProblemArguments { get; private set; }
    public string? Report { get; private set; }

    public bool IsOver => EndedAt is not null;
    public bool IsWaiting => !IsOver && Node is null;
    public string Path => $"/admin/moving/{Id}";

    public bool IsSilent(DateTimeOffset now) => !IsOver && now - (BeatAt ?? AskedAt) > Silence;
    public bool HasFile(DateTimeOffset now) => Pieces is not null && now - KeptAt < Luggage.Life;

    public void Keep(string pieces, long bytes, DateTimeOffset now) => (Pieces, Bytes, KeptAt) = (pieces, bytes, now);
    public void Drop() => Pieces = null;

    public void End(MoveReport? report, Refused? problem, DateTimeOffset now) =>
        (Report, Problem, ProblemArguments, EndedAt) = (report is null ? null : JsonSerializer.Serialize(report), problem?.Message, problem is null ? null : Saying.Keep(problem), now);

    public MoveReport? Read() => Report is null ? null : JsonSerializer.Deserialize<MoveReport>(Report);

    public Refused? Refusal => Problem is null ? null : Saying.Tell(Problem, ProblemArguments);

    public void Stop(DateTimeOffset now)
    {
        if (IsOver) throw new Refused("This is over already.");
        End(null, new(Kind == MoveKind.Import ? "It was stopped. Go on: what came in already stays as it is." : "It was stopped."), now);
    }

    /// The same file again: for good after a trial, or once more after it broke off.
    public Move Again(long id, long by, DateTimeOffset now) => Anew(id, MoveKind.Import, by, Particulars, now);

    /// Tried once more, with other particulars.
    public Move Anew(long id, long by, string particulars, DateTimeOffset now) => Anew(id, MoveKind.Trial, by, particulars, now);

    Move Anew(long id, MoveKind kind, long by, string? particulars, DateTimeOffset now)
    {
        if (!IsOver) throw new Refused("It is still running.");
        if (Kind == MoveKind.Export) throw new Refused("An export is begun anew.");
        if (Kind == MoveKind.Import && Problem is null) throw new Refused("It came in already. Hand it in again to bring in what is new.");
        if (!HasFile(now)) throw new Refused("The file is no longer here. Hand it in again: what came in already stays as it is.");
        return new Move(id, kind, File, by, now) { Format = Format, Source = Source, Prefix = Prefix, Particulars = particulars, WithRoles = WithRoles, WithPasswords = WithPasswords, Pieces = Pieces, Bytes = Bytes, KeptAt = KeptAt };
    }
}

/// What became of each kind of line, what was refused and why, and what was left behind.
public sealed record MoveReport(IReadOnlyList<MoveRow> Rows, IReadOnlyList<string> Refusals, IReadOnlyList<LeftLine> Left)
{
    /// How a list of reviews was understood, where it is one.
    public ReviewListing? Reviews { get; init; }

    public static MoveReport Of(Report report) =>
        new([.. report.All.Select(r => new MoveRow(r.Name, r.Tally.Read, r.Tally.Stored, r.Tally.Unchanged, r.Tally.Changed, r.Tally.Refused))], [.. report.Refusals], [.. report.Left]) { Reviews = (report as ReviewReport)?.Listing };

    public static MoveReport Of(About about) => new([.. about.Parts.Select(p => new MoveRow(System.IO.Path.GetFileNameWithoutExtension(p.Name), p.Lines, p.Lines, 0, 0, 0)), new("files", about.Files, about.Files, 0, 0, 0)], [], []);
}

public sealed record MoveRow(string Name, long Read, long Stored, long Unchanged, long Changed, long Refused);
