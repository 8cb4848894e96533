using Rapport.Catalog.Prices;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;

namespace Rapport.Catalog;

/// The lowest price of the thirty days before a reduction, as directive 98/6/EC, article 6a, wants it told.
public sealed class LowestPrice(Db db, SiteSettings settings)
{
    public const int Days = 30;
    const int MostChanges = 1_000;

    /// For those that cost less than usual now, if the brand wants it told: one question to the database at most.
    public async Task<IReadOnlyDictionary<long, Money>> Of(params IReadOnlyCollection<Product> products)
    {
        if (!settings.Of<PriceSettings>().TellsLowest) return new Dictionary<long, Money>();
        var reduced = products.Where(p => p.Before is not null).ToDictionary(p => p.Id);
        if (reduced.Count == 0) return new Dictionary<long, Money>();
        var ids = reduced.Keys.ToList();
        var changes = await db.Set<Price>().AsNoTracking().Where(p => ids.Contains(p.ProductId)).OrderByDescending(p => p.From).Take(MostChanges * ids.Count).ToListAsync();
        return changes.GroupBy(p => p.ProductId).Select(g => (g.Key, Lowest: Before(reduced[g.Key], g))).Where(l => l.Lowest is not null).ToDictionary(l => l.Key, l => l.Lowest!.Value);
    }

    /// Of what was in force at any moment of the thirty days before its price of now; null where nothing in its currency was.
    internal static Money? Before(Product product, IEnumerable<Price> changes)
    {
        if (product.PriceSince is not { } reduced) return null;
        var earlier = changes.Where(p => p.From is null || p.From < reduced).OrderByDescending(p => p.From ?? DateTimeOffset.MinValue).ToList();
        var first = earlier.FindIndex(p => (p.From ?? DateTimeOffset.MinValue) <= reduced.AddDays(-Days));
        var within = first < 0 ? earlier : earlier[..(first + 1)];
        return within.Select(p => p.Amount).OfType<Money>().Where(m => m.Currency == product.Currency).OrderBy(m => m.Minor).Select(m => (Money?)m).FirstOrDefault();
    }
}
