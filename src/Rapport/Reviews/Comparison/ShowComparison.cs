using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;
using Rapport.Reviews.Themes;

namespace Rapport.Reviews.Comparison;

/// GET /compare?p=12&p=13&q=: up to four products beside each other; the address holds the choice.
static class ShowComparison
{
    public const int Most = 4;
    const int Offered = 8, LongestQuery = 100;

    public static async Task<IResult> Handle(long[]? p, string? q, Db db, KnownRatings ratings, ProductThemes themes, LowestPrice lowest)
    {
        var wanted = (p ?? []).Distinct().ToList();
        var known = await db.Products.AsNoTracking().Where(x => wanted.Contains(x.Id)).ToDictionaryAsync(x => x.Id);
        var products = wanted.Where(known.ContainsKey).Select(id => known[id]).Take(Most).ToList();
        var offers = products.Count < Most ? await Offers(db, products, q) : [];
        return Page.Of<ComparisonPage>(new { View = new ComparisonView(products, await ratings.Of(products), await themes.Of(products), await lowest.Of(products), offers, q, wanted.Count > Most) })
            .Tagged([.. products.Select(x => $"product:{x.Id}"), .. products.Select(x => $"reviews:{Review.Sharing(x)}"), "products"]);
    }

    /// What could stand beside them: what was looked for, else what is sold in the category of the first.
    static async Task<IReadOnlyList<Product>> Offers(Db db, List<Product> chosen, string? q)
    {
        var ids = chosen.ConvertAll(x => x.Id);
        var sold = db.Products.AsNoTracking().Where(x => x.RetiredAt == null && !ids.Contains(x.Id));
        if (!string.IsNullOrWhiteSpace(q))
        {
            var words = Characters.Line(q.Length > LongestQuery ? q[..LongestQuery] : q).ToLowerInvariant();
            sold = sold.Where(x => x.Name.ToLower().Contains(words) || x.Sku.ToLower() == words || x.Gtin == words);
        }
        else if (chosen.Count > 0)
        {
            var (category, family) = (chosen[0].CategoryId, chosen[0].FamilyId);
            sold = sold.Where(x => x.CategoryId == category && (family == null || x.FamilyId != family));
        }
        return await sold.OrderByDescending(x => x.Id).Take(Offered).ToListAsync();
    }
}

/// What the page shows of each product that was chosen.
public sealed record ComparisonView(IReadOnlyList<Product> Products, IReadOnlyDictionary<long, RatedProduct> Ratings, IReadOnlyDictionary<long, Voices> Voices, IReadOnlyDictionary<long, Money> Lowest, IReadOnlyList<Product> Offers, string? Query, bool TooMany)
{
    /// The questions that reviews of any of them answered, by their names: categories ask alike.
    public IReadOnlyList<string> Questions => [.. Products.SelectMany(p => Voices[p.Id].Means).Select(m => m.Name).Distinct()];
}
