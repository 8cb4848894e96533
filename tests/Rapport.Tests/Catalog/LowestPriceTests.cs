using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Catalog;
using Rapport.Kernel;

namespace Rapport.Tests.Catalog;

/// The lowest price of the thirty days before a reduction.
public abstract class LowestPriceTests(Engine engine) : IAsyncLifetime
{
    // Some time ago, so that sessions last.
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow.AddDays(-200).ToMicroseconds());
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine, services => services.AddSingleton<TimeProvider>(clock));

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    async Task Tell(bool lowest = true)
    {
        using var alma = world.Visit(world.Cast.Alma);
        var answer = lowest ? await alma.Submit(await alma.Get("/admin/catalog"), "/admin/catalog/prices", new { lowest = "true" }) : await alma.Post("/admin/catalog/prices", new { });
        Assert.Equal(303, answer.Status);
    }

    /// The same product at another price after so many days.
    async Task<Product> Costs(Product product, double days, long price, long? sale = null, string currency = "EUR")
    {
        clock.Advance(TimeSpan.FromDays(days));
        await world.Do(services => services.GetRequiredService<Shelf>().Put([new Listing(product.Sku, product.Name, product.Link) { Price = new(price, currency), SalePrice = sale is { } s ? new Money(s, currency) : null }]));
        return product;
    }

    async Task<string> Page(Product product) => (await world.Visit().Get(product.Path)).Text;

    [Fact]
    public async Task With_a_reduction_stands_the_lowest_price_of_the_thirty_days_before_it_where_the_brand_wants_it()
    {
        var kettle = await world.Given.Product("Egret kettle", l => l with { Price = new(10_000, "EUR") });
        await Costs(kettle, 20, 8_000);
        await Costs(kettle, 5, 12_000);
        await Costs(kettle, 15, 12_000, sale: 9_000);

        Assert.DoesNotContain("Lowest price", await Page(kettle));
        await Tell();
        Assert.Contains("Lowest price of the 30 days before: €80.00", await Page(kettle));
        Assert.Contains("Lowest price of the 30 days before: €80.00", (await world.Visit().Get($"/compare?p={kettle.Id}")).Text);
        await Tell(lowest: false);
        Assert.DoesNotContain("Lowest price", await Page(kettle));
    }

    [Fact]
    public async Task Programs_choose_the_same()
    {
        using var robot = world.Visit().With("Authorization", $"Bearer {await world.Given.Token(world.Cast.Alma)}");
        Task<Response> Choose(object what) => robot.Send(HttpMethod.Patch, "/api/v1/settings/prices", System.Net.Http.Json.JsonContent.Create(what));

        Assert.True((await Choose(new { tellsLowest = true })).Json.GetProperty("tellsLowest").GetBoolean());
        Assert.True((await Choose(new { })).Json.GetProperty("tellsLowest").GetBoolean());

        Assert.True((await robot.Get("/api/v1/settings/prices")).Json.GetProperty("tellsLowest").GetBoolean());
        Assert.NotNull((await world.Visit(world.Cast.Alma).Get("/admin/catalog")).Find("input[name=lowest][checked]"));
    }

    [Fact]
    public async Task What_was_cheaper_longer_ago_does_not_count_and_what_was_in_force_all_the_time_does()
    {
        await Tell();
        var kettle = await world.Given.Product("Egret kettle", l => l with { Price = new(5_000, "EUR") });
        await Costs(kettle, 10, 10_000);
        await Costs(kettle, 31, 10_000, sale: 9_000);

        Assert.Contains("Lowest price of the 30 days before: €100.00", await Page(kettle));
    }

    [Fact]
    public async Task A_price_that_is_no_reduction_and_one_in_another_currency_say_nothing_of_it()
    {
        await Tell();
        var (plain, moved) = (await world.Given.Product("Plain kettle"), await world.Given.Product("Kettle abroad", l => l with { Price = new(5_000, "USD") }));
        await Costs(plain, 3, 4_000);
        await Costs(moved, 3, 6_000, sale: 5_500);

        foreach (var product in new[] { plain, moved }) Assert.DoesNotContain("Lowest price", await Page(product));
    }

    [Fact]
    public async Task Only_administrators_choose_it()
    {
        foreach (var member in new[] { world.Cast.Ada, world.Cast.Mona })
            Assert.Equal(404, (await world.Visit(member).Post("/admin/catalog/prices", new { lowest = "true" })).Status);
    }
}

public sealed class LowestPriceTestsOnSqlite() : LowestPriceTests(Engine.Sqlite);
public sealed class LowestPriceTestsOnPostgres() : LowestPriceTests(Engine.Postgres);
