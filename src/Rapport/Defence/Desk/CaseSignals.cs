using Rapport.Defence.Learning;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;

namespace Rapport.Defence.Desk;

/// What was noticed about whatever waits for a decision: asked once for a page, however many cases it shows.
sealed class CaseSignals(Db db, Turns turns, KnownClassifier known, Locale words)
{
    const int Most = 500, MostTelling = 5;

    public sealed record Said(SignalKind Kind, string Words, string Record);

    List<Case> together = [];
    Task<ILookup<(string, long), Said>>? asked;

    public async Task<IReadOnlyList<Said>> Of(Case about)
    {
        if (!about.IsOpen) return [];
        together.Add(about);
        return [.. (await (asked ??= Ask()))[(about.Kind, about.ThingId)]];
    }

    async Task<ILookup<(string, long), Said>> Ask()
    {
        // All cards of a page are begun before the first of them waits.
        await Task.Yield();
        var cases = together;
        together = [];
        asked = null;
        return await turns.Take(() => Read(cases));
    }

    async Task<ILookup<(string, long), Said>> Read(IReadOnlyList<Case> cases)
    {
        var (kinds, things, members) = (cases.Select(c => c.Kind).Distinct().ToList(), cases.Select(c => c.ThingId).ToList(), cases.Select(c => c.AuthorId).OfType<long>().Distinct().ToList());
        var signals = db.Signals.AsNoTracking();
        var found = await signals.Where(s => kinds.Contains(s.Of) && things.Contains(s.ThingId) && s.Right != false).OrderBy(s => s.Kind).ToListAsync();
        // Who only voted for what somebody else wrote did nothing that is told of them, and what was looked at and found wrong is told no more.
        var told = await (from p in db.FindingParts.AsNoTracking().Where(p => p.Of == "member" && members.Contains(p.ThingId))
                          join f in db.Findings.Where(f => f.DismissedAt == null) on p.FindingId equals f.Id
                          where p.Opens || f.Burst != Burst.VotesForPost && f.Burst != Burst.VotesForMember
                          where !signals.Any(s => s.Of == "member" && s.ThingId == p.ThingId && s.Kind == f.Kind && s.Right == false)
                          orderby f.SeenAt descending, f.Kind
                          select new { p.ThingId, Finding = f }).Take(Most).ToListAsync();
        var authors = cases.SelectMany(c => told.Where(t => t.ThingId == c.AuthorId).OrderBy(t => t.Finding.Kind), (c, t) => new { c.Kind, c.ThingId, t.Finding }).ToList();
        if (found.Count == 0 && authors.Count == 0) return Array.Empty<Said>().ToLookup(_ => ("", 0L));
        var records = await db.SignalRecords();
        var telling = await Telling(db, known, found);
        // What a moderator had cases opened for is a signal of its own by now.
        var noticed = found.Select(s => (s.Of, s.ThingId, s.Kind)).ToHashSet();
        return found.Select(s => (Of: (s.Of, s.ThingId), s.Kind, Words: SignalWords.Of(words, s, telling.GetValueOrDefault(s.ThingId, []))))
            .Concat(authors.Where(a => !noticed.Contains((a.Kind, a.ThingId, a.Finding.Kind))).Select(a => (Of: (a.Kind, a.ThingId), a.Finding.Kind, Words: words.Say("About its author: {finding}", ("finding", FindingWords.Of(words, a.Finding))))))
            .ToLookup(s => s.Of, s => new Said(s.Kind, s.Words, SignalWords.Record(words, records.GetValueOrDefault(s.Kind))));
    }

    /// The words that spoke most for each of these being advertising.
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<string>>> Telling(Db db, KnownClassifier known, IReadOnlyList<Signal> signals)
    {
        var posts = signals.Where(s => s.Kind == SignalKind.Words).Select(s => s.ThingId).ToList();
        if (posts.Count == 0 || known.Now is not { } lesson) return new Dictionary<long, IReadOnlyList<string>>();
        return (await db.Set<Conversations.Post>().AsNoTracking().Where(p => posts.Contains(p.Id)).Select(p => new { p.Id, p.Topic.Title, Opening = p.Kind == Conversations.PostKind.Opening, p.Source }).ToListAsync())
            .ToDictionary(p => p.Id, p => lesson.Classifier.Telling(Lessons.Text(p.Opening ? p.Title : "", p.Source), MostTelling));
    }
}
