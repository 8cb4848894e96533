using Rapport.Conversations.People;
using Rapport.Conversations.Topics;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// Something a member said, as a line of a list.
public sealed record SaidJson(long Id, PostKind Kind, string Excerpt, int Score, bool Accepted, long Topic, string TopicTitle, DateTimeOffset At, string Url)
{
    public static SaidJson Example => new(1043, PostKind.Reply, "Turn the lid to the left.", 4, true, 1040, "How do I stop the drip?", new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), "/posts/1043");
}

static class TheSaid
{
    public static async Task<Paged<SaidJson>> List(long id, [AsParameters] Paging paging, Db db, Me me, MemberPosts posts)
    {
        if (!await db.Members.VisibleTo(me).AnyAsync(m => m.Id == id)) throw new NotFound();
        var rows = await posts.Latest(id, paging.AfterMoment, paging.Take);
        return paging.Of(rows, r => Paging.Moment(r.At, r.Id), r => new SaidJson(r.Id, r.Kind, r.Excerpt, r.Score, r.Accepted, r.TopicId, r.Title, r.At, r.Path));
    }
}
