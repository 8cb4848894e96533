using System.Text.RegularExpressions;
using Rapport.Conversations.Moving;
using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Members.Moving;

namespace Rapport.Interchange.StackExchange;

/// Turns a Stack Exchange dump (XML files) into an archive of the interchange format.
public sealed partial class Conversion(Parcel dump, Archive archive, string source)
{
    readonly Dictionary<string, int> left = [];
    readonly Dictionary<string, string> reasons = [];
    readonly Dictionary<string, string> strangers = [];

    public void Run()
    {
        if (!dump.Has("Posts.xml")) throw new Refused("There is no Posts.xml among the files.");
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, source));
        using (var spaces = archive.Write<SpaceLine>()) spaces.Add(new() { Key = "main", Name = Title(source), Slug = source, Description = "Imported from Stack Exchange" });
        var accepted = AcceptedAt();
        Posts(accepted);
        Comments();
        Members();
        Votes();
        Links();
        using var lines = archive.Write<LeftLine>();
        foreach (var (what, count) in left.OrderBy(l => l.Key)) lines.Add(new(what, count, reasons[what]));
    }

    /// A space's name has two characters at least, and sixty at most.
    static string Title(string source) => source.Length < 2 ? $"Imported {source}".TrimEnd() : char.ToUpperInvariant(source[0]) + source[1..Math.Min(source.Length, 60)];

    void Leave(string what, string why)
    {
        left[what] = left.GetValueOrDefault(what) + 1;
        reasons[what] = why;
    }

    /// A row that lacks what it needs keeps no other away: it is left behind, and the report says where the first of them stands.
    void Take(string kind, Action row)
    {
        try { row(); }
        catch (FormatException problem)
        {
            var what = $"{kind} that lack something";
            left[what] = left.GetValueOrDefault(what) + 1;
            reasons.TryAdd(what, problem.Message);
        }
    }

    /// When each answer was accepted: a vote of type 1 says the day.
    Dictionary<string, DateTimeOffset> AcceptedAt() => Rows.Of(dump, "Votes.xml").Where(v => v.Get("VoteTypeId") == "1" && v.Get("PostId") is not null && v.TimeOrNone("CreationDate") is not null)
        .GroupBy(v => v["PostId"]).ToDictionary(g => g.Key, g => g.Max(v => v.At("CreationDate")));

    void Posts(Dictionary<string, DateTimeOffset> acceptedAt)
    {
        var (summaries, wikis) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        var tags = Rows.Of(dump, "Tags.xml").ToList();
        var summaryOf = tags.Where(t => t.Get("ExcerptPostId") is not null && t.Get("TagName") is not null).ToDictionary(t => t["ExcerptPostId"], t => t["TagName"]);
        var wikiOf = tags.Where(t => t.Get("WikiPostId") is not null && t.Get("TagName") is not null).ToDictionary(t => t["WikiPostId"], t => t["TagName"]);
        var accepted = new HashSet<string>();
        using (var topics = archive.Write<TopicLine>())
            foreach (var post in Rows.Of(dump, "Posts.xml"))
                switch (post.Get("PostTypeId"))
                {
                    case "1":
                        if (post.Get("AcceptedAnswerId") is { } answer) accepted.Add(answer);
                        Take("questions", () => topics.Add(Question(post)));
                        break;
                    case "4" when summaryOf.TryGetValue(post.GetValueOrDefault("Id", ""), out var tag): summaries[tag] = post.Get("Body") ?? ""; break;
                    case "5" when wikiOf.TryGetValue(post.GetValueOrDefault("Id", ""), out var tag): wikis[tag] = post.Get("Body") ?? ""; break;
                    case "2": break;
                    case "4" or "5": Leave("tag wikis without a tag", "no tag of the dump names this wiki"); break;
                    case var other: Leave($"posts of type {other}", "neither question, answer nor tag wiki"); break;
                }
        // A second pass: whether an answer was accepted is written at its question, which may come later in the file.
        using (var replies = archive.Write<ReplyLine>())
            foreach (var post in Rows.Of(dump, "Posts.xml").Where(p => p.Get("PostTypeId") == "2"))
                Take("answers", () => replies.Add(Answer(post, accepted, acceptedAt)));
        using var lines = archive.Write<TagLine>();
        foreach (var name in tags.Select(t => t.Get("TagName")).OfType<string>())
            lines.Add(new() { Key = name, Summary = Plain(summaries.GetValueOrDefault(name)), Wiki = Wiki(wikis.GetValueOrDefault(name)) });
    }

    static WordsLine? Wiki(string? html) => string.IsNullOrWhiteSpace(html) ? null : new("html", html);
    static string? Plain(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    TopicLine Question(Row post) => new()
    {
        Key = post.Need("Id"), Kind = "question", Space = "main", Title = post.Need("Title"), Words = new("html", post.Get("Body") ?? ""), Author = Author(post),
        At = post.At("CreationDate"), EditedAt = post.Time("LastEditDate"), ClosedAt = post.Time("ClosedDate"), Tags = TagsOf(post.Get("Tags")),
        Addresses = [$"/questions/{post["Id"]}", $"/q/{post["Id"]}"],
    };

    ReplyLine Answer(Row post, HashSet<string> accepted, Dictionary<string, DateTimeOffset> acceptedAt) => new()
    {
        Key = post.Need("Id"), Topic = post.Need("ParentId"), Words = new("html", post.Get("Body") ?? ""), Author = Author(post), At = post.At("CreationDate"),
        EditedAt = post.Time("LastEditDate"), Accepted = accepted.Contains(post["Id"]), AcceptedAt = acceptedAt.TryGetValue(post["Id"], out var at) ? at : null, Addresses = [$"/a/{post["Id"]}"],
    };

    /// Old dumps write <a><b>, newer ones |a|b|.
    static string[] TagsOf(string? tags) => tags is null ? [] : [.. TagName().Matches(tags).Select(m => m.Value)];

    [GeneratedRegex("[^<>|]+")]
    private static partial Regex TagName();

    /// A person whose account is gone is known by name only.
    string? Author(Row row, string id = "OwnerUserId", string name = "OwnerDisplayName")
    {
        if (row.Get(id) is { } user) return user;
        if (row.Get(name) is not { } stranger) return null;
        strangers.TryAdd(stranger, "name:" + stranger);
        return strangers[stranger];
    }

    void Comments()
    {
        using var lines = archive.Write<CommentLine>();
        foreach (var row in Rows.Of(dump, "Comments.xml"))
            Take("comments", () => lines.Add(new() { Key = row.Need("Id"), Below = row.Need("PostId"), Words = new("markdown", row.Get("Text") ?? ""), Author = Author(row, "UserId", "UserDisplayName"), At = row.At("CreationDate") }));
    }

    void Members()
    {
        using var lines = archive.Write<MemberLine>();
        foreach (var row in Rows.Of(dump, "Users.xml"))
            Take("members", () => lines.Add(new() { Key = row.Need("Id"), Name = row.Get("DisplayName") ?? "", Bio = Plain(row.Get("AboutMe")), Joined = row.At("CreationDate") }));
        foreach (var (name, key) in strangers) lines.Add(new() { Key = key, Name = name, Joined = DateTimeOffset.UnixEpoch });
    }

    void Votes()
    {
        var tallies = new SortedDictionary<(DateOnly Day, string Post), (int Up, int Down)>();
        foreach (var row in Rows.Of(dump, "Votes.xml"))
            Take("votes", () =>
            {
                var (type, key) = (row.Get("VoteTypeId"), (row.Day("CreationDate"), row.Need("PostId")));
                var (up, down) = tallies.GetValueOrDefault(key);
                if (type == "2") tallies[key] = (up + 1, down);
                else if (type == "3") tallies[key] = (up, down + 1);
                else Leave($"votes of type {type} ({VoteType(type)})", type == "1" ? "kept as the accepted answer itself" : "not a judgement of the post's worth");
            });
        // Those that lack something were left behind with their comments.
        foreach (var row in Rows.Of(dump, "Comments.xml").Where(c => c.Number("Score") > 0 && c.Get("Id") is not null && c.Get("CreationDate") is not null))
            Take("votes on comments", () => tallies[(row.Day("CreationDate"), "comment:" + row["Id"])] = (row.Number("Score"), 0));
        using var lines = archive.Write<TallyLine>();
        foreach (var ((day, post), (up, down)) in tallies) lines.Add(new() { Key = $"{post}:{day:yyyy-MM-dd}", Post = post, Day = day, Up = up, Down = down });
        foreach (var _ in Rows.Of(dump, "Badges.xml")) Leave("badges", "standing is earned here by its own rules");
    }

    static string VoteType(string? type) => type switch
    {
        "1" => "accepted", "4" => "offensive", "5" => "favourite", "6" => "close", "7" => "reopen", "8" => "bounty start", "9" => "bounty close",
        "10" => "deletion", "11" => "undeletion", "12" => "spam", "15" => "moderator review", "16" => "approved edit", _ => "unknown",
    };

    void Links()
    {
        using var lines = archive.Write<LinkLine>();
        foreach (var row in Rows.Of(dump, "PostLinks.xml"))
            Take("links", () => lines.Add(new() { Key = row.Need("Id"), From = row.Need("PostId"), To = row.Need("RelatedPostId"), Kind = row.Get("LinkTypeId") == "3" ? "duplicate" : "related", At = row.At("CreationDate") }));
    }
}
