using System.Text.RegularExpressions;
using Rapport.Conversations.Moving;
using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Tables;
using Rapport.Members.Moving;

namespace Rapport.Interchange.Csv;

/// Turns a table of posts into an archive: a row without a parent begins a topic, one with a parent answers it, one that answers an answer stands below it.
sealed partial class Csv : Converted
{
    static readonly Headings Known = new(
        ("id", ["id", "key", "post_id"]), ("parent", ["parent", "parent_id", "topic", "topic_id", "in_reply_to", "reply_to"]), ("title", ["title", "subject"]), ("body", ["body", "text", "content", "message"]),
        ("author", ["author", "author_name", "name", "user", "username"]), ("email", ["email", "author_email", "mail"]), ("date", ["date", "created_at", "created", "time", "posted_at"]), ("tags", ["tags", "labels"]),
        ("space", ["space", "category", "forum", "board"]), ("kind", ["kind", "type"]), ("url", ["url", "link", "address", "permalink"]), ("accepted", ["accepted", "is_accepted", "solution"]), ("format", ["format"]));

    public override string Name => "csv";
    public override string Title => "CSV";
    public override string Needs => "A table with a heading line and at least the columns id, body and date; title, parent, author, email, tags, space, kind, url, accepted where there are such";

    public override bool Recognises(Parcel parcel) => Part(parcel) is not null;

    static string? Part(Parcel parcel) => parcel.Names.Where(n => Ending().IsMatch(n)).Order(StringComparer.Ordinal).FirstOrDefault();

    sealed class Row(TableRow row, Dictionary<string, int> columns)
    {
        public long Number => row.Number;
        public Refused? Fault => row.Fault;
        public string? this[string name] => columns.TryGetValue(name, out var at) && at < row.Values.Count && row.Values[at].Trim() is { Length: > 0 } value ? value : null;
    }

    protected override void Convert(Parcel parcel, Archive archive, string source, TableChoice said)
    {
        var name = Part(parcel)!;
        var (parents, dates) = (new Dictionary<string, string?>(), new Dates());
        foreach (var row in Rows(parcel, name))
        {
            if (row["id"] is { } id) parents.TryAdd(id, row["parent"]);
            dates.See(row["date"]);
        }
        if (said.DayFirst is null && dates.Doubtful is { } doubtful) throw new Refused("Its dates can be read in two ways, such as {date}: say whether the day or the month stands first.", ("date", doubtful)) { Field = "days" };
        var dayFirst = said.DayFirst ?? dates.DayFirst;
        using var draft = new Draft(archive, source);
        var (spaces, seen) = (new HashSet<string>(), new HashSet<string>());
        foreach (var row in Rows(parcel, name))
        {
            if (Problem(row, seen, parents, dayFirst) is { } problem) { draft.Refuse($"row {row.Number}", problem); continue; }
            var (id, at, words) = (row["id"]!, Dates.Time(row["date"], dayFirst)!.Value, Words(row));
            var path = OldPaths.Of(row["url"]);
            IReadOnlyList<string> addresses = path is null ? [] : [path];
            if (row["parent"] is null) draft.Topics.Add(new()
            {
                Key = id, Kind = Kind(row), Space = Space(draft, spaces, row["space"] ?? "General"), Title = row["title"] ?? Line(row["body"]!), Words = words, Author = Person(draft, row), At = at, Addresses = addresses,
                Tags = [.. (row["tags"] ?? "").Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            });
            else if (Way(id, parents) is [.., var reply, _] way && way.Count > 2) draft.Comments.Add(new() { Key = id, Below = reply, Words = words, Author = Person(draft, row), At = at, Addresses = addresses });
            else draft.Replies.Add(new() { Key = id, Topic = row["parent"]!, Words = words, Author = Person(draft, row), At = at, Accepted = row["accepted"]?.ToLowerInvariant() is "1" or "true" or "yes", Addresses = addresses });
        }
    }

    static string? Problem(Row row, HashSet<string> seen, Dictionary<string, string?> parents, bool dayFirst)
    {
        if (row.Fault is { } fault) return fault.Plain;
        if (row["id"] is not { } id) return "it has no id";
        if (!seen.Add(id)) return "the file holds this id twice";
        if (row["body"] is null) return "it says nothing";
        if (row["date"] is not { } date) return "it has no date";
        if (Dates.Time(date, dayFirst) is null) return $"its date cannot be read: {(date.Length > 40 ? date[..40] : date)}";
        return Way(id, parents) is null ? "what it answers answers it in turn" : null;
    }

    /// From the row to the topic; null where it goes in a circle.
    static List<string>? Way(string id, Dictionary<string, string?> parents)
    {
        var (way, on) = (new List<string>(), id);
        while (true)
        {
            if (way.Count > 10_000 || on == id && way.Count > 0) return null;
            way.Add(on);
            if (!parents.TryGetValue(on, out var parent) || parent is null) return way;
            on = parent;
        }
    }

    static string Kind(Row row) => row["kind"]?.ToLowerInvariant() is ("question" or "discussion" or "article" or "story") and var kind ? kind : row["kind"] is null ? "discussion" : row["kind"]!;

    static string Space(Draft draft, HashSet<string> spaces, string name)
    {
        if (spaces.Add(name)) draft.Spaces.Add(new() { Key = name, Name = name.Length > 60 ? name[..60] : name.Length < 2 ? name + " space" : name });
        return name;
    }

    static string? Person(Draft draft, Row row)
    {
        if (row["author"] is not { } name) return null;
        var email = row["email"]?.ToLowerInvariant();
        return draft.Person(new() { Key = email is null ? "name:" + name : "mail:" + AddressDigest.Md5(email), Name = name, Email = email, Joined = DateTimeOffset.UnixEpoch });
    }

    static WordsLine Words(Row row) => new(row["format"]?.ToLowerInvariant() is ("html" or "markdown") and var said ? said : Markup().IsMatch(row["body"]!) ? "html" : "markdown", row["body"]!);

    static string Line(string body)
    {
        var line = Tags().Replace(body, " ").Trim().Split('\n')[0].Trim();
        return line.Length <= 100 ? line : line[..100].TrimEnd() + "…";
    }

    static IEnumerable<Row> Rows(Parcel parcel, string name)
    {
        using var stream = parcel.Seekable(name);
        var table = Table.Open(stream, parcel.Encoding);
        var columns = Known.Places(table.Columns);
        foreach (var needed in new[] { "id", "body", "date" })
            if (!columns.ContainsKey(needed)) throw new Refused("The table has no column {name}. It needs a heading line with at least id, body and date.", ("name", needed));
        foreach (var row in table.Rows) yield return new(row, columns);
    }

    [GeneratedRegex(@"\.(csv|tsv)$", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();

    [GeneratedRegex("<(p|br|div|a|ul|ol|li|b|i|strong|em|blockquote|pre|code|img|h[1-6])[ />]", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
