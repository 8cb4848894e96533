using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Search.Index;

namespace Rapport.Search.Documents;

/// Which documents a batch of events changed. Events name ids only; the words are read from what is stored now.
sealed class Changes(IReadOnlyList<Recorded> events)
{
    readonly HashSet<long> comments = [], topics = [], leavers = [], posts = [];

    public HashSet<long> Products { get; } = [];
    public HashSet<long> Members { get; } = [];
    public HashSet<long> Spaces { get; } = [];

    /// The posts whose documents are to be written again.
    public async Task<IReadOnlyCollection<long>> Posts(Db db, SearchIndex index)
    {
        foreach (var told in events) Hear(told.Event, told.Subject.Id);
        foreach (var leaver in leavers) posts.UnionWith(index.WrittenBy(leaver));
        await Taken(db);
        foreach (var chunk in comments.Chunk(500)) posts.UnionWith(await db.Posts.Where(p => chunk.Contains(p.Id) && p.ParentId != null).Select(p => p.ParentId!.Value).ToListAsync());
        foreach (var chunk in topics.Chunk(500)) posts.UnionWith(await db.Posts.Where(p => chunk.Contains(p.TopicId) && p.Kind != PostKind.Comment).Select(p => p.Id).ToListAsync());
        return posts;
    }

    /// Whoever left with their words took them from others' documents as well: comments below them, titles above them. The rows name nobody any more, but tell when.
    async Task Taken(Db db)
    {
        foreach (var left in events.Where(e => e.Event is MemberLeft { Choice: LeavingChoice.RemoveWords }))
        {
            var (from, to) = (left.At.AddMinutes(-1), left.At.AddMinutes(1));
            foreach (var gone in await db.Posts.AsNoTracking().Where(p => p.RemovedAt >= from && p.RemovedAt <= to && p.AuthorId == null && p.Kind != PostKind.Reply).Select(p => new { p.TopicId, p.ParentId }).ToListAsync())
                if (gone.ParentId is { } below) posts.Add(below);
                else topics.Add(gone.TopicId);
        }
    }

    void Hear(Event told, long subject) => _ = told switch
    {
        PriceChanged => true,
        ProductEvent => Products.Add(subject),
        MemberLeft => Members.Add(subject) & leavers.Add(subject),
        MemberJoined or ProfileChanged or SuspensionChanged or RoleChanged => Members.Add(subject),
        SpaceChanged => Spaces.Add(subject),
        TopicEvent of => Hear(of, subject),
        ReviewChanged => posts.Add(subject),
        _ => true,
    };

    bool Hear(TopicEvent told, long subject) => told switch
    {
        TopicStarted => posts.Add(told.Topic),
        ReplyPosted => posts.Add(subject),
        CommentPosted below => posts.Add(below.Below),
        PostEdited { Kind: PostKind.Comment } or PostRemoved { Kind: PostKind.Comment } or PostHidden { Kind: PostKind.Comment } or PostRestored { Kind: PostKind.Comment } or PostHeld { Kind: PostKind.Comment } => comments.Add(subject),
        PostEdited => posts.Add(subject),
        VoteCast { Kind: PostKind.Comment } or TopicClosed or TopicReopened or TopicPinned or AnswerMarked => true,
        VoteCast => posts.Add(subject),
        // Solved, moved, tagged, removed: its replies carry that as well. So may what is told one day by an event of another kind.
        _ => topics.Add(told.Topic),
    };
}
