namespace Rapport.Kernel.Database;

/// What a thing of another system is called there, and the id it has here. The print tells whether it changed since.
public sealed class ForeignId
{
    public required string Source { get; init; }
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public long Id { get; init; }
    public long Print { get; set; }
}
