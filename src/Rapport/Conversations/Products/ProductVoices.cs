using Rapport.Conversations.Topics;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Products;

/// What is said about a product: figures for its first screen, and some topics of each kind. Asked once a page.
public sealed class ProductVoices(Db db, Me me, Turns turns)
{
    const int Most = 1_000, OfEach = 4;
    Task<Voices>? asked;

    public sealed record Voices(int Questions, int Solved, int Others, IReadOnlyList<TopicRow> Rows)
    {
        public bool IsSilent => Questions + Others == 0;
        public IEnumerable<TopicRow> Of(TopicKind kind, bool? solved = null) => Rows.Where(r => r.Kind == kind && (solved is null || r.Solved == solved));
    }

    public Task<Voices> About(long product) => asked ??= turns.Take(() => Ask(product));

    async Task<Voices> Ask(long product)
    {
        var latest = await db.TopicProducts.Where(x => x.ProductId == product).OrderByDescending(x => x.TopicId)
            .Join(db.Topics.VisibleTo(me).Talk(), x => x.TopicId, t => t.Id, (_, t) => new { t.Id, t.Kind, Solved = t.AcceptedId != null }).OrderByDescending(t => t.Id).Take(Most).ToListAsync();
        if (latest.Count == 0) return new(0, 0, 0, []);
        var ids = latest.GroupBy(t => (t.Kind, t.Solved)).SelectMany(g => g.Take(OfEach)).Select(t => t.Id).ToList();
        var rows = await db.Read(db.Topics.Where(t => ids.Contains(t.Id)).OrderByDescending(t => t.Id));
        return new(latest.Count(t => t.Kind == TopicKind.Question), latest.Count(t => t.Kind == TopicKind.Question && t.Solved), latest.Count(t => t.Kind != TopicKind.Question), rows);
    }
}
