using Rapport.Kernel.Database;

namespace Rapport.Conversations;

/// What is counted with topics, posts, spaces and tags. Each change is one statement inside Save's transaction, so that acts at the same moment lose nothing.
public static class Counters
{
    extension(Db db)
    {
        internal void CountReply(long topic, int by, DateTimeOffset? activity) => db.Later(() => db.Topics.Where(t => t.Id == topic).ExecuteUpdateAsync(s =>
        {
            s.SetProperty(t => t.Replies, t => t.Replies + by);
            if (activity is { } now) s.SetProperty(t => t.LastActivityAt, t => t.LastActivityAt > now ? t.LastActivityAt : now);
        }));

        internal void CountComment(long post, long topic, int by, DateTimeOffset? activity)
        {
            db.Later(() => db.Posts.Where(p => p.Id == post).ExecuteUpdateAsync(s => s.SetProperty(p => p.Comments, p => p.Comments + by)));
            if (activity is { } now) db.Later(() => db.Topics.Where(t => t.Id == topic).ExecuteUpdateAsync(s => s.SetProperty(t => t.LastActivityAt, t => t.LastActivityAt > now ? t.LastActivityAt : now)));
        }

        internal void CountVote(Post post, int by)
        {
            var (id, topic) = (post.Id, post.TopicId);
            if (by == 0) return;
            db.Later(() => db.Posts.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Score, p => p.Score + by)));
            if (post.Kind == PostKind.Opening) db.Later(() => db.Topics.Where(t => t.Id == topic).ExecuteUpdateAsync(s => s.SetProperty(t => t.Score, t => t.Score + by)));
        }

        internal void CountTopic(long space, int by) => db.Later(() => db.Spaces.Where(x => x.Id == space).ExecuteUpdateAsync(s => s.SetProperty(x => x.Topics, x => x.Topics + by)));

        internal void CountTagged(IReadOnlyList<long> tags, int by)
        {
            if (tags.Count > 0) db.Later(() => db.Tags.Where(t => tags.Contains(t.Id)).ExecuteUpdateAsync(s => s.SetProperty(t => t.Topics, t => t.Topics + by)));
        }

        /// Counts the topics of every space and tag anew: for imports and generators, which add many at once.
        public async Task RecountTopics()
        {
            await db.Spaces.ExecuteUpdateAsync(s => s.SetProperty(x => x.Topics, x => db.Set<Topic>().Count(t => t.SpaceId == x.Id && t.Sight == Sight.Shown)));
            await db.Tags.ExecuteUpdateAsync(s => s.SetProperty(t => t.Topics, t => db.Set<TopicTag>().Count(x => x.TagId == t.Id && db.Set<Topic>().Any(p => p.Id == x.TopicId && p.Sight == Sight.Shown))));
        }

        /// Counts replies, comments, scores and last activity of these topics anew, from the rows themselves.
        public async Task Recount(IReadOnlyList<long> topics)
        {
            await db.Posts.Where(p => topics.Contains(p.TopicId)).ExecuteUpdateAsync(s => s
                .SetProperty(p => p.Comments, p => db.Set<Post>().Count(c => c.ParentId == p.Id && c.Sight == Sight.Shown))
                .SetProperty(p => p.Place, p => p.ParentId == null ? 0 : db.Set<Post>().Count(c => c.ParentId == p.ParentId && (c.CreatedAt < p.CreatedAt || c.CreatedAt == p.CreatedAt && c.Id <= p.Id)))
                .SetProperty(p => p.Score, p => db.Set<Vote>().Where(v => v.PostId == p.Id).Sum(v => (int)v.Value) + db.Set<VoteTally>().Where(v => v.PostId == p.Id).Sum(v => v.Up - v.Down)));
            await db.Topics.Where(t => topics.Contains(t.Id)).ExecuteUpdateAsync(s => s
                .SetProperty(t => t.Replies, t => db.Set<Post>().Count(p => p.TopicId == t.Id && p.Kind == PostKind.Reply && p.Sight == Sight.Shown))
                .SetProperty(t => t.Score, t => db.Set<Post>().Where(p => p.Id == t.Id).Select(p => p.Score).FirstOrDefault())
                .SetProperty(t => t.LastActivityAt, t => db.Set<Post>().Where(p => p.TopicId == t.Id).Max(p => (DateTimeOffset?)p.CreatedAt) ?? t.CreatedAt));
        }
    }
}
