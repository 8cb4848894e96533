using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Conversations.Topics;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Interchange;

public sealed partial class Loader
{
    static string KindName(TopicLine line) => line.Kind switch { "question" => "questions", "discussion" => "discussions", "article" => "articles", "story" => "stories", _ => "topics" };

    Task LoadTopics(CancellationToken cancel) => Each<TopicLine>("topic", "questions", l => [("member", l.Author), ("space", l.Space)], async batch =>
    {
        var spaces = await Known<Space>(batch.Db, batch.Lines.Select(l => batch.Find(l.Space, "space")));
        var staff = await Staff(batch.Db, batch.Lines.Select(l => batch.Find(l.Author, "member")));
        var tags = await Tags(batch.Db, batch.Lines.SelectMany(l => l.Tags));
        var products = await Products(batch.Db, batch.Lines.SelectMany(l => l.Products));
        Warm(batch.Lines.Select(l => l.Words));
        foreach (var line in batch.Lines)
        {
            var name = KindName(line);
            if (!Enum.TryParse<TopicKind>(line.Kind, ignoreCase: true, out var kind)) { report.Refuse(name, line.Key, $"there is no kind of topic called {line.Kind}"); continue; }
            if (dry) { Stored(name); continue; }
            if (batch.Find(line.Space, "space") is not { } at || !spaces.TryGetValue(at, out var space)) { report.Refuse(name, line.Key, $"its space {line.Space} is not here"); continue; }
            if (line.Author is not null && batch.Find(line.Author, "member") is null) { report.Refuse(name, line.Key, $"its author {line.Author} is not here"); continue; }
            var (id, author) = (batch.Db.NewId(), batch.Find(line.Author, "member"));
            var topic = new Topic(id, kind, space, line.Title, author, author is { } a && staff.Contains(a), line.At.ToUniversalTime());
            var opening = topic.Open(Words(line.Words, space.Language));
            if (line.EditedAt is { } edited) opening.WasEdited(edited.ToUniversalTime());
            batch.Db.Add(topic);
            batch.Db.Add(opening);
            var under = line.Tags.Select(Tag.Clean).Where(tags.ContainsKey).Distinct().Select(t => tags[t].Id).ToList();
            var about = line.Products.Where(products.ContainsKey).Distinct().Select(p => products[p]).ToList();
            batch.Db.AddRange(under.Select(t => new TopicTag(id, t)));
            batch.Db.AddRange(about.Select(p => new TopicProduct(id, p)));
            if (line.ClosedAt is { } closed) batch.Db.Add(topic.WasClosed(batch.Db.NewId(), closed.ToUniversalTime()));
            await Lead(batch.Db, line.Addresses, id);
            batch.Events.Add(new TopicStarted(topic, new Where(space.Id, under, about)));
            batch.Know("topic", line.Key, id, batch.Print(line));
            Stored(name);
        }
    }, KindName, cancel);

