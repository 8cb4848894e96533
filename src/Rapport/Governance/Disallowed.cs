using Rapport.Governance.Lists;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Governance;

/// What becomes of words that hold what a place does not allow: their author is told at once, or a moderator looks first.
public enum Handling { Refuse, Hold }

/// What somebody wrote: the words, and the links in them.
public sealed record Wording(string Text, IReadOnlyList<string> Links);

/// A line of a list that stands in what somebody wrote.
public sealed record Listed(string Line, bool IsHost, Handling Handling);

/// Words and links that are not allowed, one a line, what becomes of either, and why, as authors read it. A word matches whole, with * at its end whatever begins so; a host matches all below it.
public sealed record Disallowed
{
    public const int MostLines = 500, LongestLine = 100, LongestWhy = 300, ShortestBeginning = 2;

    public IReadOnlyList<string> Words { get; init; } = [];
    public Handling WordsAre { get; init; }
    public IReadOnlyList<string> Hosts { get; init; } = [];
    public Handling HostsAre { get; init; }

    /// Hosts whose links never wait because of who wrote them.
    public IReadOnlyList<string> Welcome { get; init; } = [];
    public string? Why { get; init; }

    IReadOnlyList<SeenWords>? sought;

    /// The lines as they are looked for, read once for all that is written.
    IReadOnlyList<SeenWords> Sought => sought ??= [.. Words.Select(w => new SeenWords(w))];

    /// From a form, where every list is a text of lines.
    public static Disallowed From(Func<string, string?> field) =>
        Of(Lines(field("words")), How(field("wordsare"), "wordsare"), Lines(field("hosts")), How(field("hostsare"), "hostsare"), Lines(field("welcome")), field("why"));

    /// Refuses a list that could not work, and names the line.
    public static Disallowed Of(IReadOnlyList<string> words, Handling wordsAre, IReadOnlyList<string> hosts, Handling hostsAre, IReadOnlyList<string> welcome, string? why)
    {
        var said = Characters.Line(why ?? "");
        if (said.Length > LongestWhy) throw new Refused("A reason takes up to {most} characters.", ("most", LongestWhy)) { Field = "why" };
        return new() { Words = Read(words, "words", Word), WordsAre = wordsAre, Hosts = Read(hosts, "hosts", Host), HostsAre = hostsAre, Welcome = Read(welcome, "welcome", Host), Why = said.Length == 0 ? null : said };
    }

    /// The lines of the lists that stand in it.
    public IEnumerable<Listed> In(Wording said)
    {
        if (Words.Count > 0)
        {
            var seen = new SeenWords(said.Text);
            foreach (var (line, words) in Words.Zip(Sought))
                if (seen.Hold(words, line.EndsWith('*'))) yield return new(line, false, WordsAre);
        }
        if (Hosts.Count == 0) yield break;
        var links = said.Links.Select(l => (Link: l, Host: Lists.Hosts.OfLink(l))).ToList();
        foreach (var (link, host) in links)
            if (host == Lists.Hosts.Unreadable) yield return new(link.Length > LongestLine ? link[..LongestLine] : link, true, HostsAre);
        var hosts = links.Select(l => l.Host).OfType<string>().Concat(Lists.Hosts.In(said.Text)).Distinct().ToList();
        if (hosts.Count == 0) yield break;
        foreach (var line in Hosts)
            if (hosts.Exists(h => Lists.Hosts.Covers(line, h))) yield return new(line, true, HostsAre);
    }

    public bool IsWelcome(string link) => Welcome.Count > 0 && Lists.Hosts.OfLink(link) is { } host && Welcome.Any(w => Lists.Hosts.Covers(w, host));

    /// Names the word or the host, and why.
    public Refused No(Listed listed, string field) => (listed.IsHost, Why) switch
    {
        (true, null) => new("Links to {host} are not allowed here. Leave them out.", ("host", listed.Line)) { Field = field },
        (true, var why) => new("Links to {host} are not allowed here: {why}", ("host", listed.Line), ("why", why)) { Field = field },
        (false, null) => new("“{word}” is not allowed here. Say it in other words.", ("word", listed.Line)) { Field = field },
        (false, var why) => new("“{word}” is not allowed here: {why}", ("word", listed.Line), ("why", why)) { Field = field },
    };

    static IReadOnlyList<string> Lines(string? text) => (text ?? "").Split('\n');

    static Handling How(string? said, string field) => string.IsNullOrEmpty(said) ? Handling.Refuse
        : Enum.TryParse<Handling>(said, ignoreCase: true, out var how) && Enum.IsDefined(how) ? how : throw new Refused("Choose what becomes of them.") { Field = field };

    static IReadOnlyList<string> Read(IReadOnlyList<string> lines, string field, Func<string, int, Refused?> wrong)
    {
        var read = new List<string>();
        foreach (var (at, said) in lines.Index())
        {
            var line = Characters.Line(said ?? "");
            if (line.Length == 0) continue;
            if ((line.Length > LongestLine ? new("Line {line} is longer than {most} characters.", ("line", at + 1), ("most", LongestLine)) : wrong(line, at + 1)) is { } no) throw new Refused(no.Message, [.. no.Arguments]) { Field = field };
            if (!read.Contains(line, StringComparer.OrdinalIgnoreCase)) read.Add(line);
            if (read.Count > MostLines) throw new Refused("Keep at most {most} lines: line {line} is one too many.", ("most", MostLines), ("line", at + 1)) { Field = field };
        }
        return read;
    }

    static Refused? Word(string line, int at)
    {
        var star = line.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0 && star < line.Length - 1) return new("Line {line}: * stands only at the end.", ("line", at));
        var words = new SeenWords(line).Words;
        if (star >= 0 && (words.Count == 0 || words[^1].Length < ShortestBeginning || !char.IsLetterOrDigit(line[star - 1]))) return new("Line {line}: * needs at least the two first letters of a word before it.", ("line", at));
        return words.Count == 0 ? new("Line {line} has neither letters nor digits.", ("line", at)) : null;
    }

    static Refused? Host(string line, int at) => Lists.Hosts.Of(line) is null ? new("Line {line}: “{host}” is no name of a host, such as shop.example.", ("line", at), ("host", line)) : null;
}
