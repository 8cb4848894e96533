using Rapport.Kernel;
using Rapport.Kernel.Web;

namespace Rapport.Catalog;

public sealed class CatalogModule : Module
{
    public override void Map(ModelBuilder model) => model.Entity<Product>(product =>
    {
        product.ToTable("catalog_products");
        product.HasIndex(p => p.Sku).IsUnique();
        product.HasIndex(p => p.Gtin);
        product.HasIndex(p => p.FamilyId);
        product.HasIndex(p => p.CategoryId);
    });

    public override void Register(IServiceCollection services, Installation installation) =>
        services.AddSingleton(new Link("product", "/products/{0}"));
}
