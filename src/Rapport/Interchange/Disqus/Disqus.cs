using System.Globalization;
using System.Xml;
using Rapport.Conversations.Moving;
using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Members.Moving;

namespace Rapport.Interchange.Disqus;

/// Turns a Disqus export (one XML file) into an archive: threads become discussions, comments replies, and what answers a comment stands below it.
/// Threads and comments are read one by one; of a comment only its thread and what it answers are kept in mind.
sealed class Disqus : Converted
{
    const string Dsq = "http://disqus.com/disqus-internals";

    public override string Name => "disqus";
    public override string Title => "Disqus";
    public override string Needs => "The XML file of a Disqus export, or a ZIP with it";

    public override bool Recognises(Parcel parcel) => Part(parcel) is not null;

    static string? Part(Parcel parcel) => parcel.Names.FirstOrDefault(n => n.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && Begins(parcel, n));

    static bool Begins(Parcel parcel, string name)
    {
        using var stream = parcel.Open(name)!;
        try
        {
            using var reader = XmlReader.Create(stream, Bounded.Settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "disqus";
        }
        catch (XmlException) { return false; }
    }

    sealed record Author(string? Name, string? Email, string? Username, bool IsAnonymous);

    sealed record Item(string Id, string? Link, string? Title, string? Message, DateTimeOffset? At, Author? By, string? Thread, string? Parent, bool IsDeleted, bool IsSpam, bool IsClosed);

    /// What a comment stands in and what it answers.
    readonly record struct Place(string Thread, string? Parent);

    protected override void Convert(Parcel parcel, Archive archive, string source, TableChoice said)
    {
        var name = Part(parcel)!;
        var places = new Dictionary<string, Place>();
        var spoken = new HashSet<string>();
        foreach (var post in Read(parcel, name, "post"))
            if (post is { IsDeleted: false, IsSpam: false, Thread: { } thread }) { places[post.Id] = new(thread, post.Parent); spoken.Add(thread); }
        using var draft = new Draft(archive, source);
        draft.Spaces.Add(new() { Key = "main", Name = "Comments", Slug = source, Description = "Imported from Disqus" });
        var (threads, titles) = (new HashSet<string>(), new Dictionary<string, string>());
        foreach (var thread in Read(parcel, name, "thread"))
        {
            if (!spoken.Contains(thread.Id)) { draft.Leave("threads without comments", "nobody said anything there"); continue; }
            if (thread.IsDeleted) { draft.Leave("deleted threads", "they were taken away there"); continue; }
            if (!threads.Add(thread.Id)) { draft.Leave("threads that stand twice", "the first one counts"); continue; }
            var path = OldPaths.Of(thread.Link);
            draft.Topics.Add(new()
            {
                Key = thread.Id, Kind = "discussion", Space = "main", Title = TitleOf(thread), At = thread.At ?? DateTimeOffset.UnixEpoch, Author = Person(draft, thread.By), ClosedAt = thread.IsClosed ? thread.At : null,
                Words = thread.Link is { } link && Uri.TryCreate(link, UriKind.Absolute, out var page) && page.Scheme is ("http" or "https")
                    ? new("html", $"<p><a href=\"{System.Net.WebUtility.HtmlEncode(link)}\">{System.Net.WebUtility.HtmlEncode(TitleOf(thread))}</a></p>") : new("markdown", TitleOf(thread)),
                Addresses = path is null ? [] : [path],
            });
        }
        foreach (var post in Read(parcel, name, "post"))
        {
            if (post.IsSpam) { draft.Leave("spam", "it was spam there"); continue; }
            if (post.IsDeleted) { draft.Leave("deleted comments", "they were taken away there"); continue; }
            if (post.At is null) { draft.Refuse($"comment {post.Id}", "it has no date"); continue; }
            if (post.Thread is null || !threads.Contains(post.Thread)) { draft.Leave("comments of threads that are not in the export", "nothing says what they are about"); continue; }
            var (top, circle) = Top(post.Id, places);
            if (circle) { draft.Leave("comments that answer each other in a circle", "none of them is the first"); continue; }
            var (words, at, by) = (new WordsLine("html", post.Message ?? ""), post.At.Value, Person(draft, post.By));
            if (top == post.Id) draft.Replies.Add(new() { Key = post.Id, Topic = post.Thread, Words = words, At = at, Author = by });
            else draft.Comments.Add(new() { Key = post.Id, Below = top, Words = words, At = at, Author = by });
        }
    }

    /// The comment of the thread that everything leads up to; there is one level below it here.
    static (string Top, bool Circle) Top(string id, Dictionary<string, Place> places)
    {
        var (now, steps) = (id, 0);
        while (places.TryGetValue(now, out var place) && place.Parent is { } parent && places.TryGetValue(parent, out var above) && above.Thread == place.Thread)
        {
            if (++steps > 10_000 || parent == id) return (now, true);
            now = parent;
        }
        return (now, false);
    }

    static string TitleOf(Item thread) => string.IsNullOrWhiteSpace(thread.Title) ? OldPaths.Of(thread.Link) ?? thread.Id : thread.Title.Trim();

    /// The same address is the same person; else the same account, else the same name.
    static string? Person(Draft draft, Author? author)
    {
        if (author is null || string.IsNullOrWhiteSpace(author.Name) && string.IsNullOrWhiteSpace(author.Username)) return null;
        var name = string.IsNullOrWhiteSpace(author.Name) ? author.Username! : author.Name;
        var email = author.Email?.Trim().ToLowerInvariant() is { Length: > 0 } known ? known : null;
        var key = email is not null ? "mail:" + AddressDigest.Md5(email) : !author.IsAnonymous && author.Username is { Length: > 0 } account ? "user:" + account.ToLowerInvariant() : "name:" + name;
        return draft.Person(new() { Key = key, Name = name, Email = email, Handle = null, Joined = DateTimeOffset.UnixEpoch });
    }

    static IEnumerable<Item> Read(Parcel parcel, string part, string kind)
    {
        using var stream = new Bounded(parcel.Open(part)!, part);
        using var reader = XmlReader.Create(stream, Bounded.Settings);
        while (true)
        {
            Item? item;
            try
            {
                if (!Next(reader, stream, kind)) yield break;
                item = One(reader, stream);
            }
            catch (XmlException problem) { throw stream.Broken(problem); }
            if (item is not null) yield return item;
        }
    }

    /// The next element of the kind at the top; those of the same name within others only point at one.
    static bool Next(XmlReader reader, Bounded stream, string kind)
    {
        for (stream.Next(); reader.Read(); stream.Next())
            if (reader is { NodeType: XmlNodeType.Element, Depth: 1 } && reader.LocalName == kind) return true;
        return false;
    }

    static Item? One(XmlReader reader, Bounded stream)
    {
        var id = reader.GetAttribute("id", Dsq);
        var values = new Dictionary<string, string>();
        Author? author = null;
        string? thread = null, parent = null;
        using var inside = reader.ReadSubtree();
        inside.Read();
        for (stream.Next(); inside.Read(); stream.Next())
        {
            if (inside.NodeType != XmlNodeType.Element || inside.Depth != 1) continue;
            switch (inside.LocalName)
            {
                case "author": author = By(inside); break;
                case "thread": thread = inside.GetAttribute("id", Dsq); break;
                case "parent": parent = inside.GetAttribute("id", Dsq); break;
                case var name: if (Text(inside) is { } text) values.TryAdd(name, text); break;
            }
        }
        return string.IsNullOrEmpty(id) ? null : new(id, values.GetValueOrDefault("link"), values.GetValueOrDefault("title"), values.GetValueOrDefault("message"), Time(values.GetValueOrDefault("createdAt")),
            author, thread, parent, Yes("isDeleted"), Yes("isSpam"), Yes("isClosed"));

        bool Yes(string name) => values.GetValueOrDefault(name) is "true" or "1";
    }

    static string? Text(XmlReader reader)
    {
        if (reader.IsEmptyElement) return null;
        using var inside = reader.ReadSubtree();
        var text = new System.Text.StringBuilder();
        while (inside.Read())
            if (inside.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(inside.Value);
        return text.ToString();
    }

    static Author By(XmlReader reader)
    {
        var values = new Dictionary<string, string?>();
        using var inside = reader.ReadSubtree();
        inside.Read();
        while (inside.Read())
            if (inside is { NodeType: XmlNodeType.Element, Depth: 1 }) values[inside.LocalName] = Text(inside);
        return new(values.GetValueOrDefault("name"), values.GetValueOrDefault("email"), values.GetValueOrDefault("username"), values.GetValueOrDefault("isAnonymous") is "true" or "1");
    }

    static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
