using System.Globalization;
using NetVips;
using Rapport.Catalog;
using Rapport.Demo.Writing;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;

namespace Rapport.Demo.Loading;

/// Puts the demo brand's products on the shelf, price by price as the days went, and hangs their pictures.
static class BrandCatalog
{
    public static async Task Load(Brand brand, IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, keeper) = (scope.ServiceProvider.GetRequiredService<Db>(), scope.ServiceProvider.GetRequiredService<Keeper>());
        db.Acting.Cause = Kernel.Events.Cause.Demo;
        var placed = new Dictionary<string, long>();
        foreach (var day in brand.Products.SelectMany(p => p.Prices.Select(x => x.Day)).Distinct().Order())
        {
            var listed = brand.Products.Where(p => p.Prices.Any(x => x.Day == day)).ToList();
            var answers = await new Shelf(db, Then.Noon(today.AddDays(day))).Put([.. listed.Select(p => ListingOf(p, p.Prices.Last(x => x.Day <= day)))]);
            foreach (var (product, answer) in listed.Zip(answers)) placed[product.Sku] = answer.Id;
            db.Forget();
        }
        foreach (var product in brand.Products) await Hang(db, keeper, placed[product.Sku], product.Picture);
        await new Shelf(db, Then.Noon(today.AddDays(-40))).Retire([.. brand.Products.Where(p => p.Availability == "discontinued").Select(p => placed[p.Sku])]);
    }

    static Listing ListingOf(ProductSheet p, PriceSheet price) => new(p.Sku, p.Name, p.Link)
    {
        Description = p.Description, Brand = p.Brand, Gtin = p.Gtin, Family = string.IsNullOrEmpty(p.Family) ? null : p.Family, Variant = p.Variant, Category = p.Category,
        Price = new Money((long)(decimal.Parse(price.Amount, CultureInfo.InvariantCulture) * 100), p.Currency), Successor = p.Successor,
        Availability = p.Availability == "out_of_stock" ? Availability.OutOfStock : Availability.InStock, Details = [.. p.Specifications.Select(s => new Detail(null, s.Name, s.Value))],
    };

    static async Task Hang(Db db, Keeper keeper, long product, string drawing)
    {
        var file = await keeper.Keep(Draw(drawing), drawing, owner: null);
        await db.UseFiles("product", product, [file.Id]);
        await db.Save();
        await new Shelf(db, db.Clock).Hang(product, file.Address().Path, file.Width, file.Height);
        db.Forget();
    }

    /// Our own drawings are the only SVG this server ever reads; what visitors send is refused before it comes near the library.
    static byte[] Draw(string drawing)
    {
        using var svg = Brand.Picture(drawing);
        using var bytes = new MemoryStream();
        svg.CopyTo(bytes);
        Operation.Block("VipsForeignLoadSvg", false);
        try
        {
            using var image = Image.SvgloadBuffer(bytes.ToArray(), scale: 2);
            return image.PngsaveBuffer();
        }
        finally { Operation.Block("VipsForeignLoadSvg", true); }
    }
}
