using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Conversations;

/// A word that topics are found by, and what it means.
public sealed class Tag : Entity
{
    public const int Longest = 35, MostPerTopic = 5;

    Tag() { }

    public Tag(long id, string name) => (Id, Name) = (id, name);

    /// Lower case, words joined by hyphens; unique.
    public string Name { get; private set; } = "";
    public int Topics { get; private set; }

    /// What the tag means: a line for lists and, where somebody wrote it, a text.
    public string? Summary { get; private set; }
    public ContentFormat Format { get; private set; }
    public string Language { get; private set; } = "en";
    public string? Source { get; private set; }
    public string? Html { get; private set; }
    public int RendererVersion { get; private set; }
    public long? ExplainedBy { get; private set; }
    public DateTimeOffset? ExplainedAt { get; private set; }

    public string Path => PathOf(Name);

    public static string PathOf(string name) => "/tags/" + Uri.EscapeDataString(name);

    internal void First() => Topics = 1;

    public void Explain(string? summary, Content? words, long? by, DateTimeOffset now)
    {
        summary = Characters.Line(summary ?? "");
        Summary = summary.Length == 0 ? null : summary.Length > 500 ? summary[..500] : summary;
        var rendered = words is null || words.Source.Length == 0 ? null : Renderer.Render(words);
        (Source, Html, RendererVersion) = (rendered is null ? null : words!.Source, rendered?.Html, rendered?.RendererVersion ?? 0);
        if (words is not null) (Format, Language) = (words.Format, words.Language);
        (ExplainedBy, ExplainedAt) = (by, now);
    }

    /// The names in what somebody typed into the tag field, as they are kept.
    public static IReadOnlyList<string> Read(string? typed)
    {
        var names = Characters.Line(typed is { Length: > 1_000 } ? typed[..1_000] : typed ?? "").Split([',', ';', ' ', '#', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Clean).Where(n => n.Length > 0).Distinct().ToList();
        if (names.Count > MostPerTopic) throw new Refused("A topic takes up to {most} tags.", ("most", MostPerTopic)) { Field = "tags" };
        if (names.Find(n => n.Length > Longest) is not null) throw new Refused("A tag takes up to {most} characters.", ("most", Longest)) { Field = "tags" };
        return names;
    }

    /// One name as it is kept: letters, digits and . + # - of any script, in lower case.
    public static string Clean(string name)
    {
        var clean = new StringBuilder();
        foreach (var rune in name.Normalize(NormalizationForm.FormC).ToLowerInvariant().EnumerateRunes())
            clean.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '+' or '#' or '-' || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark ? rune.ToString() : "-");
        return clean.ToString().Trim('-', '.');
    }
}

/// A topic carries a tag. Read by tag in the order of topics.
public sealed class TopicTag(long topicId, long tagId)
{
    public long TopicId { get; private set; } = topicId;
    public long TagId { get; private set; } = tagId;
}

/// A topic is about a product.
public sealed class TopicProduct(long topicId, long productId)
{
    public long TopicId { get; private set; } = topicId;
    public long ProductId { get; private set; } = productId;
}
