using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Reviews;

/// The kept ratings of the products on a page, for who may read reviews: one question to the database for all of them, whoever asks.
public sealed class KnownRatings(Db db, Me me, Turns turns)
{
    readonly Dictionary<IReadOnlyList<Product>, Task<IReadOnlyDictionary<long, RatedProduct>>> asked = new(ReferenceEqualityComparer.Instance);

    /// By the id of the product; nothing for those without reviews that count.
    public Task<IReadOnlyDictionary<long, RatedProduct>> Of(IReadOnlyList<Product> products)
    {
        if (!asked.TryGetValue(products, out var known)) asked[products] = known = turns.Take(() => Read(products));
        return known;
    }

    public async Task<RatedProduct?> Of(Product product) => await turns.Take(() => Read([product])) is var known ? known.GetValueOrDefault(product.Id) : null;

    async Task<IReadOnlyDictionary<long, RatedProduct>> Read(IReadOnlyList<Product> products)
    {
        if (products.Count == 0) return new Dictionary<long, RatedProduct>();
        var shared = products.Select(Review.Sharing).Distinct().ToList();
        var ratings = await Visible(db, me).Where(r => shared.Contains(r.SubjectId)).ToDictionaryAsync(r => r.SubjectId);
        return products.Where(p => ratings.ContainsKey(Review.Sharing(p))).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => ratings[Review.Sharing(p)]);
    }

    /// Those that this visitor may know of.
    internal static IQueryable<RatedProduct> Visible(Db db, Me me)
    {
        var spaces = db.Spaces.VisibleTo(me);
        return db.RatedProducts.AsNoTracking().Where(_ => spaces.Any(s => s.Purpose == SpacePurpose.Reviews));
    }
}
