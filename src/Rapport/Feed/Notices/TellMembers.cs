using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Reviews;

namespace Rapport.Feed.Notices;

/// Hears what is said and accepted, and leaves the telling to a job: a topic may have ten thousand followers.
public sealed class TellMembers : EffectReader
{
    public override string What => "Notices";
    public override IReadOnlyList<Type> Hears => [typeof(TopicStarted), typeof(ReplyPosted), typeof(CommentPosted), typeof(MemberMentioned), typeof(AnswerAccepted), typeof(AnswerMarked), typeof(OwnersAsked), typeof(CaseDecided), typeof(CaseReopened), typeof(Trust.PrivilegeChanged)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
        {
            if (WorkOf(told) is { } work) await db.Enqueue(work, $"tell:{told.Position}");
            else if (told.Event is CaseDecided) await db.Enqueue(new TellDecision(told.Subject.Id, told.Position), $"tell:{told.Position}");
            else if (told.Event is Trust.PrivilegeChanged { } privilege) await db.Enqueue(new TellStanding(told.Subject.Id, privilege.Grant, privilege.News), $"tell:{told.Position}");
            // What was taken back is not told any more.
            else if (told.Event is CaseReopened && told.Subject.Id is var id) await db.Notices.Where(n => n.CaseId == id).ExecuteDeleteAsync();
        }
    }

    static Tell? WorkOf(Recorded told) => told.Event switch
    {
        TopicStarted e => new(told.Position, Occasion.Said, e.Topic, told.Actor),
        ReplyPosted or CommentPosted => new(told.Position, Occasion.Said, told.Subject.Id, told.Actor),
        // Those named when the post was written are told with it; this is for who was named by an edit.
        MemberMentioned e => new(told.Position, Occasion.Said, told.Subject.Id, told.Actor, Only: e.Member),
        AnswerAccepted => new(told.Position, Occasion.Accepted, told.Subject.Id, told.Actor),
        OwnersAsked { Owners: > 0 } => new(told.Position, Occasion.Asked, told.Subject.Id, null),
        AnswerMarked { Official: true } => new(told.Position, Occasion.Official, told.Subject.Id, told.Actor),
        _ => null,
    };
}

/// Asks for members to be told of what happened to a post. Source and After say where a long list of followers goes on.
public sealed record Tell(long Position, Occasion Occasion, long Post, long? Actor, long? Only = null, int Source = -1, long After = 0);
