using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Retention;

namespace Rapport.Conversations;

/// How long conversations keep what is said, begun and taken back, and why.
static class Keeping
{
    public static void Register(IServiceCollection services)
    {
        services.KeepsUntil("posts", "Until you remove it, or leave and take it along", "What you write: questions, replies, comments and their earlier versions", "That others find it is what this place is for.", SeenBy.Everybody, typeof(Topic), typeof(Post), typeof(Revision), typeof(Mention), typeof(Tag));
        services.KeepsUntil("votes", "Until you take them back or leave; then they count without a name", "Your votes", "So that the best answers stand first, and everybody votes once.", SeenBy.Oneself, typeof(Vote));
        services.KeepsUntil("follows", "Until you stop following or leave", "What you follow", "To tell you what is new there.", SeenBy.Oneself, typeof(Follow));
        services.KeepsUntil("invitations", "Until you are no longer welcome there, or leave", "Places you were invited to", "So that you see them.", SeenBy.Office, typeof(SpaceGuest));
        services.KeepsUntil("offices", "As long as the topic they concern", "Who closed, pinned or moved a topic", "Whoever acts in office answers for it.", SeenBy.Office, typeof(TopicClosure), typeof(TopicPin), typeof(TopicMove));
        services.Keeps("drafts", "Drafts", "So that you can go on writing later, on any device.", SeenBy.Oneself,
            new(365, 30, 1825, (db, before, most) => db.Drafts.Where(d => d.KeptAt < before).OrderBy(d => d.Id).Take(most).ExecuteDeleteAsync()), typeof(Draft));
        services.Keeps("slow-turns", "When you last wrote where moderators slowed a space down", "So that everybody there writes in turn.", SeenBy.Nobody,
            new(2, 1, 30, ForgetTurns), typeof(SlowTurn));
        services.Keeps("removed", "The words of what was removed, and why it was", "In case it was removed by mistake, or somebody asks why.", SeenBy.Office,
            new(180, 7, 3650, ForgetRemoved, Batch: 200), typeof(Removal));
    }

    static Task<int> ForgetTurns(Db db, DateTimeOffset before, int most)
    {
        var second = before.ToUnixTimeSeconds();
        return db.SlowTurns.Where(t => t.Second < second).OrderBy(t => t.Second).ThenBy(t => t.MemberId).ThenBy(t => t.PlaceId).Take(most).ExecuteDeleteAsync();
    }

    /// The place stays where others wrote below; its words go for good, of every version.
    static async Task<int> ForgetRemoved(Db db, DateTimeOffset before, int most)
    {
        if (await db.Removals.Where(r => r.EndedAt < before).OrderBy(r => r.PostId).Take(most).ExecuteDeleteAsync() is var ended and > 0) return ended;
        var posts = await db.Removals.Where(r => r.RemovedAt < before && r.EndedAt == null && db.Set<Post>().Any(p => p.Id == r.PostId && p.RemovedAt != null)).OrderBy(r => r.PostId).Select(r => r.PostId).Take(most).ToListAsync();
        if (posts.Count == 0) return 0;
        await db.Posts.Where(p => posts.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Source, "").SetProperty(p => p.Html, "").SetProperty(p => p.Excerpt, ""));
        await db.Topics.Where(t => posts.Contains(t.Id)).ExecuteUpdateAsync(s => s.SetProperty(t => t.Excerpt, "").SetProperty(t => t.Title, t => t.Sight != Sight.Shown ? "" : t.Title).SetProperty(t => t.Slug, t => t.Sight != Sight.Shown ? "" : t.Slug));
        await db.Revisions.Where(r => posts.Contains(r.PostId)).ExecuteDeleteAsync();
        await db.Set<FileUse>().Where(u => u.Kind == Pictures.Kind && posts.Contains(u.Subject)).ExecuteDeleteAsync();
        await db.Removals.Where(r => posts.Contains(r.PostId)).ExecuteDeleteAsync();
        return posts.Count;
    }
}
