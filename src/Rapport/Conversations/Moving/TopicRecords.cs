using System.Text.Json.Nodes;
using Rapport.Catalog;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;
using Rapport.Members;

namespace Rapport.Conversations.Moving;

/// Topics with their openings, tags and products.
sealed class TopicRecords : Records<TopicLine, Topic>
{
    public override string Name => "topics";
    public override string Kind => "topic";
    public override IReadOnlyList<Type> Covers => [typeof(Topic), typeof(TopicTag), typeof(TopicProduct)];

    protected override IReadOnlyList<string> Told =>
        [nameof(Topic.Id), nameof(Topic.Kind), nameof(Topic.Matter), nameof(Topic.SpaceId), nameof(Topic.Title), nameof(Topic.AuthorId), nameof(Topic.CreatedAt), nameof(Topic.AcceptedId), nameof(Topic.AcceptedAt)];

    public override string CountedAs(TopicLine line) => line.Kind switch { "question" => "questions", "discussion" => "discussions", "article" => "articles", "story" => "stories", "review" => "texts of reviews", _ => Name };

    public override IEnumerable<(string Kind, string? Key)> Names(TopicLine line) => [("member", line.Author), ("space", line.Space)];

    public override IReadOnlyList<string> ColumnsOf(Db db, IEnumerable<NotExported> left) => [.. base.ColumnsOf(db, left), .. PostColumns.Of(db, left).Names.Select(n => PostColumns.Opening + n)];

    public override async IAsyncEnumerable<TopicLine> Tell(Telling telling)
    {
        var (db, more, opening) = (telling.Db, More(telling.Db, telling.Left), PostColumns.Of(telling.Db, telling.Left));
        for (long last = 0; await db.Topics.AsNoTracking().Where(t => t.Id > last).OrderBy(t => t.Id).Take(Telling.Chunk).ToListAsync() is { Count: > 0 } some; last = some[^1].Id)
        {
            var ids = some.ConvertAll(t => t.Id);
            var posts = await db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            var tags = (await db.TopicTags.Where(t => ids.Contains(t.TopicId)).Join(db.Tags, t => t.TagId, t => t.Id, (t, tag) => new { t.TopicId, tag.Id, tag.Name }).ToListAsync()).OrderBy(t => t.Id).ToLookup(t => t.TopicId, t => t.Name);
            var products = (await db.TopicProducts.Where(p => ids.Contains(p.TopicId)).Join(db.Products, p => p.ProductId, p => p.Id, (p, product) => new { p.TopicId, product.Id, product.Sku }).ToListAsync()).OrderBy(p => p.Id).ToLookup(p => p.TopicId, p => p.Sku);
            foreach (var t in some)
                yield return new()
                {
                    Key = $"{t.Id}", Kind = t.Kind.ToString().ToLowerInvariant(), Space = $"{t.SpaceId}", Title = t.Title, Author = t.AuthorId is { } author ? $"{author}" : null, At = t.CreatedAt,
                    Words = WordsLines.Of(posts[t.Id].Format, posts[t.Id].Source), EditedAt = posts[t.Id].EditedAt, Tags = [.. tags[t.Id]], Products = [.. products[t.Id]], Matter = t.Matter?.Code(), Opening = opening.Of(posts[t.Id]), More = more.Of(t),
                };
        }
    }

    public override async Task Take(Batch<TopicLine> batch)
    {
        var db = batch.Db;
        var spaces = await Here<Space>(db, batch.Lines.Select(l => batch.Find(l.Space, "space")));
        var reviews = spaces.Values.Where(s => s.Purpose == SpacePurpose.Reviews).Select(s => s.Id).ToHashSet();
        var staff = await Staff(db, batch.Lines.Select(l => batch.Find(l.Author, "member")));
        var tags = await TagRecords.Named(db, batch.Lines.SelectMany(l => l.Tags));
        var products = await Products(db, batch.Lines.SelectMany(l => l.Products));
        PostColumns.Warm(batch.Lines.Select(l => l.Words));
        var ways = await Ways.Known(db, batch.Lines.SelectMany(l => l.Addresses), batch.Arrival.Choices.Prefix);
        foreach (var line in batch.Lines)
        {
            var name = CountedAs(line);
            if (!Enum.TryParse<TopicKind>(line.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)) { batch.Refuse(name, line, $"there is no kind of topic called {line.Kind}"); continue; }
            if (batch.Find(line.Space, "space") is not { } at) { batch.Refuse(name, line, $"its space {line.Space} is not here"); continue; }
            if (line.Author is not null && batch.Find(line.Author, "member") is null) { batch.Refuse(name, line, $"its author {line.Author} is not here"); continue; }
            if (!batch.IsDry && (kind == TopicKind.Review) != reviews.Contains(at)) { batch.Refuse(name, line, "reviews stand in the space for them, and nothing else does"); continue; }
            if (kind == TopicKind.Review && !batch.IsDry && !line.Products.Any(products.ContainsKey)) { batch.Refuse(name, line, $"its product {string.Join(", ", line.Products)} is not here"); continue; }
            Matter? matter = null;
            if (line.Matter is not null && (kind is not (TopicKind.Question or TopicKind.Discussion) || (matter = Enum.GetValues<Matter>().Where(m => m.Code() == line.Matter).Select(m => (Matter?)m).FirstOrDefault()) is null)) { batch.Refuse(name, line, $"it cannot be about {line.Matter}"); continue; }
            if (string.IsNullOrWhiteSpace(line.Title)) { batch.Refuse(name, line, "it has no title"); continue; }
            if (batch.IsDry) { batch.Know(Kind, line, -1); batch.Stored(name); continue; }
            var (id, author, space) = (batch.IdOf(line), batch.Find(line.Author, "member"), spaces[at]);
            var topic = new Topic(id, kind, space, line.Title, author, author is { } a && staff.Contains(a), line.At.ToUniversalTime());
            var opening = topic.Open(line.Words.In(topic.Language, batch.Ids));
            if (line.EditedAt is { } edited) opening.WasEdited(edited.ToUniversalTime());
            opening.WasSignedBy(line.SignedBy);
            topic.Concern(matter);
            db.Add(topic);
            db.Add(opening);
            Fill(batch, topic, line);
            PostColumns.Fill(batch, opening, line.Opening, PostColumns.Opening);
            var under = line.Tags.Select(Tag.Clean).Where(tags.ContainsKey).Distinct().Select(t => tags[t].Id).ToList();
            var about = line.Products.Where(products.ContainsKey).Distinct().Select(p => products[p]).ToList();
            db.AddRange(under.Select(t => new TopicTag(id, t)));
            db.AddRange(about.Select(p => new TopicProduct(id, p)));
            if (line.ClosedAt is { } closed) db.Add(topic.WasClosed(db.NewId(), closed.ToUniversalTime()));
            ways.Lead(db, line.Addresses, id);
            batch.Events.Add(new TopicStarted(topic, new Where(space.Id, under, about)));
            batch.Know(Kind, line, id);
            batch.Stored(name);
        }
    }

