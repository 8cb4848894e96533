namespace Rapport.Kernel.Tables;

/// A line of a table: its values as they came, by the place of their column.
public sealed class TableRow(long number, string[] values)
{
    /// The line of the file it begins on.
    public long Number { get; } = number;
    public IReadOnlyList<string> Values { get; } = values;

    /// What is wrong with the line as a whole.
    public Refused? Fault { get; init; }
}
