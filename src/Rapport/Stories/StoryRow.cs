using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Stories;

/// A story as a card of a list.
public sealed record StoryRow(long Id, string Title, string Slug, string Language, string Excerpt, string Html, bool ByEmployee, DateTimeOffset At, int Replies, bool Rewarded, Person Author)
{
    public IReadOnlyList<Product> Products { get; init; } = [];
    public string Path => Topic.PathOf(Id, Slug);

    /// Our copy of the first picture in it, in the small size.
    public string? Picture => StoryTopics.FirstPicture(Html)?.As("small");
}

static class StoryRows
{
    extension(Db db)
    {
        /// Stories one may see, the newest first.
        public IQueryable<Topic> StoriesFor(Me me, long? product, long? after)
        {
            // Read along the product's own index, so that a product of few stories is as quick as any.
            var topics = product is { } id ? db.TopicProducts.Where(x => x.ProductId == id).Join(db.Topics.VisibleTo(me), x => x.TopicId, t => t.Id, (_, t) => t) : db.Topics.VisibleTo(me);
            topics = topics.Where(t => t.Kind == TopicKind.Story);
            return (after is { } last ? topics.Where(t => t.Id < last) : topics).OrderByDescending(t => t.Id);
        }

        /// The cards with their products: two queries for any list.
        public async Task<List<StoryRow>> Cards(IQueryable<Topic> stories)
        {
            var rows = await (from t in stories.AsNoTracking()
                              join p in db.Posts on t.Id equals p.Id
                              join m in db.Set<Member>() on t.AuthorId equals (long?)m.Id into authors
                              from m in authors.DefaultIfEmpty()
                              orderby t.Id descending
                              select new StoryRow(t.Id, t.Title, t.Slug, t.Language, t.Excerpt, p.RemovedAt == null ? p.Html : "", t.ByEmployee, t.CreatedAt, t.Replies, db.Set<Story>().Any(s => s.Id == t.Id && s.Rewarded),
                                  new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = p.SignedBy })).ToListAsync();
            if (rows.Count == 0) return rows;
            var ids = rows.ConvertAll(r => r.Id);
            var products = (await db.TopicProducts.Where(x => ids.Contains(x.TopicId)).Join(db.Products, x => x.ProductId, p => p.Id, (x, p) => new { x.TopicId, Product = p }).AsNoTracking().ToListAsync()).ToLookup(x => x.TopicId, x => x.Product);
            return rows.ConvertAll(r => r with { Products = [.. products[r.Id].OrderBy(p => p.Id)] });
        }
    }
}
