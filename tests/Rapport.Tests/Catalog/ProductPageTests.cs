using System.Text.Json;
using Rapport.Catalog;

namespace Rapport.Tests.Catalog;

public abstract class ProductPageTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task The_first_screen_holds_name_price_with_its_date_and_the_way_to_the_shop()
    {
        var product = await Given.Product("Brook kettle", l => l with { Brand = "Brook", Availability = Availability.InStock });

        var page = await Anyone().Get(product.Path);

        Assert.Equal("Brook kettle", page.Find("h1")!.TextContent);
        Assert.Matches(@"€59\.90 since \d{1,2} \w+ \d{4} · in stock", page.Text);
        Assert.Equal(("https://shop.example/kettle", "nofollow"), (page.Find(".product-buy a.button")!.GetAttribute("href"), page.Find(".product-buy a.button")!.GetAttribute("rel")));
        Assert.Equal($"/ask?product={product.Id}&owners=true", page.Find(".ask-bar a")!.GetAttribute("href"));
        Assert.Equal($"{product.Path}/search", page.Find("form.within")!.GetAttribute("action"));
        Assert.InRange(page.Queries!.Value, 1, 12);
    }

    [Fact]
    public async Task Machines_read_the_offer()
    {
        var product = await Given.Product("Pot", l => l with { Brand = "Brook", Gtin = "4006381333931", Category = ["Kitchen", $"Pots {Given.Fresh()}"] });

        var page = await Anyone().Get(product.Path);

        var blocks = page.All("script[type='application/ld+json']").Select(s => JsonSerializer.Deserialize<JsonElement>(s.TextContent)).ToList();
        var offer = blocks.First(b => b.GetProperty("@type").GetString() == "Product").GetProperty("offers");
        Assert.Equal(("59.90", "EUR", "https://schema.org/InStock"), (offer.GetProperty("price").GetString(), offer.GetProperty("priceCurrency").GetString(), offer.GetProperty("availability").GetString()));
        Assert.Equal(3, blocks.First(b => b.GetProperty("@type").GetString() == "BreadcrumbList").GetProperty("itemListElement").GetArrayLength());
        Assert.EndsWith(product.Path, page.Find("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Another_slug_leads_to_the_one_address()
    {
        var product = await Given.Product("Teapot");
        var page = await Anyone().Get($"/products/{product.Id}/old-name");
        Assert.Equal((301, product.Path), (page.Status, page.Location));
    }

    [Fact]
    public async Task Variants_of_a_family_lead_to_each_other()
    {
        var family = $"FAM-{Given.Fresh()}";
        var blue = await Given.Product("Kettle, blue", l => l with { Family = family, Variant = "Blue" });
        var red = await Given.Product("Kettle, red", l => l with { Family = family, Variant = "Red" });

        var page = await Anyone().Get(blue.Path);

        Assert.Equal("Blue", page.Find(".variants [aria-current]")!.TextContent);
        Assert.Equal(red.Path + "#variants", page.Find(".variants a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_page_in_arabic_runs_from_the_right()
    {
        var product = await Given.Product("Kettle");
        var page = await Anyone().Get("/ar" + product.Path);
        Assert.Equal("rtl", page.Html.DocumentElement.GetAttribute("dir"));
        Assert.Contains("اشترِ", page.Text);
    }

    [Fact]
    public async Task Categories_and_brands_narrow_the_list()
    {
        var n = Given.Fresh();
        var pot = await Given.Product($"Pot {n}", l => l with { Brand = $"Brand{n}", Category = [$"House {n}", $"Pots {n}"] });
        var cup = await Given.Product($"Cup {n}", l => l with { Brand = $"Other{n}", Category = [$"House {n}", $"Cups {n}"] });

        var house = await Anyone().Get($"/products/in/house-{n}");
        var pots = await Anyone().Get($"/products/in/pots-{n}");
        var brand = await Anyone().Get($"/products/in/house-{n}?brand=Brand{n}");

        Assert.Equal((2, 1, 1), (house.All(".tile").Count, pots.All(".tile").Count, brand.All(".tile").Count));
        Assert.InRange(house.Queries!.Value, 1, 8);
        Assert.Equal(pot.Path, pots.Find(".tile")!.GetAttribute("href"));
        Assert.Contains($"Cup {n}", house.Text);
        Assert.Equal(404, (await Anyone().Get($"/products/in/none-{n}")).Status);
        Assert.NotEqual(pot.Id, cup.Id);
    }

    [Fact]
    public async Task A_long_list_goes_on_where_it_ended()
    {
        var category = $"Spoons {Given.Fresh()}";
        for (var n = 0; n < 26; n++) await Given.Product($"Spoon {n}", l => l with { Category = [category] });

        var first = await Anyone().Get("/products/in/" + Rapport.Kernel.Content.Slug.Of(category));
        var second = await Anyone().Get(first.Find(".pages a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((24, 2), (first.All(".tile").Count, second.All(".tile").Count));
        Assert.Empty(first.All(".tile").Select(t => t.GetAttribute("href")).Intersect(second.All(".tile").Select(t => t.GetAttribute("href"))));
    }

    [Fact]
    public async Task A_product_is_chosen_by_a_part_of_its_name_its_sku_or_its_gtin()
    {
        var n = Given.Fresh();
        var product = await Given.Product($"Zephyr{n} kettle", l => l with { Gtin = $"77{n:D6}", Sku = $"ZK{n}X" });

        foreach (var words in new[] { $"kettle zephyr{n}", $"zk{n}x", $"77{n:D6}"[..7] })
        {
            var found = (await Anyone().Get("/products/choose?q=" + Uri.EscapeDataString(words))).Json;
            Assert.Contains(found.EnumerateArray(), p => p.GetProperty("id").GetInt64() == product.Id);
        }
        Assert.Equal(0, (await Anyone().Get("/products/choose?q=%25%5F%22")).Json.GetArrayLength());
    }
}

public sealed class ProductPageTestsOnSqlite() : ProductPageTests(Engine.Sqlite);

public sealed class ProductPageTestsOnPostgres() : ProductPageTests(Engine.Postgres);
