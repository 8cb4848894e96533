using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Interchange;

/// A line of the interchange format. Keys are the other system's own, unique within their kind; references are keys.
public abstract record Line
{
    public required string Key { get; init; }
}

/// Words and the format they are in: "markdown" or "html".
public sealed record WordsLine(string Format, string Source);

public sealed record MemberLine : Line
{
    public required string Name { get; init; }
    public string? Handle { get; init; }
    public string? Email { get; init; }
    public string? Role { get; init; }
    public string? Title { get; init; }
    public string? Bio { get; init; }
    public string? Language { get; init; }
    public string? Zone { get; init; }
    public DateTimeOffset Joined { get; init; }
}

public sealed record SpaceLine : Line
{
    public required string Name { get; init; }
    public string? Slug { get; init; }
    public string? Description { get; init; }

    /// "public", "members" or "invited".
    public string Audience { get; init; } = "public";
    public string Language { get; init; } = "en";
    public IReadOnlyList<string> Guests { get; init; } = [];
}

/// A tag; its key is its name.
public sealed record TagLine : Line
{
    public string? Summary { get; init; }
    public WordsLine? Wiki { get; init; }
}

public sealed record TopicLine : Line
{
    /// question, discussion, article or story.
    public required string Kind { get; init; }
    public required string Space { get; init; }
    public required string Title { get; init; }
    public required WordsLine Words { get; init; }
    public string? Author { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// SKUs of the products it is about.
    public IReadOnlyList<string> Products { get; init; } = [];
    public DateTimeOffset? ClosedAt { get; init; }

    /// Paths the topic had elsewhere, which lead here from now on.
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

public sealed record ReplyLine : Line
{
    public required string Topic { get; init; }
    public required WordsLine Words { get; init; }
    public string? Author { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public bool Accepted { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public bool Official { get; init; }
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

public sealed record CommentLine : Line
{
    /// The key of the topic or reply it stands below.
    public required string Below { get; init; }
    public required WordsLine Words { get; init; }
    public string? Author { get; init; }
    public DateTimeOffset At { get; init; }
}

/// Votes whose voters the other system does not name, per post and day. The key is post and day.
public sealed record TallyLine : Line
{
    public required string Post { get; init; }
    public DateOnly Day { get; init; }
    public int Up { get; init; }
    public int Down { get; init; }
}

/// A vote by a member who is known.
public sealed record VoteLine : Line
{
    public required string Post { get; init; }
    public required string Member { get; init; }
    public int Value { get; init; } = 1;
    public DateTimeOffset At { get; init; }
}

/// One topic points at another: "related" or "duplicate" (of).
public sealed record LinkLine : Line
{
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Kind { get; init; }
    public DateTimeOffset At { get; init; }
}

/// Something of the other system that is left behind, and why: for the report.
public sealed record LeftLine(string What, int Count, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(MemberLine)), JsonSerializable(typeof(SpaceLine)), JsonSerializable(typeof(TagLine)), JsonSerializable(typeof(TopicLine)),
 JsonSerializable(typeof(ReplyLine)), JsonSerializable(typeof(CommentLine)), JsonSerializable(typeof(TallyLine)), JsonSerializable(typeof(VoteLine)),
 JsonSerializable(typeof(LinkLine)), JsonSerializable(typeof(LeftLine)), JsonSerializable(typeof(About))]
public sealed partial class LineJson : JsonSerializerContext;

/// What an archive says about itself.
public sealed record About(string Format, int Version, string Source);
