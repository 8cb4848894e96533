using System.Text.Json.Nodes;
using Rapport.Kernel.Content;
using Rapport.Kernel.Moving;

namespace Rapport.Conversations.Moving;

[Part("spaces.jsonl")]
public sealed record SpaceLine : Line
{
    public required string Name { get; init; }
    public string? Slug { get; init; }
    public string? Description { get; init; }

    /// "public", "members", "invited" or another audience of this community.
    public string Audience { get; init; } = "public";
    public string Language { get; init; } = "en";
    public IReadOnlyList<string> Guests { get; init; } = [];

    /// "reviews" for the one space where they stand; nothing for a place to talk.
    public string? Purpose { get; init; }
}

/// A tag; its key is its name, unless it says a name besides.
[Part("tags.jsonl")]
public sealed record TagLine : Line
{
    public string? Name { get; init; }
    public string? Summary { get; init; }
    public WordsLine? Wiki { get; init; }
}

[Part("topics.jsonl")]
public sealed record TopicLine : Line
{
    /// question, discussion, article, story or review; reviews.jsonl holds what a review has besides.
    public required string Kind { get; init; }
    public required string Space { get; init; }
    public required string Title { get; init; }
    public required WordsLine Words { get; init; }
    public string? Author { get; init; }

    /// The name of an author of whom nothing else is known.
    public string? SignedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// SKUs of the products it is about.
    public IReadOnlyList<string> Products { get; init; } = [];

    /// brand, service, advertisement or price, where a question or discussion is about one of these.
    public string? Matter { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// Paths the topic had elsewhere, which lead here from now on.
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// What is stored of its opening besides, as More is for the topic.
    public JsonObject? Opening { get; init; }
}

[Part("replies.jsonl")]
public sealed record ReplyLine : Line
{
    public required string Topic { get; init; }
    public required WordsLine Words { get; init; }
    public string? Author { get; init; }
    public string? SignedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public bool Accepted { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }

    /// The brand's word; without an author, by nobody it names.
    public bool Official { get; init; }
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

[Part("comments.jsonl")]
public sealed record CommentLine : Line
{
    /// The key of the topic or reply it stands below.
    public required string Below { get; init; }
    public required WordsLine Words { get; init; }
    public string? Author { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

/// Votes whose voters the other system does not name, per post and day. The key is post and day.
[Part("tallies.jsonl")]
public sealed record TallyLine : Line
{
    public required string Post { get; init; }
    public DateOnly Day { get; init; }
    public int Up { get; init; }
    public int Down { get; init; }
}

/// A vote by a member who is known.
[Part("votes.jsonl")]
public sealed record VoteLine : Line
{
    public required string Post { get; init; }
    public required string Member { get; init; }
    public int Value { get; init; } = 1;
    public DateTimeOffset At { get; init; }
}

/// One topic points at another: "related" or "duplicate" (of).
[Part("links.jsonl")]
public sealed record LinkLine : Line
{
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Kind { get; init; }
    public DateTimeOffset At { get; init; }
}

static class WordsLines
{
    public static WordsLine Of(ContentFormat format, string source) => new(format == ContentFormat.Html ? "html" : "markdown", source);

    public static Content In(this WordsLine words, string language, IdMap? ids = null)
    {
        var source = ids?.In(words.Source) ?? words.Source;
        return words.Format == "html" ? Content.Html(source, language) : Content.Markdown(source, language);
    }
}
