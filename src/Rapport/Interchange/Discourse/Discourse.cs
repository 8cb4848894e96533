using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rapport.Conversations.Moving;
using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Members.Moving;

namespace Rapport.Interchange.Discourse;

/// Turns what Discourse's JSON API gives into an archive: /categories.json, /t/ID.json and, where a topic is long, /t/ID/posts.json, kept as files
/// in any folders. What a file is, is told by what it holds. One topic at a time is in memory.
sealed partial class Discourse : Converted
{
    const int Regular = 1, Like = 2, Largest = 64 << 20;

    public override string Name => "discourse";
    public override string Title => "Discourse";
    public override string Needs => "A folder or ZIP with the answers of its JSON API: categories.json, t/ID.json, t/ID/posts.json";

    public override bool Recognises(Parcel parcel) => parcel.Names.Any(n => TopicName().IsMatch(n) || n.EndsWith("categories.json", StringComparison.Ordinal));

    /// Where a topic's posts stand, the topic itself first.
    readonly SortedDictionary<long, List<string>> topics = [];
    readonly Dictionary<long, string> spaces = [];

    /// The number of the post that answers a topic: as the topic says, else the first that says so of itself, in whichever file.
    readonly Dictionary<long, long> answers = [];
    bool knowsCategories;

    protected override void Convert(Parcel parcel, Archive archive, string source, TableChoice said) => new Discourse().Read(parcel, archive, source);

    void Read(Parcel parcel, Archive archive, string source)
    {
        using var draft = new Draft(archive, source);
        foreach (var name in parcel.Names.Where(n => n.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)) Sort(parcel, name, draft);
        foreach (var (id, parts) in topics) Topic(parcel, id, parts, draft);
    }

