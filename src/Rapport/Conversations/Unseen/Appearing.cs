using Rapport.Conversations.Posts;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Conversations.Unseen;

/// A post goes out of others' sight or comes into it, and what is counted with it. Into what Save stores.
static class Appearing
{
    extension(Db db)
    {
        public Task<Removal?> RemovalOf(long post) => db.Removals.FirstOrDefaultAsync(r => r.PostId == post && r.EndedAt == null);

        /// Where others answered below, the place stays and says so; else the post is gone. The whole topic goes where a moderator hides its opening.
        public async Task Vanish(Post post, Removal removal, Where where, bool whole = false)
        {
            var topic = post.Topic;
            if (topic.AcceptedId == post.Id)
            {
                removal.Remember(topic.AcceptedAt, topic.AcceptedBy);
                topic.Unsolve(post);
            }
            switch (post)
            {
                case { Sight: Sight.Held }: break;
                case { Kind: PostKind.Opening } when topic.Sight != Sight.Shown: break;
                case { Kind: PostKind.Opening } when whole || topic.Replies == 0 && post.Comments == 0:
                    topic.Hide();
                    db.CountTopic(topic.SpaceId, -1);
                    db.CountTagged(where.Tags, -1);
                    break;
                case { Kind: PostKind.Opening }: topic.Quote(post); break;
                case { Sight: Sight.Hidden }: break;
                case { Kind: PostKind.Reply, Comments: 0 }: db.Leave(post); break;
                case { Kind: PostKind.Comment }: await db.LeaveParent(post); break;
            }
        }

        void Leave(Post reply)
        {
            reply.Hide();
            db.CountReply(reply.TopicId, -1, null);
        }

        /// The last comment below a removed reply takes the empty place with it.
        async Task LeaveParent(Post comment)
        {
            comment.Hide();
            var below = comment.ParentId!.Value;
            db.CountComment(below, comment.TopicId, -1, null);
            var parent = await db.Posts.FirstOrDefaultAsync(p => p.Id == below);
            if (parent is { Kind: PostKind.Reply, IsRemoved: true, Comments: 1, Sight: Sight.Shown }) db.Leave(parent);
        }

        /// Back as it was: counted, found, and accepted if it was and nothing else is.
        public async Task Return(Post post, Removal removal, Where where)
        {
            var topic = post.Topic;
            switch (post.Kind)
            {
                case PostKind.Opening when topic.Sight == Sight.Hidden:
                    topic.Show();
                    db.CountTopic(topic.SpaceId, 1);
                    db.CountTagged(where.Tags, 1);
                    break;
                case PostKind.Reply when post.Sight == Sight.Hidden:
                    post.Show();
                    db.CountReply(topic.Id, 1, null);
                    break;
                case PostKind.Comment when post.Sight == Sight.Hidden:
                    post.Show();
                    db.CountComment(post.ParentId!.Value, topic.Id, 1, null);
                    await db.ShowPlace(post);
                    break;
            }
            if (post.Kind == PostKind.Opening) topic.Quote(post);
            if (removal.AcceptedAt is { } at && topic is { AcceptedId: null, IsQuestion: true }) topic.Resolve(post, at, removal.AcceptedBy);
        }

        /// What waited is seen from now on, as if it were written now.
        public async Task<IReadOnlyList<Event>> Publish(Post post, Where where)
        {
            var (topic, now) = (post.Topic, db.Clock.GetUtcNow());
            switch (post.Kind)
            {
                case PostKind.Opening:
                    topic.Publish(now);
                    post.Publish(now, null);
                    db.CountTopic(topic.SpaceId, 1);
                    db.CountTagged(where.Tags, 1);
                    break;
                case PostKind.Reply:
                    post.Publish(now, null);
                    db.CountReply(topic.Id, 1, now);
                    break;
                default:
                    var below = post.ParentId!.Value;
                    post.Publish(now, await db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == below));
                    db.CountComment(below, topic.Id, 1, now);
                    await db.ShowPlace(post);
                    break;
            }
            return [Said(post, where), .. await db.Mention(post, topic, now)];
        }

        /// A comment needs the place that it stands below.
        async Task ShowPlace(Post comment)
        {
            var below = comment.ParentId!.Value;
            if (await db.Posts.FirstOrDefaultAsync(p => p.Id == below) is not { Kind: PostKind.Reply, Sight: Sight.Hidden } parent) return;
            parent.Show();
            db.CountReply(comment.TopicId, 1, null);
        }

        /// What was published waits again. Only while nobody has answered it.
        public void Withhold(Post post, Where where)
        {
            switch (post.Kind)
            {
                case PostKind.Opening:
                    db.CountTopic(post.Topic.SpaceId, -1);
                    db.CountTagged(where.Tags, -1);
                    break;
                case PostKind.Reply: db.CountReply(post.TopicId, -1, null); break;
                default: db.CountComment(post.ParentId!.Value, post.TopicId, -1, null); break;
            }
        }
    }

    /// Nothing of others hangs on it.
    public static bool StandsAlone(this Post post) => post.Comments == 0 && (post.Kind != PostKind.Opening || post.Topic.Replies == 0);

    /// What tells the floors above that something was said.
    public static Event Said(Post post, Where where) => post.Kind switch
    {
        PostKind.Opening => new TopicStarted(post.Topic, where),
        PostKind.Reply => new ReplyPosted(post.Topic, post, where),
        _ => new CommentPosted(post.Topic, post, where),
    };
}
