using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Catalog;

/// Every product, those no longer sold as well: their pages stay.
sealed class ProductPages : SitemapSource
{
    public override string Name => "products";
    public override IQueryable<SitemapPage> Pages(Db db) => db.Products.Select(p => new SitemapPage { Id = p.Id, Slug = p.Slug });
    public override string PathOf(SitemapPage page) => $"/products/{page.Id}/{page.Slug}";
}
