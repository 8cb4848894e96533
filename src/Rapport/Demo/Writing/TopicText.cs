using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Demo.Writing;

/// Reads a file of topics: `=== title`, a few `name: value` lines, Markdown, then `---` replies and `...` comments.
public static partial class TopicText
{
    public static IEnumerable<TopicSheet> Parse(string text) =>
        TopicMark().Split(text.ReplaceLineEndings("\n")).Skip(1).Select(Topic);

    static TopicSheet Topic(string text)
    {
        var (head, body) = Cut(text, "\n\n");
        var lines = head.Split('\n');
        var field = lines.Skip(1).Select(line => Cut(line, ": ")).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var parts = ReplyMark().Split(body);
        return new(
            field["key"], field["kind"], field["space"], lines[0].Trim(), field["author"], Number(field["day"]),
            TimeOnly.ParseExact(field["time"], "HH:mm", CultureInfo.InvariantCulture), Number(field["votes"]),
            List("tags"), List("products"), parts[0].Trim(), [.. parts.Skip(1).Select(Reply)]);

        string[] List(string name) => field.TryGetValue(name, out var value) ? value.Split(", ") : [];
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

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^=== ", RegexOptions.Multiline)]
    private static partial Regex TopicMark();

    [GeneratedRegex(@"^--- (?=\S+ after \d)", RegexOptions.Multiline)]
    private static partial Regex ReplyMark();

    [GeneratedRegex(@"^\.\.\. (?=\S+ after \d)", RegexOptions.Multiline)]
    private static partial Regex CommentMark();
}