    void Sort(Parcel parcel, string name, Draft draft)
    {
        if (Open(parcel, name, draft) is not { } document) return;
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array) People(root, draft);
            else if (root.ValueKind != JsonValueKind.Object) draft.Leave("files of no known kind", "neither categories, topics nor posts");
            else if (Get(root, "category_list") is { } list && Get(list, "categories") is { ValueKind: JsonValueKind.Array } categories) Categories(categories, draft);
            else if (Get(root, "post_stream") is not null && (Number(root, "id") ?? IdIn(name)) is { } id)
            {
                if (!topics.TryGetValue(id, out var parts)) topics[id] = parts = [];
                if (Text(root, "title") is not null) parts.Insert(0, name);
                else parts.Add(name);
                Answer(root, id);
            }
            else if (Get(root, "topic_list") is null) draft.Leave("files of no known kind", "neither categories, topics nor posts");
        }
    }

    void Answer(JsonElement root, long topic)
    {
        if (Get(root, "accepted_answer") is { } answer && Number(answer, "post_number") is { } told) answers[topic] = told;
        else if (Get(root, "post_stream") is { } stream && Get(stream, "posts") is { ValueKind: JsonValueKind.Array } posts)
            foreach (var post in posts.EnumerateArray())
                if (Yes(post, "accepted_answer") && Number(post, "post_number") is { } number) answers.TryAdd(topic, number);
    }

    static long? IdIn(string name) => TopicName().Match(name) is { Success: true } match ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    static JsonDocument? Open(Parcel parcel, string name, Draft draft)
    {
        using var stream = parcel.Open(name)!;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int n; (n = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + n > Largest) { draft.Refuse(name, $"it is larger than {Largest >> 20} MB"); return null; }
            bytes.Write(buffer, 0, n);
        }
        bytes.Position = 0;
        try { return JsonDocument.Parse(bytes, new() { MaxDepth = 64 }); }
        catch (JsonException problem) { draft.Refuse(name, "it is no JSON, or was cut off: " + problem.Message.Split(" LineNumber")[0]); return null; }
    }

    void Categories(JsonElement categories, Draft draft)
    {
        knowsCategories = true;
        foreach (var category in categories.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object))
        {
            if (Number(category, "id") is not { } id || spaces.ContainsKey(id)) continue;
            Space(draft, id, Text(category, "name") ?? $"Category {id}", Text(category, "slug"), Text(category, "description_text") ?? Text(category, "description_excerpt"), Yes(category, "read_restricted"));
            if (Get(category, "subcategory_list") is { ValueKind: JsonValueKind.Array } below) Categories(below, draft);
        }
    }

    /// What was not for everybody there is for nobody here until somebody is invited.
    void Space(Draft draft, long id, string name, string? slug, string? about, bool restricted)
    {
        name = name.Trim();
        spaces[id] = $"{id}";
        draft.Spaces.Add(new() { Key = $"{id}", Name = name.Length < 2 ? name + " " + id : name.Length > 60 ? name[..60] : name, Slug = slug, Description = about, Audience = restricted ? "invited" : "public" });
    }

    string SpaceOf(Draft draft, long category)
    {
        if (!spaces.ContainsKey(category)) Space(draft, category, knowsCategories ? $"Category {category}" : category == 0 ? "General" : $"Category {category}", null, null, restricted: knowsCategories);
        return spaces[category];
    }

    void Topic(Parcel parcel, long id, List<string> parts, Draft draft)
    {
        TopicLine? topic = null;
        var (seen, named, slug) = (new HashSet<long>(), new List<long>(), "");
        long? accepted = answers.TryGetValue(id, out var answer) ? answer : null;
        foreach (var part in parts)
        {
            if (Open(parcel, part, draft) is not { } document) continue;
            using (document)
            {
                var (root, stream) = (document.RootElement, Get(document.RootElement, "post_stream"));
                if (Text(root, "archetype") == "private_message") { draft.Leave("private messages", "they were between a few"); return; }
                if (stream is not { } posts) continue;
                if (Get(posts, "stream") is { ValueKind: JsonValueKind.Array } all) named.AddRange(all.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Number).Select(p => p.GetInt64()));
                if (Text(root, "title") is not null) slug = Text(root, "slug") ?? "";
                if (Get(posts, "posts") is not { ValueKind: JsonValueKind.Array } said) continue;
                foreach (var post in said.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
                {
                    if (Number(post, "id") is not { } key || !seen.Add(key)) continue;
                    if (topic is null && Number(post, "post_number") == 1 && Text(root, "title") is { } title) topic = Began(draft, root, post, id, title, slug, accepted);
                    else if (Number(post, "post_number") != 1) Said(draft, post, key, id, slug, accepted);
                }
            }
        }
        if (topic is null) draft.Leave("topics whose first post is not in the export, or was removed", "their replies are refused below");
        if (named.Except(seen).Count() is > 0 and var missing) draft.Leave("posts that a topic names and the export does not hold", "fetch them by /t/ID/posts.json?post_ids[]=…", missing);
    }

    TopicLine? Began(Draft draft, JsonElement root, JsonElement post, long id, string title, string slug, long? accepted)
    {
        if (Gone(draft, post)) return null;
        if ((Time(post, "created_at") ?? Time(root, "created_at")) is not { } at) { draft.Refuse($"topic {id}", "it has no date"); return null; }
        var topic = new TopicLine
        {
            Key = $"{id}", Kind = accepted is null ? "discussion" : "question", Space = SpaceOf(draft, Number(root, "category_id") ?? 0), Title = title, Words = new("html", Text(post, "cooked") ?? ""),
            Author = Author(draft, post), At = at, EditedAt = Edited(post), Tags = [.. Tags(root)], ClosedAt = Yes(root, "closed") || Yes(root, "archived") ? Time(root, "last_posted_at") ?? at : null,
            Addresses = slug.Length > 0 ? [$"/t/{slug}/{id}", $"/t/{id}", $"/t/{slug}/{id}/1"] : [$"/t/{id}"],
        };
        draft.Topics.Add(topic);
        Likes(draft, post, $"{id}", at);
        if (Yes(root, "pinned")) draft.Leave("pins", "moderators choose here what stands first");
        return topic;
    }

    static void Said(Draft draft, JsonElement post, long key, long topic, string slug, long? accepted)
    {
        if (Number(post, "post_type") is { } type and not Regular) { draft.Leave($"posts of type {type}", "they tell of what moderators did"); return; }
        if (Gone(draft, post)) return;
        if (Time(post, "created_at") is not { } at) { draft.Refuse($"post {key}", "it has no date"); return; }
        var number = Number(post, "post_number") ?? 0;
        draft.Replies.Add(new()
        {
            Key = $"{key}", Topic = $"{topic}", Words = new("html", Text(post, "cooked") ?? ""), Author = Author(draft, post), At = at, EditedAt = Edited(post), Accepted = accepted == number,
            Addresses = slug.Length > 0 ? [$"/t/{slug}/{topic}/{number}", $"/t/{topic}/{number}", $"/p/{key}"] : [$"/t/{topic}/{number}", $"/p/{key}"],
        });
        Likes(draft, post, $"{key}", at);
    }

    static bool Gone(Draft draft, JsonElement post)
    {
        if (Text(post, "deleted_at") is not null) { draft.Leave("deleted posts", "they were taken away there"); return true; }
        if (Yes(post, "hidden")) { draft.Leave("hidden posts", "moderators hid them there"); return true; }
        return false;
    }

    /// Likes tell how many and not who; they count on the day of the post.
    static void Likes(Draft draft, JsonElement post, string key, DateTimeOffset at)
    {
        if (Get(post, "actions_summary") is not { ValueKind: JsonValueKind.Array } actions) return;
        var likes = actions.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.Object && Number(a, "id") == Like).Sum(a => Number(a, "count") ?? 0);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        if (likes is > 0 and < 1_000_000) draft.Tallies.Add(new() { Key = $"{key}:{day:yyyy-MM-dd}", Post = key, Day = day, Up = (int)likes });
    }

    static string? Author(Draft draft, JsonElement post)
    {
        if (Text(post, "username") is not { } handle) return null;
        var name = Text(post, "name") is { Length: > 0 } said ? said : handle;
        return draft.Person(new()
        {
            Key = "user:" + handle.ToLowerInvariant(), Name = name, Handle = Handle(handle), Joined = DateTimeOffset.UnixEpoch,
            Role = Yes(post, "admin") ? "administrator" : Yes(post, "moderator") ? "moderator" : Yes(post, "staff") ? "employee" : null,
        });
    }

    /// A list of users, as administrators get it with addresses: then people can claim what they wrote.
    static void People(JsonElement users, Draft draft)
    {
        foreach (var user in users.EnumerateArray().Where(u => u.ValueKind == JsonValueKind.Object && Text(u, "username") is not null))
        {
            var handle = Text(user, "username")!;
            draft.Person(new()
            {
                Key = "user:" + handle.ToLowerInvariant(), Name = Text(user, "name") is { Length: > 0 } name ? name : handle, Handle = Handle(handle), Email = Text(user, "email"), Title = Text(user, "title"),
                Role = Yes(user, "admin") ? "administrator" : Yes(user, "moderator") ? "moderator" : null, Joined = Time(user, "created_at") ?? DateTimeOffset.UnixEpoch,
            });
        }
    }

    static string? Handle(string handle) => Plain().IsMatch(handle.ToLowerInvariant()) ? handle.ToLowerInvariant() : null;

    /// Plain texts in older versions, things with a name in newer ones.
    static IEnumerable<string> Tags(JsonElement topic) => Get(topic, "tags") is { ValueKind: JsonValueKind.Array } tags
        ? tags.EnumerateArray().Select(t => t.ValueKind == JsonValueKind.String ? t.GetString() : t.ValueKind == JsonValueKind.Object ? Text(t, "name") : null).OfType<string>() : [];

    static DateTimeOffset? Edited(JsonElement post) => Number(post, "version") > 1 ? Time(post, "updated_at") : null;

    static JsonElement? Get(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    static string? Text(JsonElement of, string name) => Get(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    static long? Number(JsonElement of, string name) => Get(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
    static bool Yes(JsonElement of, string name) => Get(of, name) is { ValueKind: JsonValueKind.True };
    static DateTimeOffset? Time(JsonElement of, string name) => DateTimeOffset.TryParse(Text(of, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    [GeneratedRegex(@"(?:^|/)t/(?:[^/]+/)?([0-9]{1,15})(?:/posts[^/]*)?\.json$")]
    private static partial Regex TopicName();

    [GeneratedRegex("^[a-z0-9][a-z0-9_.-]{0,23}$")]
    private static partial Regex Plain();
}
