using System.Text.Json;

namespace Rapport.Kernel.Backups;

/// What a backup says of itself; the last entry of the archive, so that without it there is no backup.
public sealed record Manifest
{
    public const int Newest = 1;
    public const string Entry = "manifest.json";

    public int Format { get; init; } = Newest;
    public required string Version { get; init; }
    public required DateTimeOffset TakenAt { get; init; }
    public required string Engine { get; init; }

    /// The names of the migrations, without the time in front, by which both engines call the same step.
    public required IReadOnlyList<string> Migrations { get; init; }

    /// Tells whether a master key is the one the secrets are wrapped with, and tells nothing else of it.
    public required string Key { get; init; }
    public required IReadOnlyList<Kept> Tables { get; init; }
    public required int Files { get; init; }

    /// Files that a table names and the store did not have.
    public required IReadOnlyList<string> Missing { get; init; }

    /// One table: its columns in the order of each line's values, and what its entry must be.
    public sealed record Kept(string Name, IReadOnlyList<Column> Columns, long Rows, string Sha256)
    {
        public string Entry => $"tables/{Name}.jsonl";
    }

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// A column and how its values are written, whatever the engine.
public sealed record Column(string Name, string Kind);
