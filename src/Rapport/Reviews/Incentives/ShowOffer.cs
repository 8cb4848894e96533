using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Reviews.Incentives;

/// GET /reviews/offers/{code}: what is offered for a review, and the way to write one. Opening it claims nothing.
static class ShowOffer
{
    const int Most = 60;

    public static async Task<IResult> Handle(string code, Db db, Offers offers)
    {
        var offered = await offers.Find(code) ?? throw new NotFound();
        var id = offered.Incentive.Id;
        var products = await db.Set<IncentiveProduct>().Where(p => p.IncentiveId == id).Join(db.Products.Where(p => p.RetiredAt == null), p => p.ProductId, p => p.Id, (i, p) => p).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(Most).AsNoTracking().ToListAsync();
        var all = products.Count == 0 && !await db.Set<IncentiveProduct>().AnyAsync(p => p.IncentiveId == id);
        if (all) products = await db.Products.AsNoTracking().Where(p => p.RetiredAt == null).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(Most).ToListAsync();
        return Page.Of<OfferPage>(new { Of = offered, Products = products, IsOpen = offers.IsOpen(offered.Incentive) });
    }
}
