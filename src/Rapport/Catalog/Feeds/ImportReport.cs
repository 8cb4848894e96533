using Rapport.Kernel;

namespace Rapport.Catalog.Feeds;

/// What came of reading a product list once. Kept and shown.
public sealed class ImportReport
{
    public long Id { get; init; }
    public long FeedId { get; init; }

    /// The address or the name of the file.
    public required string Source { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// The last sign of life while it runs.
    public DateTimeOffset BeatAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public bool IsForced { get; init; }

    /// Read and counted only; nothing was stored.
    public bool IsTrial { get; init; }
    public int Read { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Returned { get; set; }
    public int Retired { get; set; }
    public int Refused { get; set; }
    public int Noted { get; set; }

    /// Why the whole was refused or broke off.
    public string? Problem { get; set; }
    public string? ProblemArguments { get; set; }

    /// It was refused only because it holds so much less than before.
    public bool IsShrunk { get; set; }

    public void Fail(Refused problem) => (Problem, ProblemArguments) = (problem.Message, Saying.Keep(problem));
}

/// A row that was refused, or taken without something.
public sealed class ImportNote
{
    public const int Most = 1_000;

    public long ReportId { get; init; }
    public int Number { get; init; }

    /// The line of a table, or which item of an XML feed.
    public long Row { get; init; }
    public string? Sku { get; init; }
    public required string Reason { get; init; }
    public string? Arguments { get; init; }

    /// The row itself was taken.
    public bool IsTaken { get; init; }
}
