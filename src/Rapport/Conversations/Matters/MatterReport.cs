using Rapport.Governance;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Conversations.Matters;

/// What became of the questions and discussions about one matter, or about none of the four.
public sealed record MatterRow(Matter? Matter, int Published, int Hidden, int TakenBack, IReadOnlyList<Statistics.Wait> Waits) : Outcome(Published, Hidden, TakenBack, Waits);

/// Whether what is said about the brand, its service, advertisements and prices is published as much and as soon as everything else.
public sealed record MatterReport(DateTimeOffset? Since, int Waiting, IReadOnlyList<MatterRow> Rows) : OutcomeReport(Since, Waiting, Rows)
{
    static readonly IReadOnlyList<Matter?> All = [.. Enum.GetValues<Matter>(), null];

    public IResult Csv(Db db, HttpContext context) => Csv("matter", Rows.Select(r => r.Matter?.Code() ?? "none"), $"topics-by-matter-{db.Clock.GetUtcNow():yyyy-MM-dd}.csv", context);

    public static async Task<MatterReport> Of(Db db, DateTimeOffset? since)
    {
        // What was written elsewhere was not decided on here.
        var topics = db.Topics.Where(t => (t.Kind == TopicKind.Question || t.Kind == TopicKind.Discussion) && !db.Set<ForeignId>().Any(f => f.Kind == "topic" && f.Id == t.Id));
        if (since is { } from) topics = topics.Where(t => t.CreatedAt >= from);
        var (waiting, rows) = await Read(db, topics, All);
        return new(since, waiting, rows);
    }

    /// For everybody: of what was written where everybody reads it.
    public static async Task<IReadOnlyList<MatterRow>> Told(Db db) => (await Read(db, db.Topics.Where(t => t.Matter != null && t.Space.Audience == Members.Audience.Public), [.. All.OfType<Matter>().Select(m => (Matter?)m)])).Rows;

    static async Task<(int Waiting, IReadOnlyList<MatterRow> Rows)> Read(Db db, IQueryable<Topic> topics, IReadOnlyList<Matter?> matters)
    {
        var openings = topics.Join(db.Posts, t => t.Id, p => p.Id, (t, p) => new { t.Matter, Post = p });
        var fates = await openings.GroupBy(o => new { o.Matter, Held = o.Post.Sight == Sight.Held, Removed = o.Post.RemovedAt != null }).Select(g => new { g.Key.Matter, g.Key.Held, g.Key.Removed, Count = g.Count() }).ToListAsync();
        var hidden = (await openings.Where(o => o.Post.RemovedAt != null && o.Post.Source != "" && db.Set<Posts.Removal>().Any(r => r.PostId == o.Post.Id && r.EndedAt == null && r.RemovedBy != o.Post.AuthorId))
            .GroupBy(o => o.Matter).Select(g => new { g.Key, Count = g.Count() }).ToListAsync()).ToLookup(g => g.Key, g => g.Count);
        var held = await openings.Join(db.Held("post"), o => o.Post.Id, c => c.ThingId, (o, c) => new { o.Matter, Waits = o.Post.Sight == Sight.Held && o.Post.RemovedAt == null, c.OpenedAt, c.DecidedAt }).ToListAsync();
        var now = db.Clock.GetUtcNow();
        var waits = held.Where(h => h.DecidedAt is not null || h.Waits).ToLookup(h => h.Matter, h => new Statistics.Wait(((h.DecidedAt ?? now) - h.OpenedAt).TotalHours, h.DecidedAt is not null));
        int Many(Matter? of, bool removed) => fates.Where(f => f.Matter == of && f.Removed == removed && (removed || !f.Held)).Sum(f => f.Count);
        return (fates.Where(f => f.Held && !f.Removed).Sum(f => f.Count), [.. matters.Select(m => new MatterRow(m, Many(m, false), hidden[m].Sum(), Many(m, true) - hidden[m].Sum(), [.. waits[m]]))]);
    }
}
