using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// A review as its form brings it; whoever writes it is not new here, so that it is published.
    public Task<Review> Review(Product of, Member? by = null, int stars = 4, string body = "It boils fast and it does not drip.", Func<Said, Said>? like = null) => world.Do(async services =>
    {
        by ??= await Member();
        var db = services.GetRequiredService<Rapport.Kernel.Database.Db>();
        var (writer, product) = (await db.Members.FirstAsync(m => m.Id == by.Id), await db.Products.FirstAsync(p => p.Id == of.Id));
        var said = new Said(stars, body);
        return await services.GetRequiredService<ReviewDesk>().Write(product, writer, like?.Invoke(said) ?? said);
    });
}
