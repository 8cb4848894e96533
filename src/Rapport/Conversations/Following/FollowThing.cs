using Rapport.Conversations.Posts;
using Rapport.Conversations.Tags;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Following;

/// POST /following: follows a topic, tag, space, product or member, or stops.
public static class FollowThing
{
    public static async Task<IResult> Handle(Sent sent, HttpContext context, Db db, Me me)
    {
        var (kind, id, on) = (sent["kind"] ?? "", sent.Number("id") ?? 0, sent["on"] == "true");
        var path = await Follow(kind, id, on, db, me);
        return context.Request.Headers.ContainsKey("Rapport-Swap") ? Page.Of<FollowButton>(new { Kind = kind, Id = id, On = on }) : Go.To(Sender.Of(context) ?? path);
    }

    /// Leads to what is followed.
    public static async Task<string> Follow(string kind, long id, bool on, Db db, Me me)
    {
        var member = me.Member.Id;
        var (subject, path) = await Find(kind, id, db, me);
        var follow = await db.Follows.FirstOrDefaultAsync(f => f.MemberId == member && f.Kind == kind && f.SubjectId == id);
        if (on && follow is null)
        {
            if (subject is Member other) await db.RefuseFollowBetween(me.Member, other);
            db.Add(new Follow(member, kind, id, db.Clock.GetUtcNow()));
            await db.Save(new Followed(subject, member));
        }
        else if (!on && follow is not null)
        {
            db.Remove(follow);
            await db.Save(new Unfollowed(subject, member));
        }
        return path;
    }

    static async Task<(Entity, string)> Find(string kind, long id, Db db, Me me)
    {
        switch (kind)
        {
            case Conversations.Follow.Topic: var topic = await db.Topics.VisibleTo(me).Find(id); return (topic, topic.Path);
            case Conversations.Follow.Space: var space = await db.Spaces.VisibleTo(me).FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound(); return (space, space.Path);
            case Conversations.Follow.Tag: var tag = await db.TagsVisibleTo(me).FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound(); return (tag, tag.Path);
            case Conversations.Follow.Product: var product = await db.Set<Catalog.Product>().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound(); return (product, $"/products/{product.Id}/{product.Slug}");
            case Conversations.Follow.Member: var other = await db.Members.VisibleTo(me).FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound(); return (other, $"/members/{id}");
            default: throw new NotFound();
        }
    }
}
