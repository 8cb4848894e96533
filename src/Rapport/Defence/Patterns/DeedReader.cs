using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Defence.Patterns;

/// Notes who praised whom, and what happened in the last days. Who has left is noted no more, also when the log is read again from its beginning.
public sealed class DeedReader(TimeProvider clock) : DerivedReader
{
    /// How long deeds are kept.
    public const int Days = 14;

    public override string What => "Signals";
    public override IReadOnlyList<Type> Hears => [typeof(VoteCast), typeof(TopicStarted), typeof(ReplyPosted), typeof(CommentPosted), typeof(MemberJoined), typeof(AnswerAccepted), typeof(AnswerUnaccepted)];

    public override async Task Clear(Db db)
    {
        await db.Deeds.ExecuteDeleteAsync();
        await db.Praises.ExecuteDeleteAsync();
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var since = clock.GetUtcNow().AddDays(-Days);
        // What the demo brings in at once happened over two years; what its members do, they do at their own times.
        var deeds = events.Where(e => e.At > since && (e.Cause == Cause.Live || e is { Cause: Cause.Demo, Actor: not null })).Select(Of).OfType<Deed>().ToList();
        var praise = events.Select(Praised).OfType<(long From, long To, int Count)>().GroupBy(p => (p.From, p.To)).Select(g => (g.Key.From, g.Key.To, Count: g.Sum(p => p.Count))).Where(p => p.Count != 0 && p.From != p.To).ToList();
        if (deeds.Count + praise.Count == 0) return;
        var named = deeds.Select(d => d.ActorId).Concat(praise.SelectMany(p => new[] { p.From, p.To })).Distinct().ToList();
        var here = await db.Members.Where(m => named.Contains(m.Id) && m.LeftAt == null).Select(m => m.Id).ToHashSetAsync();
        db.AddRange(deeds.Where(d => here.Contains(d.ActorId)));
        await Count(db, [.. praise.Where(p => here.Contains(p.From) && here.Contains(p.To))]);
        await db.SaveChangesAsync();
    }

    static async Task Count(Db db, List<(long From, long To, int Count)> praise)
    {
        var (from, to) = (praise.Select(p => p.From).Distinct().ToList(), praise.Select(p => p.To).Distinct().ToList());
        var known = await db.Praises.AsTracking().Where(p => from.Contains(p.FromMemberId) && to.Contains(p.ToMemberId)).ToDictionaryAsync(p => (p.FromMemberId, p.ToMemberId));
        foreach (var (giver, taker, count) in praise)
        {
            if (!known.TryGetValue((giver, taker), out var row)) db.Add(known[(giver, taker)] = row = new(giver, taker));
            row.Count = Math.Max(0, row.Count + count);
        }
    }

    static Deed? Of(Recorded told) => told.Event switch
    {
        VoteCast { Value: not 0 } vote when told.Actor is { } voter => new(told.Position, DeedKind.Vote, told.At, voter, vote.Author, told.Subject.Id, vote.Topic, null),
        TopicStarted { Kind: TopicKind.Review, Author: { } author } review => new(told.Position, DeedKind.Review, told.At, author, null, told.Subject.Id, review.Topic, review.Where.Products is [var product, ..] ? product : null),
        TopicStarted { Author: { } author } topic => new(told.Position, DeedKind.Post, told.At, author, null, told.Subject.Id, topic.Topic, null),
        ReplyPosted { Author: { } author } reply => new(told.Position, DeedKind.Post, told.At, author, null, told.Subject.Id, reply.Topic, null),
        CommentPosted { Author: { } author } comment => new(told.Position, DeedKind.Post, told.At, author, null, told.Subject.Id, comment.Topic, null),
        MemberJoined => new(told.Position, DeedKind.Join, told.At, told.Subject.Id, null, null, null, null),
        _ => null,
    };

    /// A vote up that came or went, an answer accepted or no longer.
    static (long, long, int)? Praised(Recorded told) => told.Actor is not { } giver ? null : told.Event switch
    {
        VoteCast { Author: { } author } vote => (giver, author, (vote.Value > 0 ? 1 : 0) - (vote.Before > 0 ? 1 : 0)),
        AnswerAccepted { Author: { } author } => (giver, author, 1),
        AnswerUnaccepted { Author: { } author } => (giver, author, -1),
        _ => null,
    };
}