    Task LoadReplies(CancellationToken cancel) => Each<ReplyLine>("reply", "answers", l => [("member", l.Author), ("topic", l.Topic)], async batch =>
    {
        var topics = await Known<Topic>(batch.Db, batch.Lines.Select(l => batch.Find(l.Topic, "topic")));
        var staff = await Staff(batch.Db, batch.Lines.Select(l => batch.Find(l.Author, "member")));
        Warm(batch.Lines.Select(l => l.Words));
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.Topic, "topic") is not { } under) { report.Refuse("answers", line.Key, $"what it answers ({line.Topic}) is not here"); continue; }
            if (line.Author is not null && batch.Find(line.Author, "member") is null) { report.Refuse("answers", line.Key, $"its author {line.Author} is not here"); continue; }
            if (line.Accepted) report["accepted answers"].Read++;
            if (dry) { Stored("answers"); if (line.Accepted) Stored("accepted answers"); continue; }
            var topic = topics[under];
            var (id, author) = (batch.Db.NewId(), batch.Find(line.Author, "member"));
            var reply = new Post(id, topic, PostKind.Reply, null, author, author is { } a && staff.Contains(a), Words(line.Words, topic.Language), line.At.ToUniversalTime());
            if (line.EditedAt is { } edited) reply.WasEdited(edited.ToUniversalTime());
            if (line.Official) reply.WasOfficial(line.At.ToUniversalTime());
            batch.Db.Add(reply);
            batch.Events.Add(new ReplyPosted(topic, reply, new Where(topic.SpaceId, [], [])));
            if (line.Accepted)
            {
                topic.Solved(reply, (line.AcceptedAt ?? line.At).ToUniversalTime());
                batch.Events.Add(new AnswerAccepted(topic, reply, null, new Where(topic.SpaceId, [], [])));
                Stored("accepted answers");
            }
            await Lead(batch.Db, line.Addresses, id);
            batch.Know("reply", line.Key, id, batch.Print(line));
            Stored("answers");
        }
    }, cancel: cancel);

    Task LoadComments(CancellationToken cancel) => Each<CommentLine>("comment", "comments", l => [("member", l.Author), ("topic", l.Below), ("reply", l.Below)], async batch =>
    {
        var ids = batch.Lines.Select(l => batch.Find(l.Below, "reply", "topic")).OfType<long>().Distinct().ToList();
        var posts = await batch.Db.Posts.Include(p => p.Topic).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var staff = await Staff(batch.Db, batch.Lines.Select(l => batch.Find(l.Author, "member")));
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.Below, "reply", "topic") is not { } below) { report.Refuse("comments", line.Key, $"what it stands below ({line.Below}) is not here"); continue; }
            if (line.Author is not null && batch.Find(line.Author, "member") is null) { report.Refuse("comments", line.Key, $"its author {line.Author} is not here"); continue; }
            if (dry) { Stored("comments"); continue; }
            var (post, author) = (posts[below], batch.Find(line.Author, "member"));
            var comment = new Post(batch.Db.NewId(), post.Topic, PostKind.Comment, post, author, author is { } a && staff.Contains(a), Words(line.Words, post.Language), line.At.ToUniversalTime());
            batch.Db.Add(comment);
            batch.Events.Add(new CommentPosted(post.Topic, comment, new Where(post.Topic.SpaceId, [], [])));
            batch.Know("comment", line.Key, comment.Id, batch.Print(line));
            Stored("comments");
        }
    }, cancel: cancel);

    /// Renders on every core ahead of storing: formulas rendered once are remembered.
    static void Warm(IEnumerable<WordsLine> words) => Parallel.ForEach(words.Where(w => w.Source.Contains('$')), w => Renderer.Render(Words(w, "en")));

    static async Task<Dictionary<long, T>> Known<T>(Db db, IEnumerable<long?> wanted) where T : Entity
    {
        var ids = wanted.OfType<long>().Distinct().ToList();
        return await db.Set<T>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id);
    }

    static async Task<HashSet<long>> Staff(Db db, IEnumerable<long?> wanted)
    {
        var ids = wanted.OfType<long>().Distinct().ToList();
        return [.. await db.Members.Where(m => ids.Contains(m.Id) && m.Role != Role.Member).Select(m => m.Id).ToListAsync()];
    }

    static async Task<Dictionary<string, long>> Products(Db db, IEnumerable<string> skus)
    {
        var wanted = skus.Distinct().ToList();
        return wanted.Count == 0 ? [] : await db.Products.Where(p => wanted.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, p => p.Id);
    }

    /// Old paths lead to the post from now on; one that leads elsewhere already is left alone.
    async Task Lead(Db db, IReadOnlyList<string> paths, long post)
    {
        if (paths.Count == 0) return;
        var known = await db.OldAddresses.Where(o => paths.Contains(o.Path)).Select(o => o.Path).ToListAsync();
        db.AddRange(paths.Except(known).Where(led.Add).Select(p => new OldAddress(p, post)));
    }
}
