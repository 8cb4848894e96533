using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// A space that nobody else uses; guests make it one for invited members.
    public Task<Space> Space(string? audience = null, params Member[] guests) => world.Query(async db =>
    {
        var now = db.Clock.GetUtcNow();
        var id = db.NewId();
        var space = new Space(id, $"space-{Fresh()}", $"Space {Fresh()}", "For tests", audience ?? (guests.Length > 0 ? Rapport.Conversations.Space.InvitedTo(id) : Audience.Public), "en", now);
        db.Add(space);
        db.AddRange(guests.Select(g => new SpaceGuest(id, g.Id, g.Id, now)));
        await db.Save(new SpaceChanged(space));
        return space;
    });

    public Task<Topic> Topic(Member by, TopicKind kind = TopicKind.Question, bool closed = false, string? title = null, string body = "It drips since Tuesday.", Space? space = null, string[]? tags = null, long? product = null, Matter? matter = null) => world.Query(async db =>
    {
        var now = db.Clock.GetUtcNow();
        space ??= await Space();
        db.Attach(space);
        var topic = Rapport.Conversations.Topic.Start(db.NewId(), kind, space, by, title ?? $"How do I stop the drip, number {Fresh()}?", now);
        topic.Concern(matter);
        db.Add(topic);
        db.Add(topic.Open(Content.Markdown(body, topic.Language)));
        var tagged = (tags ?? []).Select(t => new Tag(db.NewId(), t)).ToList();
        foreach (var tag in tagged) { tag.First(); db.Add(tag); db.Add(new TopicTag(topic.Id, tag.Id)); }
        if (product is { } about) db.Add(new TopicProduct(topic.Id, about));
        db.CountTopic(space.Id, 1);
        if (closed) db.Add(topic.Close(db.NewId(), world.Cast.Mona, "Said enough", now));
        await db.Save(new TopicStarted(topic, new(space.Id, [.. tagged.Select(t => t.Id)], product is { } p ? [p] : [])));
        return topic;
    });

    public Task<Post> Reply(Topic to, Member by, string body = "Turn the lid to the left.") => world.Query(async db =>
    {
        var now = db.Clock.GetUtcNow();
        var topic = await db.Topics.Include(t => t.Space).FirstAsync(t => t.Id == to.Id);
        var reply = topic.Reply(db.NewId(), by, Content.Markdown(body), now);
        db.Add(reply);
        db.CountReply(topic.Id, 1, now);
        await db.Save(new ReplyPosted(topic, reply, await Where.Of(db, topic)));
        return reply;
    });

    public Task<Post> Comment(Post below, Member by, string body = "Is that the new lid?") => world.Query(async db =>
    {
        var now = db.Clock.GetUtcNow();
        var post = await db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstAsync(p => p.Id == below.Id);
        var comment = post.Topic.Comment(db.NewId(), post, by, Content.Markdown(body), now);
        db.Add(comment);
        db.CountComment(post.Id, post.TopicId, 1, now);
        await db.Save(new CommentPosted(post.Topic, comment, await Where.Of(db, post.Topic)));
        return comment;
    });
}
