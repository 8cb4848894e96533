using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Search.Index;

namespace Rapport.Search.Documents;

/// Products as the index keeps them; those no longer sold stay, as their pages do.
static class ProductDocuments
{
    public static async Task<IReadOnlyList<SearchDocument>> Load(Db db, IReadOnlyList<long> ids, string language) =>
        (await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync()).ConvertAll(p => new SearchDocument(DocumentKind.Product, p.Id)
        {
            Title = p.Name,
            Body = string.Join('\n', ((string?[])[p.Brand, p.Variant, p.Description, p.Sku, p.Gtin, p.Mpn]).OfType<string>()),
            Language = language,
            Audience = Audience.Public,
            Products = [p.Id],
            Created = p.AddedAt,
        });
}
