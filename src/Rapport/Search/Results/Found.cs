using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Search.Documents;
using Rapport.Search.Index;

namespace Rapport.Search.Results;

/// A topic or a reply that was found.
public sealed record FoundPost(
    long Id, PostKind Kind, string Html, string PostLanguage, DateTimeOffset CreatedAt, bool Accepted, bool Official, int Score, long? AuthorId, string? AuthorName,
    TopicKind TopicKind, string Title, string Slug, string Language, int Replies, bool Solved, string SpaceName, string SpacePath, bool ByEmployee)
{
    public Person Author => new(AuthorId, AuthorName, null, null, null);
    public bool IsTopic => Kind == PostKind.Opening;
    public string Path => IsTopic ? Topic.PathOf(Id, Slug) : $"/posts/{Id}";

    /// Its words with its good and bad sides and the comments below it, which were searched as well.
    public string Text { get; set; } = "";
}

public sealed record FoundMember(long Id, string Name, string Handle, string? Avatar, bool IsStaff, string? Title, string? Bio, string Language);

/// What stands behind hits, read again from the database by what this visitor may see. Whatever is not found here is not shown.
public sealed record Found(IReadOnlyDictionary<long, FoundPost> Posts, ILookup<long, string> Tags, IReadOnlyDictionary<long, Product> Products, IReadOnlyDictionary<long, FoundMember> Members, IReadOnlyDictionary<long, string> Spaces)
{
    /// Eight questions to the database at most, however much was found.
    public static async Task<Found> Of(Db db, Me me, IReadOnlyList<SearchHit> hits, IEnumerable<long> products, IReadOnlyList<long> spaces)
    {
        var posts = await ReadPosts(db, me, [.. hits.Where(h => h.Kind is DocumentKind.Topic or DocumentKind.Reply).Select(h => h.Id)]);
        var topics = posts.Values.Where(p => p.IsTopic).Select(p => p.Id).ToList();
        var things = hits.Where(h => h.Kind == DocumentKind.Product).Select(h => h.Id).Concat(products).Distinct().ToList();
        var people = hits.Where(h => h.Kind == DocumentKind.Member).Select(h => h.Id).ToList();
        return new(posts,
            topics.Count == 0 ? NoTags : (await db.TopicTags.Where(t => topics.Contains(t.TopicId)).Join(db.Tags, t => t.TagId, t => t.Id, (t, tag) => new { t.TopicId, tag.Name }).ToListAsync()).ToLookup(t => t.TopicId, t => t.Name),
            things.Count == 0 ? new Dictionary<long, Product>() : await db.Products.AsNoTracking().Where(p => things.Contains(p.Id)).ToDictionaryAsync(p => p.Id),
            people.Count == 0 ? new Dictionary<long, FoundMember>() : await ReadMembers(db, people),
            spaces.Count == 0 ? new Dictionary<long, string>() : await db.Spaces.VisibleTo(me).Where(s => spaces.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name));
    }

    static readonly ILookup<long, string> NoTags = Array.Empty<(long, string)>().ToLookup(t => t.Item1, t => t.Item2);

    static async Task<Dictionary<long, FoundPost>> ReadPosts(Db db, Me me, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return [];
        var posts = await (
            from p in db.Posts.AsNoTracking().VisibleTo(me).Where(p => ids.Contains(p.Id))
            join m in db.Set<Member>() on p.AuthorId equals (long?)m.Id into authors
            from m in authors.DefaultIfEmpty()
            select new FoundPost(p.Id, p.Kind, p.Html, p.Language, p.CreatedAt, p.Accepted, p.OfficialAt != null, p.Score, p.AuthorId, m!.LeftAt == null ? m.Name : null,
                p.Topic.Kind, p.Topic.Title, p.Topic.Slug, p.Topic.Language, p.Topic.Replies, p.Topic.AcceptedId != null, p.Topic.Space.Name, "/spaces/" + p.Topic.Space.Slug, p.ByEmployee)).ToDictionaryAsync(p => p.Id);
        var visible = posts.Keys.ToList();
        var comments = (await db.Comments(visible).Select(c => new { Below = c.ParentId!.Value, c.Id, c.Html }).ToListAsync()).OrderBy(c => c.Id).ToLookup(c => c.Below, c => c.Html);
        var sides = (await db.ReviewPoints.AsNoTracking().Where(p => visible.Contains(p.ReviewId)).OrderBy(p => p.ReviewId).ThenBy(p => p.Place).Select(p => new { p.ReviewId, p.Text }).ToListAsync()).ToLookup(p => p.ReviewId, p => p.Text);
        foreach (var post in posts.Values) post.Text = string.Join(" \n", [PlainWords.Of(post.Html), .. sides[post.Id], .. comments[post.Id].Select(PlainWords.Of)]);
        return posts;
    }

    static Task<Dictionary<long, FoundMember>> ReadMembers(Db db, List<long> ids) => db.Members.AsNoTracking().Findable().Where(m => ids.Contains(m.Id))
        .Select(m => new FoundMember(m.Id, m.Name, m.Handle, m.Avatar, m.Role != Role.Member, m.Title, m.Bio, m.Language)).ToDictionaryAsync(m => m.Id);
}