    /// Words and their edit are brought up to date; what members did here since stays theirs.
    public override async Task<bool> Change(Batch<TopicLine> batch, TopicLine line, long id) =>
        await batch.Db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstOrDefaultAsync(p => p.Id == id) is { } opening && PostColumns.Rewrite(batch, opening, line.Words, line.EditedAt);

    internal static async Task<Dictionary<long, T>> Here<T>(Db db, IEnumerable<long?> wanted) where T : Entity
    {
        var ids = wanted.OfType<long>().Distinct().ToList();
        return await db.Set<T>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id);
    }

    internal static async Task<HashSet<long>> Staff(Db db, IEnumerable<long?> wanted)
    {
        var ids = wanted.OfType<long>().Distinct().ToList();
        return [.. await db.Members.Where(m => ids.Contains(m.Id) && m.Role != Role.Member).Select(m => m.Id).ToListAsync()];
    }

    static async Task<Dictionary<string, long>> Products(Db db, IEnumerable<string> skus)
    {
        var wanted = skus.Distinct().ToList();
        return wanted.Count == 0 ? [] : await db.Products.Where(p => wanted.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, p => p.Id);
    }
}

/// The columns of a post that its line does not tell by itself, whichever kind of post it is.
static class PostColumns
{
    public const string Opening = "opening.";

    public static readonly IReadOnlyList<string> Told =
        [nameof(Post.Id), nameof(Post.TopicId), nameof(Post.Kind), nameof(Post.ParentId), nameof(Post.AuthorId), nameof(Post.Format), nameof(Post.Source), nameof(Post.CreatedAt), nameof(Post.EditedAt), nameof(Post.Accepted)];

    static Columns? columns;

    /// Renders on every core ahead of storing: formulas rendered once are remembered.
    public static void Warm(IEnumerable<WordsLine> words) => Parallel.ForEach(words.Where(w => w.Source.Contains('$')), w => Renderer.Render(w.In("en")));

    public static Columns Of(Db db, IEnumerable<NotExported> left) =>
        columns ??= new Columns(db.Model.FindEntityType(typeof(Post))!, Told.Concat(left.Where(l => l.Entity == typeof(Post)).Select(l => l.Column).OfType<string>()));

    public static void Fill<TLine>(Batch<TLine> batch, Post post, JsonObject? told, string prefix = "") where TLine : Line
    {
        if (batch.Ids is { } ids) Of(batch.Db, batch.Left).Fill(batch.Db.Entry(post), told, name => batch.Carries(prefix + name), ids);
    }

    /// Edited here since it was brought in: the newer words are the ones that count.
    public static bool Rewrite<TLine>(Batch<TLine> batch, Post post, WordsLine words, DateTimeOffset? editedAt) where TLine : Line
    {
        if (editedAt is { } at && !(post.EditedAt >= at)) post.Rewrite(words.In(post.Language, batch.Ids), at.ToUniversalTime());
        return true;
    }
}

/// Old paths lead to a post from now on; one that leads elsewhere already is left alone.
sealed class Ways(HashSet<string> known, string prefix)
{
    public static async Task<Ways> Known(Db db, IEnumerable<string> paths, string? prefix)
    {
        prefix = prefix?.Trim(' ', '/') is { Length: > 0 } folder ? "/" + folder : "";
        var wanted = paths.Select(p => prefix + p).Distinct().ToList();
        return new(wanted.Count == 0 ? [] : [.. await db.OldAddresses.Where(o => wanted.Contains(o.Path)).Select(o => o.Path).ToListAsync()], prefix);
    }

    public void Lead(Db db, IReadOnlyList<string> paths, long post) => db.AddRange(paths.Select(p => prefix + p).Where(p => p is ['/', _, ..] && p.Length <= 500 && known.Add(p)).Select(p => new OldAddress(p, post)));
}
