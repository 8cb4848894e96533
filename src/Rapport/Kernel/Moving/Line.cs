using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Rapport.Kernel.Moving;

/// A line of the interchange format. Its key is unique within its kind; what it names are keys.
public abstract record Line
{
    [JsonPropertyOrder(-1)]
    public required string Key { get; init; }

    /// What is stored besides: columns that only a community of ours has.
    [JsonPropertyOrder(1)]
    public JsonObject? More { get; init; }
}

/// Words and the format they are in: "markdown" or "html".
public sealed record WordsLine(string Format, string Source);

/// The file of an archive that holds lines of this kind.
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
