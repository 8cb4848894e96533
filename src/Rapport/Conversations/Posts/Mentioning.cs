using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// Whom a post names: kept as rows and told, each member once per post, and only those who may read it.
static class Mentioning
{
    extension(Db db)
    {
        public async Task<IReadOnlyList<Event>> Mention(Post post, Topic topic, DateTimeOffset now)
        {
            var ids = (post.Rendered ?? Kernel.Content.Renderer.Render(post.Content)).Mentions.Where(m => m != post.AuthorId).ToList();
            if (ids.Count == 0) return [];
            var id = post.Id;
            var known = await db.Mentions.Where(m => m.PostId == id).Select(m => m.MemberId).ToListAsync();
            var apart = db.ApartFrom(post.AuthorId);
            ids = await db.Set<Member>().Where(m => ids.Contains(m.Id) && m.LeftAt == null && !apart.Contains(m.Id)).Select(m => m.Id).ToListAsync();
            if (topic.Space.Audience == Space.InvitedTo(topic.SpaceId))
            {
                var space = topic.SpaceId;
                ids = await db.SpaceGuests.Where(g => g.SpaceId == space && ids.Contains(g.MemberId)).Select(g => g.MemberId).ToListAsync();
            }
            var news = ids.Except(known).ToList();
            db.AddRange(news.Select(m => new Mention(post.Id, m, now)));
            return [.. news.Select(m => new MemberMentioned(post, m))];
        }
    }
}
