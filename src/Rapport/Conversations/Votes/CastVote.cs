using Rapport.Conversations.Posts;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Votes;

/// POST /posts/{id}/vote with value 1, -1, or 0 to take it back.
public static class CastVote
{
    public static async Task<IResult> Handle(long id, Sent sent, HttpContext context, Db db, Me me)
    {
        if (me.IsAnonymous) throw new SignInNeeded();
        var value = (int)Math.Clamp(sent.Number("value") ?? throw new Refused("A vote is up, down or taken back."), -2, 2);
        var (post, before) = await Vote(id, value, db, me);
        if (!context.Request.Headers.ContainsKey("Rapport-Swap")) return Go.To(post.Path);
        return Page.Of<VoteBox>(new { Id = id, Score = post.Score + value - before, Mine = (short)value, Down = Post.TakesDown(post.Topic.Kind, post.Kind) });
    }

    public static async Task<(Post Post, int Before)> Vote(long id, int value, Db db, Me me)
    {
        try { return await Cast(id, value, db, me, db.Clock.GetUtcNow()); }
        catch (DbUpdateException problem) when (problem is not DbUpdateConcurrencyException && db.ChangeTracker.Entries<Vote>().Any(v => v.State == EntityState.Added))
        {
            // The same member voted from two windows at once: the second one now changes the first one's vote.
            db.Forget();
            return await Cast(id, value, db, me, db.Clock.GetUtcNow());
        }
    }

    static async Task<(Post, int)> Cast(long id, int value, Db db, Me me, DateTimeOffset now)
    {
        var member = me.Member;
        var post = await db.Posts.VisibleTo(me).Find(id);
        post.RefuseVote(post.Topic, member, value);
        await db.RefuseVoteBetween(member, post, value);
        var memberId = member.Id;
        var vote = await db.Votes.FirstOrDefaultAsync(v => v.PostId == id && v.MemberId == memberId);
        int before = vote?.Value ?? 0;
        if (before == value) return (post, before);
        if (vote is null) db.Add(new Vote(id, memberId, (short)value, now));
        else if (value == 0) db.Remove(vote);
        else vote.Change((short)value, now);
        db.CountVote(post, value - before);
        await db.Save(new VoteCast(post.Topic, post, value, before, await Where.Of(db, post.Topic)));
        return (post, before);
    }
}
