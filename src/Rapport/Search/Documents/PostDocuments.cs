using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Reviews;
using Rapport.Search.Index;

namespace Rapport.Search.Documents;

/// Topics and replies as the index keeps them, read from what is stored now. Comments are part of the post they stand below, good and bad sides of their review.
static class PostDocuments
{
    /// Of a post with more comments the first ones are searched.
    public const int MostComments = 100;

    /// The documents of these posts; those that nobody may find any more are left out.
    public static async Task<IReadOnlyList<SearchDocument>> Load(Db db, IReadOnlyList<long> ids)
    {
        var posts = await db.Posts.AsNoTracking()
            .Where(p => ids.Contains(p.Id) && p.Kind != PostKind.Comment && p.Sight == Sight.Shown && p.RemovedAt == null && p.Topic.Sight == Sight.Shown)
            .Select(p => new
            {
                p.Id, p.TopicId, p.Kind, p.Html, p.Language, p.Score, p.Accepted, p.AuthorId, p.CreatedAt,
                p.Topic.Title, IsQuestion = p.Topic.Kind == TopicKind.Question, IsSolved = p.Topic.AcceptedId != null, p.Topic.SpaceId, p.Topic.Space.Audience,
            }).ToListAsync();
        var found = posts.ConvertAll(p => p.Id);
        var topics = posts.Select(p => p.TopicId).Distinct().ToList();
        var comments = (await db.Comments(found).Select(c => new { Below = c.ParentId!.Value, c.Html, c.AuthorId, c.Id }).ToListAsync()).OrderBy(c => c.Id).ToLookup(c => c.Below);
        var tags = (await db.TopicTags.Where(t => topics.Contains(t.TopicId)).Join(db.Tags, t => t.TagId, t => t.Id, (t, tag) => new { t.TopicId, tag.Name }).ToListAsync()).ToLookup(t => t.TopicId, t => t.Name);
        var products = (await db.TopicProducts.Where(p => topics.Contains(p.TopicId)).ToListAsync()).ToLookup(p => p.TopicId, p => p.ProductId);
        var sides = (await db.ReviewPoints.AsNoTracking().Where(p => found.Contains(p.ReviewId)).OrderBy(p => p.ReviewId).ThenBy(p => p.Place).Select(p => new { p.ReviewId, p.Text }).ToListAsync()).ToLookup(p => p.ReviewId, p => p.Text);

        return posts.ConvertAll(p => new SearchDocument(p.Kind == PostKind.Opening ? DocumentKind.Topic : DocumentKind.Reply, p.Id)
        {
            Title = p.Kind == PostKind.Opening ? p.Title : "",
            Body = string.Join('\n', [PlainWords.Of(p.Html), .. sides[p.Id], .. comments[p.Id].Select(c => PlainWords.Of(c.Html))]),
            Language = p.Language,
            Audience = p.Audience,
            Space = p.SpaceId,
            Products = [.. products[p.TopicId]],
            Tags = [.. tags[p.TopicId]],
            Solved = p.IsQuestion ? p.IsSolved : null,
            Accepted = p.Accepted,
            Author = p.AuthorId,
            Others = [.. comments[p.Id].Select(c => c.AuthorId).OfType<long>().Distinct()],
            Topic = p.Kind == PostKind.Reply ? p.TopicId : null,
            Votes = p.Score,
            Created = p.CreatedAt,
        });
    }

    extension(Db db)
    {
        /// The comments that are searched and shown as part of these posts.
        public IQueryable<Post> Comments(IReadOnlyList<long> below) => db.Posts.AsNoTracking()
            .Where(c => c.ParentId != null && below.Contains(c.ParentId.Value) && c.Sight == Sight.Shown && c.RemovedAt == null && c.Place <= MostComments);
    }
}
