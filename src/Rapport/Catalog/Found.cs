using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Catalog;

/// Every product, those no longer sold as well: their pages stay. Without those whose page in the shop is the one for search engines.
sealed class ProductPages(SiteSettings settings) : SitemapSource
{
    public override string Name => "products";
    public override IQueryable<SitemapPage> Pages(Db db) =>
        (settings.Of<StorefrontSettings>().IsCanonical ? db.Products.Where(p => p.RetiredAt != null || p.Link == null) : db.Products).Select(p => new SitemapPage { Id = p.Id, Slug = p.Slug });
    public override string PathOf(SitemapPage page) => $"/products/{page.Id}/{page.Slug}";
}
