using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Embeds;

/// GET /embed/markup?product=: the schema.org data that the shop's page of a product carries, where that page is the one for search engines. Else there is nothing here: our page carries it.
static class ShowMarkup
{
    static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static async Task<IResult> Handle(string? product, Db db, IEnumerable<ProductMarkup> markups, SiteSettings settings, Installation installation)
    {
        var things = await db.ByKeys([product]);
        if (things is not [{ Product: { } known }] || settings.Of<StorefrontSettings>().PageOf(known) is not { } page) throw new NotFound();
        var data = new Dictionary<string, object> { ["@context"] = "https://schema.org", ["@type"] = "Product", ["@id"] = page, ["url"] = page, ["name"] = known.Name, ["sku"] = known.Sku };
        if (known.Gtin is { } gtin) data["gtin"] = gtin;
        if (known.Mpn is { } mpn) data["mpn"] = mpn;
        if (known.Brand is { } brand) data["brand"] = new Dictionary<string, object> { ["@type"] = "Brand", ["name"] = brand };
        if (known.Picture is { } picture) data["image"] = installation.Address + picture;
        var plain = data.Count;
        foreach (var markup in markups)
            foreach (var (name, value) in await markup.Of(known)) data[name] = value;
        // Without anybody's rating a product says nothing there that the shop does not say itself.
        if (data.Count == plain) throw new NotFound();
        return new KeptResult(JsonSerializer.SerializeToUtf8Bytes(data, Options), "application/ld+json; charset=utf-8", things.Tags()) { Headers = [("Access-Control-Allow-Origin", "*")] };
    }
}
