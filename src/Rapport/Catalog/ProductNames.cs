using Rapport.Catalog.Families;
using Rapport.Catalog.Feeds;
using Rapport.Kernel.Database;

namespace Rapport.Catalog;

/// A product, as short as it can be told.
public sealed record ProductName(long Id, string Sku, string Name);

/// Products by the names that other systems have for them. Of several, one that is sold still stands before one that is not.
public static class ProductNames
{
    extension(Db db)
    {
        public async Task<Dictionary<string, ProductName>> ProductsBySku(IReadOnlyCollection<string> skus) =>
            skus.Count == 0 ? [] : await db.Products.AsNoTracking().Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, p => new ProductName(p.Id, p.Sku, p.Name));

        /// By a part of the name, or the beginning of the SKU or GTIN, in lower case: what is sold and has the shortest name first.
        public IQueryable<Product> ProductsLike(string words)
        {
            var named = db.Products.AsNoTracking();
            foreach (var word in words.Split(' ').Take(6)) named = named.Where(p => p.Name.ToLower().Contains(word));
            return named.Union(db.Products.AsNoTracking().Where(p => p.Sku.ToLower().StartsWith(words) || p.Gtin!.StartsWith(words)))
                .OrderBy(p => p.RetiredAt != null).ThenBy(p => p.Name.Length).ThenBy(p => p.Id);
        }

        /// By the number as it was written, blanks and all.
        public async Task<Dictionary<string, ProductName>> ProductsByGtin(IReadOnlyCollection<string> written)
        {
            var gtins = written.Distinct().Select(w => (Written: w, Gtin: Gtin.Read(w))).Where(w => w.Gtin is not null).ToDictionary(w => w.Written, w => w.Gtin!);
            if (gtins.Count == 0) return [];
            var numbers = gtins.Values.Distinct().ToList();
            var here = First(await db.Products.AsNoTracking().Where(p => numbers.Contains(p.Gtin!)).OrderBy(p => p.RetiredAt != null).ThenBy(p => p.Id).Select(p => new Named(p.Gtin!, p.Id, p.Sku, p.Name)).ToListAsync());
            return gtins.Where(g => here.ContainsKey(g.Value)).ToDictionary(g => g.Key, g => here[g.Value]);
        }

        /// By the shop's word for the family: its variants share what is said of them, and the first stands for all.
        public async Task<Dictionary<string, ProductName>> ProductsByFamily(IReadOnlyCollection<string> codes) =>
            codes.Count == 0 ? [] : First(await db.Set<Family>().AsNoTracking().Where(f => codes.Contains(f.Code))
                .Join(db.Products, f => f.Id, p => p.FamilyId, (f, p) => new { f.Code, p.RetiredAt, p.Id, p.Sku, p.Name }).OrderBy(p => p.RetiredAt != null).ThenBy(p => p.Id).Select(p => new Named(p.Code, p.Id, p.Sku, p.Name)).ToListAsync());

        /// By the whole name, where only one has it.
        public async Task<Dictionary<string, ProductName>> ProductsByName(IReadOnlyCollection<string> names) =>
            names.Count == 0 ? [] : (await db.Products.AsNoTracking().Where(p => names.Contains(p.Name)).Select(p => new ProductName(p.Id, p.Sku, p.Name)).ToListAsync()).GroupBy(p => p.Name).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First());

        /// All of them, by the end of the shop's address: …/products/red-kettle?variant=2 is red-kettle.
        public async Task<Dictionary<string, ProductName>> ProductsByAddress() =>
            First((await db.Products.AsNoTracking().Where(p => p.Link != null).OrderBy(p => p.RetiredAt != null).ThenBy(p => p.Id).Select(p => new Named(p.Link!, p.Id, p.Sku, p.Name)).ToListAsync()).Select(p => p with { As = p.As.Split('?', '#')[0].TrimEnd('/').Split('/')[^1] }));
    }

    sealed record Named(string As, long Id, string Sku, string Name);

    static Dictionary<string, ProductName> First(IEnumerable<Named> named) => named.DistinctBy(n => n.As).ToDictionary(n => n.As, n => new ProductName(n.Id, n.Sku, n.Name));
}
