using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Customers.Orders;

/// Orders may be told before the catalogue knows what was bought: a product that is added finds its lines.
sealed class LinkProducts : DerivedReader
{
    public override string What => "Products of orders";
    public override IReadOnlyList<Type> Hears => [typeof(ProductAdded)];

    public override async Task Clear(Db db) => await db.OrderLines.ExecuteUpdateAsync(s => s.SetProperty(l => l.ProductId, (long?)null));

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var ids = events.Where(e => e.Event is ProductAdded).Select(e => e.Subject.Id).ToList();
        if (ids.Count == 0) return;
        foreach (var product in await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Sku }).ToListAsync())
            await db.OrderLines.Where(l => l.ProductId == null && l.Sku == product.Sku).ExecuteUpdateAsync(s => s.SetProperty(l => l.ProductId, product.Id));
    }
}
