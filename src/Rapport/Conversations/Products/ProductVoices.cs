using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Products;

/// What is said about a product, beside stories and reviews, which have places of their own there: figures for its first screen, and some topics of each kind; kept until something is said. Asked once a page.
public sealed class ProductVoices(Db db, Me me, Locale locale, Turns turns, PageCache cache)
{
    const int Most = 1_000, OfEach = 4;
    Task<Voices>? asked;

    public sealed record Voices(int Questions, int Solved, int Others, IReadOnlyList<TopicRow> Rows)
    {
        public bool IsSilent => Questions + Others == 0;
        public IEnumerable<TopicRow> Of(TopicKind kind, bool? solved = null) => Rows.Where(r => r.Kind == kind && (solved is null || r.Solved == solved));
    }

    public Task<Voices> About(long product) => asked ??= Heard(product);

    /// The same for all who may see the same, without whom this visitor muted.
    async Task<Voices> Heard(long product)
    {
        var voices = await cache.Share($"talk/{product}/{me.Sight}", () => turns.Take(() => Ask(product)), v => new([$"product:{product}"], 200 + 1_000L * v.Rows.Count));
        return me.KeptAway.Count == 0 || me.SeesAll ? voices : voices with { Rows = [.. voices.Rows.Where(r => !Folded.Is(me, r.Author, r.ByEmployee))] };
    }

    /// The accepted answers to these questions, and the names in them.
    public Task<(Dictionary<long, Answered> Answers, Names Names)> Answers(IEnumerable<TopicRow> questions) => turns.Take(async () =>
    {
        var ids = questions.Where(q => q.Solved).Select(q => q.Id).ToList();
        var found = ids.Count == 0 ? [] : await (
            from p in db.Posts.VisibleTo(me).AsNoTracking()
            where ids.Contains(p.TopicId) && p.Topic.AcceptedId == p.Id
            join m in db.Set<Member>() on p.AuthorId equals (long?)m.Id into authors
            from m in authors.DefaultIfEmpty()
            select new Answered(p.TopicId, p.Html, p.Language, p.ByEmployee, p.CreatedAt, new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = p.SignedBy })).ToListAsync();
        return (found.ToDictionary(a => a.Topic), await Words.NamesIn(db, me, locale, found.Select(a => a.Html)));
    });

    public sealed record Answered(long Topic, string Html, string Language, bool ByEmployee, DateTimeOffset At, Person Author);

    async Task<Voices> Ask(long product)
    {
        var latest = await db.TopicProducts.Where(x => x.ProductId == product).OrderByDescending(x => x.TopicId)
            .Join(db.Topics.VisibleTo(me).Talk().Where(t => t.Kind != TopicKind.Story), x => x.TopicId, t => t.Id, (_, t) => new { t.Id, t.Kind, Solved = t.AcceptedId != null }).OrderByDescending(t => t.Id).Take(Most).ToListAsync();
        if (latest.Count == 0) return new(0, 0, 0, []);
        var ids = latest.GroupBy(t => (t.Kind, t.Solved)).SelectMany(g => g.Take(OfEach)).Select(t => t.Id).ToList();
        var rows = await db.Read(db.Topics.Where(t => ids.Contains(t.Id)).OrderByDescending(t => t.Id));
        return new(latest.Count(t => t.Kind == TopicKind.Question), latest.Count(t => t.Kind == TopicKind.Question && t.Solved), latest.Count(t => t.Kind != TopicKind.Question), rows);
    }
}
