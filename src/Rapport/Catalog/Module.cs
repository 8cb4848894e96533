using Rapport.Catalog.Categories;
using Rapport.Catalog.Families;
using Rapport.Catalog.Pictures;
using Rapport.Catalog.Prices;
using Rapport.Catalog.Products;
using Rapport.Catalog.Specifications;
using Rapport.Kernel;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;

namespace Rapport.Catalog;

public sealed class CatalogModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Product>(product =>
        {
            product.ToTable("catalog_products");
            product.Property(p => p.Availability).HasConversion<string>();
            product.HasIndex(p => p.Sku).IsUnique();
            product.HasIndex(p => p.Gtin);
            product.HasIndex(p => p.FamilyId);
            product.HasIndex(p => p.CategoryId);
            product.HasIndex(p => new { p.FeedId, p.RetiredAt });
            product.HasIndex(p => new { p.RetiredAt, p.Id });
            product.HasIndex(p => new { p.RetiredAt, p.Brand, p.Id });
            product.HasIndex(p => p.NextPriceAt).HasFilter("next_price_at IS NOT NULL");
        });
        model.Entity<Family>().ToTable("catalog_families").HasIndex(f => f.Code).IsUnique();
        model.Entity<Category>(category =>
        {
            category.ToTable("catalog_categories");
            category.HasIndex(c => c.Slug).IsUnique();
            category.HasIndex(c => c.Trail).IsUnique();
            category.HasIndex(c => c.ParentId);
        });
        model.Entity<Price>(price =>
        {
            price.ToTable("catalog_prices").Property(p => p.Id).ValueGeneratedNever();
            price.HasIndex(p => new { p.ProductId, p.From });
        });
        model.Entity<Picture>().ToTable("catalog_pictures").HasIndex(p => new { p.ProductId, p.Place });
        model.Entity<Specification>().ToTable("catalog_specifications").HasKey(s => new { s.ProductId, s.Place });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton(new Link("product", "/products/{0}"));
        services.AddScoped<Shelf>();
        services.AddSlot<HomeProducts>("home", 900);
        services.AddWorker<PriceRoller, RollPrices>().AddSchedule("roll-prices", "*/5 * * * *", new RollPrices());
    }

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet("/products", ListProducts.All);
        doors.Pages.MapGet("/products/in/{category}", ListProducts.In);
        doors.Pages.MapGet("/products/choose", ChooseProduct.Handle).RequireRateLimiting(Limits.Search);
        doors.Pages.MapGet("/products/{id:long}/{slug?}", ShowProduct.Handle);
    }
}
