using Rapport.Members;
using Rapport.Catalog.Categories;
using Rapport.Catalog.Families;
using Rapport.Catalog.Feeds;
using Rapport.Catalog.Pictures;
using Rapport.Catalog.Prices;
using Rapport.Catalog.Products;
using Rapport.Catalog.Specifications;
using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
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
        model.Entity<FeedSource>(feed =>
        {
            feed.ToTable("catalog_feeds").HasIndex(f => f.Name).IsUnique();
            feed.HasIndex(f => f.NextAt);
        });
        model.Entity<ImportReport>().ToTable("catalog_imports").Property(r => r.Id).ValueGeneratedNever();
        model.Entity<ImportNote>().ToTable("catalog_import_notes").HasKey(n => new { n.ReportId, n.Number });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddDesk("/admin/catalog", "Catalogue", 400);
        services.AddSingleton(new LaunchStep("Your products", "Upload a product feed, or name its address.", "/admin/catalog", 300, db => db.Set<Product>().AnyAsync()));
        services.AddSingleton(new Link("product", "/products/{0}")).AddSingleton<SitemapSource, ProductPages>();
        services.AddScoped<LowestPrice>().AddScoped<Shelf>().AddScoped<FeedDesk>().AddSingleton<HandedIn>().AddSingleton<Import>().AddSingleton<FetchFeed>().AddHostedService<FeedLoop>();
        services.Moves<Family>("families").Moves<Category>("categories", arrive: (category, ids) => category.Move(ids)).Moves<FeedSource>("feeds", where: "address IS NULL OR address NOT LIKE '%@%'")
            .Moves<Product>("products", tell: product => new ProductAdded(product), arrive: (product, _) => product.Mend()).Moves<Price>("prices").Moves<Picture>("pictures", arrive: (picture, _) => picture.Mend()).Moves<Specification>("specifications")
            .NotExported<FeedSource>(f => f.LockedUntil, "Which of this installation's nodes reads it just now.")
            .NotExported<ImportReport>("What came of reading a list at this installation.").NotExported<ImportNote>("What came of reading a list at this installation.");
        services.KeepsUntil("feeds", "As long as the lists are read", "Where product lists come from, and when they were last read", "To read them again.", SeenBy.Administrators, typeof(FeedSource), typeof(ImportReport));
        services.AddSlot<HomeProducts>("home", 900).AddSlot<NavLink>("header.nav", 50);
        services.AddWorker<PictureFetcher, FetchPicture>().AddWorker<PictureRetrier, RetryPictures>().AddSchedule("retry-pictures", "23 4 * * *", new RetryPictures());
        services.AddWorker<PriceRoller, RollPrices>().AddSchedule("roll-prices", "*/5 * * * *", new RollPrices());
    }

    public override void Route(Doors doors)
    {
        Api.Routes.Map(doors.Api);
        doors.Pages.MapGet("/products", ListProducts.All);
        doors.Pages.MapGet("/products/in/{category}", ListProducts.In);
        doors.Pages.MapGet("/products/choose", ChooseProduct.Handle).RequireRateLimiting(Limits.Search);
        doors.Pages.MapGet("/products/{id:long}/{slug?}", ShowProduct.Handle);
        doors.Pages.MapGet("/admin/catalog", ShowImports.All);
        doors.Pages.MapGet("/admin/catalog/reports/{id:long}", ShowImports.One);
        // Not among the acts: those read the form whole, and this one may be a gigabyte.
        doors.Pages.MapPost("/admin/catalog", HandIn.Handle).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(HandIn.Largest)).RequireRateLimiting(Limits.Write);
        doors.Acts.MapPost("/admin/catalog/prices", ChangePrices.Handle);
        doors.Acts.MapPost("/admin/catalog/feeds", WatchFeed.Handle);
        doors.Acts.MapPost("/admin/catalog/feeds/{id:long}", WatchFeed.Change);
        doors.Acts.MapPost("/admin/catalog/feeds/{id:long}/run", WatchFeed.Run);
        doors.Acts.MapPost("/admin/catalog/feeds/{id:long}/stop", WatchFeed.Stop);
    }
}
