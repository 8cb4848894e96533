using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// A product as a shop would list it; whatever the test does not say is made up.
    public Task<Product> Product(string name = "Kettle", Func<Listing, Listing>? like = null) => world.Do(async services =>
    {
        var listing = new Listing($"SKU-{Fresh()}", name, "https://shop.example/kettle") { Price = new(5990, "EUR") };
        var placed = await services.GetRequiredService<Shelf>().Put([like?.Invoke(listing) ?? listing]);
        return await services.GetRequiredService<Rapport.Kernel.Database.Db>().Products.AsNoTracking().FirstAsync(p => p.Id == placed[0].Id);
    });
}
