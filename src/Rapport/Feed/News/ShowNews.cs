using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Feed.News;

/// A topic with something new in it.
public sealed record NewsRow(long Id, TopicKind Kind, string Title, string Slug, string Excerpt, string Language, int Replies, bool Solved, DateTimeOffset At, string SpaceName, string SpaceSlug, string? Author)
{
    public string Path => Topic.PathOf(Id, Slug);
}

/// GET /news: what happened last in what I follow. Each followed thing gives its newest topics by an index of its own, so that
/// the page is as quick in a large community as in a small one.
public static class ShowNews
{
    const int Most = 40;

    public static async Task<IResult> Handle(Db db, Me me) => Page.Of<NewsPage>(new { Rows = await Of(db, me) });

    public static async Task<List<NewsRow>> Of(Db db, Me me)
    {
        var member = me.Member.Id;
        var follows = (await db.Follows.AsNoTracking().Where(f => f.MemberId == member && f.Kind != Follow.Topic).OrderByDescending(f => f.Since).Take(500).Select(f => new { f.Kind, f.SubjectId }).ToListAsync())
            .ToLookup(f => f.Kind, f => f.SubjectId);
        var ids = new HashSet<long>(await db.Follows.Where(f => f.MemberId == member && f.Kind == Follow.Topic)
            .Join(db.Topics, f => f.SubjectId, t => t.Id, (_, t) => t).OrderByDescending(t => t.LastActivityAt).Take(Most).Select(t => t.Id).ToListAsync());

        if (follows[Follow.Space].ToList() is { Count: > 0 } spaces)
            ids.UnionWith(await db.Topics.Where(t => spaces.Contains(t.SpaceId)).OrderByDescending(t => t.LastActivityAt).Take(Most).Select(t => t.Id).ToListAsync());
        if (follows[Follow.Tag].ToList() is { Count: > 0 } tags)
            ids.UnionWith(await db.TopicTags.Where(t => tags.Contains(t.TagId)).OrderByDescending(t => t.TopicId).Take(Most).Select(t => t.TopicId).ToListAsync());
        if (follows[Follow.Product].ToList() is { Count: > 0 } products)
            ids.UnionWith(await db.TopicProducts.Where(p => products.Contains(p.ProductId)).OrderByDescending(p => p.TopicId).Take(Most).Select(p => p.TopicId).ToListAsync());
        if (follows[Follow.Member].Cast<long?>().ToList() is { Count: > 0 } members)
            ids.UnionWith(await db.Posts.Where(p => members.Contains(p.AuthorId) && p.Kind != PostKind.Comment && p.Sight == Sight.Shown).OrderByDescending(p => p.CreatedAt).Take(Most).Select(p => p.TopicId).ToListAsync());

        return ids.Count == 0 ? [] : await Rows(db, db.Topics.VisibleTo(me).HeardBy(me).Where(t => ids.Contains(t.Id)).OrderByDescending(t => t.LastActivityAt).ThenByDescending(t => t.Id).Take(Most)).ToListAsync();
    }

    static IQueryable<NewsRow> Rows(Db db, IQueryable<Topic> topics) =>
        from t in topics.AsNoTracking()
        join m in db.Members on t.AuthorId equals (long?)m.Id into authors
        from m in authors.DefaultIfEmpty()
        select new NewsRow(t.Id, t.Kind, t.Title, t.Slug, t.Excerpt, t.Language, t.Replies, t.AcceptedId != null, t.LastActivityAt, t.Space.Name, t.Space.Slug, m!.LeftAt == null ? m.Name : null);
}
