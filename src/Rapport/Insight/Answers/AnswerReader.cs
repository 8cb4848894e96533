using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Insight.Answers;

/// Follows questions to their first answers. What happened comes from the log, when it was said from the rows: what was imported
/// keeps its own times, and a rebuild comes to the same.
public sealed class AnswerReader : DerivedReader
{
    public override async Task Clear(Db db)
    {
        await db.Set<GivenAnswer>().ExecuteDeleteAsync();
        await db.Set<AskedQuestion>().ExecuteDeleteAsync();
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        await Asked(db, [.. events.Where(e => e.Event is TopicStarted { Kind: TopicKind.Question }).Select(e => e.Subject.Id)]);
        var touched = await Answered(db, [.. events.Where(e => e.Event is ReplyPosted)]);
        touched.UnionWith(await Removed(db, [.. events.Where(e => e.Event is PostRemoved)]));
        await db.SaveChangesAsync();
        if (touched.Count > 0) await First(db, touched);
    }

    /// What the brand's own people ask waits for nobody.
    static async Task Asked(Db db, List<long> topics)
    {
        if (topics.Count == 0) return;
        var found = await db.Topics.AsNoTracking().Where(t => topics.Contains(t.Id) && !t.ByEmployee).Select(t => new AskedQuestion { TopicId = t.Id, AskedAt = t.CreatedAt }).ToListAsync();
        db.AddRange(found);
        await db.SaveChangesAsync();
    }

    static async Task<HashSet<long>> Answered(Db db, List<Recorded> replies)
    {
        var topics = replies.Select(r => ((ReplyPosted)r.Event).Topic).Distinct().ToList();
        if (topics.Count == 0) return [];
        var questions = (await db.Set<AskedQuestion>().AsNoTracking().Where(q => topics.Contains(q.TopicId)).Select(q => q.TopicId).ToListAsync()).ToHashSet();
        var askers = (await db.Set<EventRow>().AsNoTracking().Where(e => e.SubjectKind == "topic" && topics.Contains(e.SubjectId) && e.Type == nameof(TopicStarted)).ToListAsync())
            .DistinctBy(e => e.SubjectId).ToDictionary(e => e.SubjectId, e => ((TopicStarted)e.Read().Event).Author);
        var foreign = replies.Where(r => r.Event is ReplyPosted reply && questions.Contains(reply.Topic) && (reply.Author is null || reply.Author != askers.GetValueOrDefault(reply.Topic))).Select(r => r.Subject.Id).ToList();
        var found = await db.Posts.AsNoTracking().Where(p => foreign.Contains(p.Id)).Select(p => new GivenAnswer { PostId = p.Id, TopicId = p.TopicId, At = p.CreatedAt, ByEmployee = p.ByEmployee }).ToListAsync();
        db.AddRange(found);
        await db.SaveChangesAsync();
        return [.. found.Select(a => a.TopicId)];
    }

    static async Task<IEnumerable<long>> Removed(Db db, List<Recorded> removals)
    {
        if (removals.Count == 0) return [];
        var ids = removals.Select(r => r.Subject.Id).ToList();
        await db.Set<AskedQuestion>().Where(q => ids.Contains(q.TopicId)).ExecuteUpdateAsync(s => s.SetProperty(q => q.Gone, true));
        await db.Set<GivenAnswer>().Where(a => ids.Contains(a.PostId)).ExecuteUpdateAsync(s => s.SetProperty(a => a.Gone, true));
        return removals.Select(r => ((PostRemoved)r.Event).Topic);
    }

    static Task First(Db db, HashSet<long> topics)
    {
        var some = topics.ToList();
        return db.Set<AskedQuestion>().Where(q => some.Contains(q.TopicId)).ExecuteUpdateAsync(s => s
            .SetProperty(q => q.PeerAt, q => db.Set<GivenAnswer>().Where(a => a.TopicId == q.TopicId && !a.Gone && !a.ByEmployee).Min(a => (DateTimeOffset?)a.At))
            .SetProperty(q => q.StaffAt, q => db.Set<GivenAnswer>().Where(a => a.TopicId == q.TopicId && !a.Gone && a.ByEmployee).Min(a => (DateTimeOffset?)a.At)));
    }
}
