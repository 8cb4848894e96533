using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.Moves;

/// A trial stores nothing, an import does, an export writes a file.
public enum MoveKind { Trial, Import, Export }

/// A community that came in, was tried, or went out: by whom, how far it has come, and what came of it.
public sealed class Move : Entity
{
    Move() { }

    public Move(long id, MoveKind kind, string file, string folder, string node, long by, DateTimeOffset now) =>
        (Id, Kind, File, Folder, Node, By, StartedAt, BeatAt) = (id, kind, file, folder, node, by, now, now);

    public MoveKind Kind { get; private set; }

    /// What the file was called, and the folder of the node where it lies.
    public string File { get; private set; } = "";
    public string Folder { get; private set; } = "";
    public string Node { get; private set; } = "";

    /// The form it comes in.
    public string Format { get; init; } = "";
    public string? Source { get; init; }
    public bool WithRoles { get; init; }
    public bool WithPasswords { get; init; }
    public long By { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// The last sign of life while it runs, and how far it had come.
    public DateTimeOffset BeatAt { get; private set; }
    public string Step { get; private set; } = "";
    public long Done { get; private set; }
    public long? Of { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// Why it was refused or broke off, as a refusal.
    public string? Problem { get; private set; }
    public string? Report { get; private set; }

    public bool IsOver => EndedAt is not null;
    public string Path => $"/admin/moving/{Id}";
    public string FilePath => System.IO.Path.Combine(Folder, File);

    public void Beat(Step step, DateTimeOffset now) => (Step, Done, Of, BeatAt) = (step.What, step.Done, step.Of, now);

    public void End(MoveReport? report, string? problem, DateTimeOffset now) => (Report, Problem, EndedAt, BeatAt) = (report is null ? null : JsonSerializer.Serialize(report), problem, now, now);

    public MoveReport? Read() => Report is null ? null : JsonSerializer.Deserialize<MoveReport>(Report);

    /// The same file again: for good after a trial, or once more after it was broken off.
    public Move Again(long id, MoveKind kind, long by, DateTimeOffset now)
    {
        if (Kind == MoveKind.Export) throw new Refused("An export is begun anew.");
        if (!System.IO.File.Exists(FilePath)) throw new Refused("The file is no longer here. Hand it in again: what came in already stays as it is.");
        return new Move(id, kind, File, Folder, Node, by, now) { Format = Format, Source = Source, WithRoles = WithRoles, WithPasswords = WithPasswords };
    }
}

/// What became of each kind of line, what was refused and why, and what was left behind.
public sealed record MoveReport(IReadOnlyList<MoveRow> Rows, IReadOnlyList<string> Refusals, IReadOnlyList<LeftLine> Left)
{
    public static MoveReport Of(Report report) => new([.. report.All.Select(r => new MoveRow(r.Name, r.Tally.Read, r.Tally.Stored, r.Tally.Unchanged, r.Tally.Changed, r.Tally.Refused))], [.. report.Refusals], [.. report.Left]);

    public static MoveReport Of(About about) => new([.. about.Parts.Select(p => new MoveRow(System.IO.Path.GetFileNameWithoutExtension(p.Name), p.Lines, p.Lines, 0, 0, 0)), new("files", about.Files, about.Files, 0, 0, 0)], [], []);
}

public sealed record MoveRow(string Name, long Read, long Stored, long Unchanged, long Changed, long Refused);
