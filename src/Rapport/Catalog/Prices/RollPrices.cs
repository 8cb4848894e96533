using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;

namespace Rapport.Catalog.Prices;

/// Lets the sales begin and end whose time has come.
public sealed record RollPrices;

public sealed class PriceRoller(Db db, TimeProvider clock) : Worker<RollPrices>
{
    public override async Task Do(RollPrices work, CancellationToken cancel)
    {
        db.Acting.Cause = Cause.Import;
        while (true)
        {
            db.Forget();
            var now = clock.GetUtcNow();
            var due = await db.Products.Where(p => p.NextPriceAt <= now).OrderBy(p => p.NextPriceAt).Take(100).ToListAsync(cancel);
            if (due.Count == 0) return;
            var told = new List<Event>();
            foreach (var product in due)
            {
                if (!product.Reprice(now)) continue;
                db.Add(new Price(db.NewId(), product, now));
                told.Add(new PriceChanged(product));
            }
            await db.Save(told);
        }
    }
}
