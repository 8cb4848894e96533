using Rapport.Catalog;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Embeds;

/// Products by the keys that a shop's pages have at hand: the SKU, else the GTIN, else the shop's word for the family. Four queries, however many they are.
static class EmbedKeys
{
    public const int Most = 100, Longest = 200;

    extension(Db db)
    {
        /// In the order asked for, each key once; those that are not known here lead to nothing.
        public async Task<IReadOnlyList<(string Key, Product? Product)>> ByKeys(IEnumerable<string?> asked)
        {
            var keys = asked.OfType<string>().Select(Characters.Line).Where(k => k.Length is > 0 and <= Longest).Distinct().Take(Most).ToList();
            var found = await db.ProductsBySku(keys);
            foreach (var find in new Func<IReadOnlyCollection<string>, Task<Dictionary<string, ProductName>>>[] { db.ProductsByGtin, db.ProductsByFamily })
                foreach (var (key, product) in await find([.. keys.Where(k => !found.ContainsKey(k))])) found[key] = product;
            var ids = found.Values.Select(p => p.Id).Distinct().ToList();
            var products = ids.Count == 0 ? [] : await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            return [.. keys.Select(k => (k, found.TryGetValue(k, out var named) ? products.GetValueOrDefault(named.Id) : null))];
        }
    }

    /// What kept answers about these products show.
    public static string[] Tags(this IEnumerable<(string Key, Product? Product)> things) =>
        [.. things.SelectMany(t => t.Product is { } product ? (string[])[$"product:{product.Id}", $"reviews:{Review.Sharing(product)}"] : ["products"]).Distinct()];

    /// The same for answers that show kept ratings, which are written a moment after the reviews; whoever writes them redraws the lists of products.
    public static string[] RatedTags(this IEnumerable<(string Key, Product? Product)> things) => [.. things.Tags().Append("products").Distinct()];
}
