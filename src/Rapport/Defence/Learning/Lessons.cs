using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Defence.Learning;

/// What there is to learn from: words on which a moderator decided, and words that everybody could see for long and nobody minded.
sealed record Lessons(IReadOnlyList<Example> Examples, int Decisions, int Spam)
{
    const int MostDecided = 5_000, MostSeen = 5_000, LongSeen = 14;

    /// From the words that are still here: what was erased is learned from no more.
    public static async Task<Lessons> Read(Db db)
    {
        var decided = await Decided(db);
        var ids = decided.Keys.ToList();
        var words = await db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id) && p.Source != "").Select(p => new { p.Id, Title = p.Kind == PostKind.Opening ? p.Topic.Title : "", p.Source }).ToListAsync();
        var before = db.Clock.GetUtcNow().AddDays(-LongSeen);
        var seen = await db.Posts.AsNoTracking().Where(p => p.Sight == Sight.Shown && p.RemovedAt == null && p.CreatedAt < before && p.Source != "").OrderByDescending(p => p.Id).Take(MostSeen)
            .Select(p => new { p.Id, Title = p.Kind == PostKind.Opening ? p.Topic.Title : "", p.Source }).ToListAsync();
        var examples = words.Select(w => new Example(Text(w.Title, w.Source), decided[w.Id])).ToList();
        var spam = examples.Count(e => e.Spam);
        var count = examples.Count;
        examples.AddRange(seen.Where(s => !decided.ContainsKey(s.Id)).Select(s => new Example(Text(s.Title, s.Source), Spam: false)));
        return new(examples, count, spam);
    }

    public static string Text(string title, string source) => title.Length == 0 ? source : $"{title}\n{source}";

    /// The last word on each post: hidden as spam, or left and published. What was hidden for another reason teaches neither; an appeal that failed changes nothing.
    static async Task<Dictionary<long, bool>> Decided(Db db)
    {
        var cases = await db.Cases.AsNoTracking().Where(c => c.Kind == "post" && c.DecidedAt != null && !(c.Verdict == Verdict.Keep && (c.Wait == Governance.Wait.Appeal || c.Wait == Governance.Wait.Changed)))
            .OrderByDescending(c => c.DecidedAt).ThenByDescending(c => c.Id).Take(2 * MostDecided).Select(c => new { c.ThingId, c.Verdict, c.Ground }).ToListAsync();
        return cases.DistinctBy(c => c.ThingId).Where(c => c.Verdict != Verdict.Hide || c.Ground == Ground.Spam).Take(MostDecided).ToDictionary(c => c.ThingId, c => c.Verdict == Verdict.Hide);
    }
}
