using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews.Evidence;

namespace Rapport.Reviews;

/// A review as pages show it.
public sealed record ReviewRow(Review Review, string Title, string Slug, string Html, string Language, string? Variant, string Product, string ProductSlug,
    DateTimeOffset At, DateTimeOffset? EditedAt, int Replies, int Comments, bool ByEmployee, Person Author, int Version)
{
    public long Id => Review.Id;
    public string Path => Topic.PathOf(Id, Slug);
    public string ProductPath => $"/products/{Review.ProductId}/{ProductSlug}";
    public IReadOnlyList<ReviewPoint> Points { get; init; } = [];
    public IReadOnlyList<(Aspect Question, int Value)> Answers { get; init; } = [];

    public AuthorRecord? Record { get; init; }

    /// The brand's labelled reply, the first where there are several.
    public BrandReply? Reply { get; init; }
}

/// What somebody's reviews come to: how many others see, since when, and how often one was found helpful.
public sealed record AuthorRecord(int Reviews, DateTimeOffset Since, int Helpful);

/// What the brand says to a review.
public sealed record BrandReply(long Id, string Html, Person Author, DateTimeOffset At);

/// Reviews as a visitor may see them, with their words, authors and what was asked: six queries for any list.
public sealed class ReviewRows(Db db, Me me, ReviewTopics topics)
{
    /// Those whose topic this visitor may see. The order of the reviews is kept.
    public IQueryable<Review> Visible(IQueryable<Review> reviews)
    {
        var seen = db.Topics.VisibleTo(me);
        return reviews.Where(r => seen.Any(t => t.Id == r.Id));
    }

    public Task<(IReadOnlyList<ReviewRow> Rows, Names Names)> Read(IQueryable<Review> reviews) => Rows(Visible(reviews));

    /// One that this visitor may see, or wrote: theirs also while it waits, or was hidden.
    public Task<(IReadOnlyList<ReviewRow> Rows, Names Names)> One(long id)
    {
        var (seen, my) = (db.Topics.VisibleTo(me), me.Id);
        return Rows(db.Reviews.Where(r => r.Id == id && (seen.Any(t => t.Id == r.Id) || my != null && r.AuthorId == my)));
    }

    async Task<(IReadOnlyList<ReviewRow> Rows, Names Names)> Rows(IQueryable<Review> reviews)
    {
        var found = await (
            from r in reviews.AsNoTracking()
            join p in db.Posts on r.Id equals p.Id
            join product in db.Products on r.ProductId equals product.Id
            join m in db.Members on p.AuthorId equals (long?)m.Id into authors
            from m in authors.DefaultIfEmpty()
            select new ReviewRow(r, p.Topic.Title, p.Topic.Slug, p.RemovedAt == null ? p.Html : "", p.Language, product.Variant ?? r.SourceVariant, product.Name, product.Slug, p.CreatedAt, p.EditedAt, p.Topic.Replies, p.Comments, p.ByEmployee,
                new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = p.SignedBy }, r.Version + p.Version)).ToListAsync();
        if (found.Count == 0) return ([], await topics.NamesIn([]));
        var ids = found.ConvertAll(r => r.Id);
        var points = (await db.ReviewPoints.AsNoTracking().Where(p => ids.Contains(p.ReviewId)).OrderBy(p => p.Place).ToListAsync()).ToLookup(p => p.ReviewId);
        var answers = (await db.ReviewAnswers.AsNoTracking().Where(a => ids.Contains(a.ReviewId)).Join(db.Aspects, a => a.AspectId, q => q.Id, (a, q) => new { a.ReviewId, a.Value, Question = q }).ToListAsync()).ToLookup(a => a.ReviewId);
        var (replies, records) = (await Replies(ids), await db.RecordsOf([.. found.Select(r => r.Review.AuthorId).OfType<long>().Distinct()]));
        var rows = found.ConvertAll(r => r with { Points = [.. points[r.Id]], Answers = [.. answers[r.Id].OrderBy(a => a.Question.Kind).ThenBy(a => a.Question.Rank).Select(a => (a.Question, a.Value))], Reply = replies.GetValueOrDefault(r.Id), EditedAt = r.Review.ChangedAt is { } changed && !(changed < r.EditedAt) ? changed : r.EditedAt, Record = r.Review.AuthorId is { } author ? records.GetValueOrDefault(author) : null });
        return (rows, await topics.NamesIn([.. rows.Select(r => r.Html), .. replies.Values.Select(r => r.Html)]));
    }

    async Task<Dictionary<long, BrandReply>> Replies(List<long> ids) =>
        (await (from p in db.Posts.VisibleTo(me).AsNoTracking()
                where ids.Contains(p.TopicId) && p.Kind == PostKind.Reply && p.ByEmployee
                join m in db.Members on p.AuthorId equals (long?)m.Id into authors
                from m in authors.DefaultIfEmpty()
                orderby p.CreatedAt, p.Id
                select new { p.TopicId, Reply = new BrandReply(p.Id, p.Html, new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = p.SignedBy }, p.CreatedAt) }).ToListAsync())
        .DistinctBy(r => r.TopicId).ToDictionary(r => r.TopicId, r => r.Reply);
}
