using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Demo.Writing;

/// What was written under one heading: its fields, its Markdown and the replies below.
public sealed record Block(string Title, IReadOnlyDictionary<string, string> Fields, string Body, IReadOnlyList<ReplySheet> Replies)
{
    public string this[string field] => Fields[field];
    public int Number(string field) => Blocks.Number(this[field]);
    public TimeOnly Time(string field) => TimeOnly.ParseExact(this[field], "HH:mm", CultureInfo.InvariantCulture);

    /// None where the field is not there.
    public string[] List(string field, string between) => Fields.TryGetValue(field, out var value) ? value.Split(between) : [];
}

/// Reads a file of blocks: `=== title`, a few `name: value` lines, Markdown, then `---` replies and `...` comments.
public static partial class Blocks
{
    public static IEnumerable<Block> Parse(string text) => Mark().Split(text.ReplaceLineEndings("\n")).Skip(1).Select(One);

    static Block One(string text)
    {
        var (head, body) = Cut(text, "\n\n");
        var lines = head.Split('\n');
        var parts = ReplyMark().Split(body);
        return new(lines[0].Trim(), lines.Skip(1).Select(line => Cut(line, ": ")).ToDictionary(pair => pair.Item1, pair => pair.Item2), parts[0].Trim(), [.. parts.Skip(1).Select(Reply)]);
    }

    /// `--- handle after MINUTES votes NUMBER [accepted] [official]`
    static ReplySheet Reply(string text)
    {
        var (head, body) = Cut(text, "\n");
        var words = head.Split(' ');
        var parts = CommentMark().Split(body);
        return new(words[0], Number(words[2]), Number(words[4]), words.Contains("accepted"), words.Contains("official"),
            parts[0].Trim(), [.. parts.Skip(1).Select(Comment)]);
    }

    /// `... handle after MINUTES`
    static CommentSheet Comment(string text)
    {
        var (head, body) = Cut(text, "\n");
        var words = head.Split(' ');
        return new(words[0], Number(words[2]), body.Trim());
    }

    static (string, string) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var i and >= 0 ? (text[..i], text[(i + at.Length)..]) : (text, "");

    internal static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^=== ", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^--- (?=\S+ after \d)", RegexOptions.Multiline)]
    private static partial Regex ReplyMark();

    [GeneratedRegex(@"^\.\.\. (?=\S+ after \d)", RegexOptions.Multiline)]
    private static partial Regex CommentMark();
}
