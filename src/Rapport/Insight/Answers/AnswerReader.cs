using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Insight.Answers;

/// Follows questions to their first answers. What happened comes from the log, when it was said from the rows: what was imported
/// keeps its own times, and a rebuild comes to the same.
public sealed class AnswerReader : DerivedReader
{
    public override string What => "Measures";
    public override IReadOnlyList<Type> Hears => [typeof(TopicStarted), typeof(ReplyPosted), typeof(PostRemoved), typeof(PostHidden), typeof(PostHeld), typeof(PostRestored)];

    public override async Task Clear(Db db)
    {
        await db.Set<GivenAnswer>().ExecuteDeleteAsync();
        await db.Set<AskedQuestion>().ExecuteDeleteAsync();
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var told = events.Where(e => e.Event is TopicStarted { Kind: TopicKind.Question } or ReplyPosted or PostRemoved or PostHidden or PostHeld or PostRestored).ToList();
        if (told.Count == 0) return;
        var topics = told.Select(e => ((TopicEvent)e.Event).Topic).Distinct().ToList();
        var posts = told.Where(e => e.Event is not TopicStarted).Select(e => e.Subject.Id).Distinct().ToList();
        var (questions, answers) = (await Questions(db, topics), await Answers(db, topics, posts));
        foreach (var e in told)
            switch (e.Event)
            {
                case TopicStarted when questions.TryGetValue(e.Subject.Id, out var question): question.Gone = false; break;
                case ReplyPosted or PostRestored: Set(e.Subject.Id, gone: false); break;
                case PostRemoved or PostHidden or PostHeld: Set(e.Subject.Id, gone: true); break;
            }
        // What waits from its first moment was never asked or answered.
        var started = told.Where(e => e.Event is TopicStarted or ReplyPosted).Select(e => e.Subject.Id).ToHashSet();
        db.AddRange(questions.Values.Where(q => db.Entry(q).State == EntityState.Detached && started.Contains(q.TopicId)));
        db.AddRange(answers.Values.Where(a => db.Entry(a).State == EntityState.Detached && started.Contains(a.PostId)));
        await db.SaveChangesAsync();
        await First(db, topics);

        void Set(long id, bool gone)
        {
            if (questions.TryGetValue(id, out var question)) question.Gone = gone;
            if (answers.TryGetValue(id, out var answer)) answer.Gone = gone;
        }
    }

    /// Those known and those that may become known, with the times of the rows as they are now. What the brand's own people ask waits for nobody.
    static async Task<Dictionary<long, AskedQuestion>> Questions(Db db, List<long> topics)
    {
        var known = await db.Set<AskedQuestion>().AsTracking().Where(q => topics.Contains(q.TopicId)).ToDictionaryAsync(q => q.TopicId);
        foreach (var topic in await db.Topics.AsNoTracking().Where(t => topics.Contains(t.Id) && t.Kind == TopicKind.Question && !t.ByEmployee).Select(t => new { t.Id, t.CreatedAt }).ToListAsync())
            if (known.TryGetValue(topic.Id, out var question)) question.AskedAt = topic.CreatedAt;
            else known[topic.Id] = new AskedQuestion { TopicId = topic.Id, AskedAt = topic.CreatedAt };
        return known;
    }

    /// The same for replies by others than the asker; who that was stands in the log for ever, in the rows only until they leave.
    static async Task<Dictionary<long, GivenAnswer>> Answers(Db db, List<long> topics, List<long> posts)
    {
        var authors = await Authors(db, "topic", topics, e => ((TopicStarted)e).Author, nameof(TopicStarted));
        var said = await Authors(db, "post", posts, e => ((ReplyPosted)e).Author, nameof(ReplyPosted));
        var known = await db.Set<GivenAnswer>().AsTracking().Where(a => posts.Contains(a.PostId)).ToDictionaryAsync(a => a.PostId);
        var found = await db.Posts.AsNoTracking().Where(p => posts.Contains(p.Id) && p.Kind == PostKind.Reply && p.Topic.Kind == TopicKind.Question && !p.Topic.ByEmployee)
            .Select(p => new { p.Id, p.TopicId, p.CreatedAt, p.ByEmployee }).ToListAsync();
        foreach (var reply in found)
            if (known.TryGetValue(reply.Id, out var answer)) answer.At = reply.CreatedAt;
            else if (said.TryGetValue(reply.Id, out var author) && (author is null || author != authors.GetValueOrDefault(reply.TopicId)))
                known[reply.Id] = new GivenAnswer { PostId = reply.Id, TopicId = reply.TopicId, At = reply.CreatedAt, ByEmployee = reply.ByEmployee };
        return known;
    }

    static async Task<Dictionary<long, long?>> Authors(Db db, string kind, List<long> ids, Func<Event, long?> author, string type) =>
        (await db.Set<EventRow>().AsNoTracking().Where(e => e.SubjectKind == kind && ids.Contains(e.SubjectId) && e.Type == type && e.Position != null).ToListAsync())
            .DistinctBy(e => e.SubjectId).ToDictionary(e => e.SubjectId, e => author(e.Read().Event));

    static Task First(Db db, List<long> topics) =>
        db.Set<AskedQuestion>().Where(q => topics.Contains(q.TopicId)).ExecuteUpdateAsync(s => s
            .SetProperty(q => q.PeerAt, q => db.Set<GivenAnswer>().Where(a => a.TopicId == q.TopicId && !a.Gone && !a.ByEmployee).Min(a => (DateTimeOffset?)a.At))
            .SetProperty(q => q.StaffAt, q => db.Set<GivenAnswer>().Where(a => a.TopicId == q.TopicId && !a.Gone && a.ByEmployee).Min(a => (DateTimeOffset?)a.At)));
}
