using Rapport.Conversations;
using Rapport.Conversations.Posts;
using Rapport.Governance;
using Rapport.Kernel.Content;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// Somebody who can be mailed: name@example.test, shown to be theirs.
    public Task<Member> Mailed(string name, string language = "en", bool confirmed = true) => world.Query(async db =>
    {
        var now = db.Clock.GetUtcNow();
        var number = Fresh();
        var member = new Member(db.NewId(), name, $"{name.ToLowerInvariant()}{number}", now);
        member.UseAddress(EmailAddress.Of($"{name.ToLowerInvariant()}{number}@example.test"));
        if (confirmed) member.Confirm(now);
        db.Add(member);
        if (confirmed) db.Add(new Vouch(member.Id, null, member.JoinedAt));
        db.Entry(member).Property(m => m.Language).CurrentValue = language;
        await db.Save();
        return member;
    });

    public Task Following(Member member, string kind, long subject) => world.Act(async db =>
    {
        db.Add(new Follow(member.Id, kind, subject, db.Clock.GetUtcNow()));
        await db.Save();
    });

    /// A reply as the product stores it: those it names are told with it.
    public Task<Post> Said(Topic to, Member by, string body, params Member[] named) => world.Query(async db =>
    {
        var now = db.Clock.GetUtcNow();
        var topic = await db.Topics.Include(t => t.Space).FirstAsync(t => t.Id == to.Id);
        var reply = topic.Reply(db.NewId(), by, Content.Markdown(body), now);
        db.Add(reply);
        db.AddRange(named.Select(m => new Mention(reply.Id, m.Id, now)));
        db.CountReply(topic.Id, 1, now);
        db.Acting.Actor = by.Id;
        await db.Save([new ReplyPosted(topic, reply, await Where.Of(db, topic)), .. named.Select(m => new MemberMentioned(reply, m.Id))]);
        return reply;
    });

    public Task Accepted(Post answer, Member by) => world.Act(async db =>
    {
        var post = await db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstAsync(p => p.Id == answer.Id);
        post.Topic.Accept(post, null, by, db.Clock.GetUtcNow());
        db.Acting.Actor = by.Id;
        await db.Save(new AnswerAccepted(post.Topic, post, null, await Where.Of(db, post.Topic)));
    });

    public Task Removed(Post post, Member by) => world.Act(async db =>
    {
        var found = await db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstAsync(p => p.Id == post.Id);
        db.Add(found.Remove(by, null, db.Clock.GetUtcNow()));
        db.Acting.Actor = by.Id;
        await db.Save(new PostRemoved(found.Topic, found, await Where.Of(db, found.Topic)));
    });

    /// A product with nothing special about it.
    public Task<long> Kettle() => world.Query(async db =>
    {
        var product = new Rapport.Catalog.Product(db.NewId(), $"KETTLE-{Fresh()}", "A kettle", "a-kettle");
        db.Add(product);
        await db.Save(new Rapport.Catalog.ProductAdded(product));
        return product.Id;
    });
}
