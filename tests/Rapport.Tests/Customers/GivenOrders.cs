using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Customers;
using Rapport.Customers.Lists;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// An order as a list tells it; its buyer is the member whose address it names.
    public async Task Order(Member by, Product product, string? cancelled = null, string placed = "2026-03-01", string? list = null, string? number = null)
    {
        var address = await world.Query(db => db.Members.Where(m => m.Id == by.Id).Select(m => m.EmailKey!).FirstAsync());
        var rows = $"order,date,email,sku,title,quantity,unit price,currency,cancelled at,customer\n{number ?? $"{Fresh()}"},{placed},{address},{product.Sku},{product.Name},1,59.90,EUR,{cancelled},\n";
        await world.Do(async services => { await services.GetRequiredService<ImportOrders>().Run(new MemoryStream(Encoding.UTF8.GetBytes(rows)), list ?? $"list {Fresh()}"); return true; });
    }
}
