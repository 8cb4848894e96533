using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Members;

namespace Rapport.Conversations;

/// What is done to a topic as a whole.
public sealed partial class Topic
{
    /// The asker or a moderator says which answer helped; an earlier choice gives way.
    public void Accept(Post answer, Post? before, Member by, DateTimeOffset now)
    {
        if (!IsQuestion) throw new Refused("Only questions have an accepted answer.");
        if (by.Id != AuthorId && !IsModerator(by)) throw new Refused("Only whoever asked can accept an answer.");
        if (answer.TopicId != Id || answer.Kind != PostKind.Reply || answer.IsRemoved) throw new Refused("This cannot be accepted as an answer.");
        before?.BeAccepted(false);
        answer.BeAccepted(true);
        (AcceptedId, AcceptedAt, AcceptedBy) = (answer.Id, now, by.Id);
    }

    public void Unaccept(Post answer, Member by)
    {
        if (by.Id != AuthorId && !IsModerator(by)) throw new Refused("Only whoever asked can take back an accepted answer.");
        if (AcceptedId != answer.Id) throw new Refused("This answer is not the accepted one.");
        Unsolve(answer);
    }

    internal void Unsolve(Post answer)
    {
        answer.BeAccepted(false);
        (AcceptedId, AcceptedAt, AcceptedBy) = (null, null, null);
    }

    /// What was accepted before it went out of sight is accepted again.
    internal void Resolve(Post answer, DateTimeOffset at, long? by)
    {
        answer.BeAccepted(true);
        (AcceptedId, AcceptedAt, AcceptedBy) = (answer.Id, at, by);
    }

    /// As an import found it: the accepted answer and when it was accepted.
    public void Solved(Post answer, DateTimeOffset at)
    {
        answer.BeAccepted(true);
        (AcceptedId, AcceptedAt) = (answer.Id, at);
    }

    public TopicClosure Close(long id, Member by, string? reason, DateTimeOffset now)
    {
        RefuseUnlessModerator(by);
        if (IsClosed) throw new Refused("This topic is closed already.");
        ClosureId = id;
        return new TopicClosure(id, Id, by.Id, Kernel.Content.Characters.Line(reason ?? ""), now);
    }

    public void Reopen(TopicClosure closure, Member by, DateTimeOffset now)
    {
        RefuseUnlessModerator(by);
        if (ClosureId != closure.Id) throw new Refused("This topic is open already.");
        closure.End(by.Id, now);
        ClosureId = null;
    }

    public TopicPin Pin(long id, Member by, DateTimeOffset now)
    {
        RefuseUnlessModerator(by);
        if (PinId is not null) throw new Refused("This topic is pinned already.");
        if (Kind == TopicKind.Review) throw new Refused("Reviews are not pinned: readers choose their order.");
        PinId = id;
        return new TopicPin(id, Id, by.Id, now);
    }

    public void Unpin(TopicPin pin, Member by, DateTimeOffset now)
    {
        RefuseUnlessModerator(by);
        if (PinId != pin.Id) throw new Refused("This topic is not pinned.");
        pin.End(by.Id, now);
        PinId = null;
    }

    public void SlowDown(int seconds, DateTimeOffset? until, Member by, DateTimeOffset now)
    {
        RefuseUnlessModerator(by);
        (Slow, SlowUntil) = Slowness.Of(seconds, until, now);
    }

    public TopicMove Move(long id, Space to, Member by, DateTimeOffset now)
    {
        RefuseUnlessModerator(by);
        if (to.Id == SpaceId) throw new Refused("The topic is in this space already.");
        if (to.Purpose != Space.Purpose) throw new Refused("Reviews stay together, and nothing else stands among them.") { Field = "space" };
        to.RefuseIfArchived();
        var move = new TopicMove(id, Id, SpaceId, to.Id, by.Id, now);
        (SpaceId, Space) = (to.Id, to);
        return move;
    }

    static bool IsModerator(Member by) => by.Role is Role.Moderator or Role.Administrator;

    internal static void RefuseUnlessModerator(Member by)
    {
        if (!IsModerator(by)) throw new Refused("Only moderators can do this.");
    }
}
