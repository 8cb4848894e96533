using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Trust;

namespace Rapport.Conversations.Votes;

/// Votes and accepted answers as evidence of whom people trust in a space.
sealed class PraiseInTopics : EvidenceSource
{
    public override IReadOnlyList<Type> Hears => [typeof(VoteCast), typeof(VotesBrought), typeof(AnswerAccepted), typeof(AnswerUnaccepted), typeof(TopicStarted), typeof(ReplyPosted), typeof(CommentPosted), typeof(PostHidden), typeof(PostRemoved), typeof(PostHeld), typeof(PostRestored), typeof(TopicMoved)];

    public override async Task<IReadOnlyList<Evidence>> Read(Db db, IReadOnlyList<Recorded> events)
    {
        var askers = await Askers(db, events);
        var brought = await Brought(db, events);
        return [.. events.SelectMany(e => e.Event is VotesBrought b ? brought.Where(v => b.Posts.Contains(v.PostId) && v.At <= e.At).Select(v => (Evidence)new Praised(e.Position, v.At, KindOf(v.Value), v.PostId, v.TopicId, v.Space, v.Member, v.Author)) : Of(e, askers))];
    }

    sealed record CastElsewhere(long PostId, long TopicId, long Space, long Member, long Author, int Value, DateTimeOffset At);

    /// What was cast here later is told by an event of its own.
    static async Task<List<CastElsewhere>> Brought(Db db, IReadOnlyList<Recorded> events)
    {
        var posts = events.Select(e => e.Event).OfType<VotesBrought>().SelectMany(e => e.Posts).Distinct().ToList();
        if (posts.Count == 0) return [];
        return await (from v in db.Votes.AsNoTracking().Where(v => posts.Contains(v.PostId))
                      join p in db.Posts on v.PostId equals p.Id
                      where p.AuthorId != null
                      orderby v.At, v.PostId, v.MemberId
                      select new CastElsewhere(v.PostId, p.TopicId, p.Topic.SpaceId, v.MemberId, p.AuthorId!.Value, v.Value, v.At)).ToListAsync();
    }

    static IEnumerable<Evidence> Of(Recorded told, Dictionary<long, long?> askers)
    {
        var (position, at, id) = (told.Position, told.At, told.Subject.Id);
        switch (told.Event)
        {
            case VoteCast vote:
                if (vote.Before != 0) yield return new PraiseTakenBack(position, at, KindOf(vote.Before), id, told.Actor);
                if (vote.Value != 0 && vote.Author is { } writer) yield return new Praised(position, at, KindOf(vote.Value), id, vote.Topic, vote.Where.Space, told.Actor, writer);
                break;
            case AnswerAccepted accepted:
                if (accepted.Before is { } before) yield return new PraiseTakenBack(position, at, PraiseKind.Accepted, before, null);
                if (accepted.Author is { } helper) yield return new Praised(position, accepted.On ?? at, PraiseKind.Accepted, id, accepted.Topic, accepted.Where.Space, told.Actor ?? askers.GetValueOrDefault(accepted.Topic), helper);
                break;
            case AnswerUnaccepted: yield return new PraiseTakenBack(position, at, PraiseKind.Accepted, id, null); break;
            case PostHidden hidden: yield return new OutOfSight(position, at, id, hidden.Topic, hidden.Where.Space, hidden.Author, ByModerator: true); break;
            case PostRemoved removed: yield return new OutOfSight(position, at, id, removed.Topic, removed.Where.Space, removed.Author, ByModerator: false); break;
            case PostHeld held: yield return new OutOfSight(position, at, id, held.Topic, held.Where.Space, held.Author, ByModerator: false); break;
            case PostRestored or TopicStarted or ReplyPosted or CommentPosted: yield return new BackInSight(position, at, id); break;
            case TopicMoved moved: yield return new AreaChanged(position, at, moved.Topic, moved.Where.Space); break;
        }
    }

    static PraiseKind KindOf(int vote) => vote > 0 ? PraiseKind.Helpful : PraiseKind.Unhelpful;

    /// An import knows which answer was accepted, and that the asker did.
    static async Task<Dictionary<long, long?>> Askers(Db db, IReadOnlyList<Recorded> events)
    {
        var topics = events.Where(e => e is { Event: AnswerAccepted, Actor: null }).Select(e => ((AnswerAccepted)e.Event).Topic).Distinct().ToList();
        return topics.Count == 0 ? [] : await db.Topics.Where(t => topics.Contains(t.Id)).Select(t => new { t.Id, t.AuthorId }).ToDictionaryAsync(t => t.Id, t => t.AuthorId);
    }
}
