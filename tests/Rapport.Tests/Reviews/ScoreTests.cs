using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Reviews;
using Rapport.Reviews.Ratings;
using Rapport.Kernel.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Rapport.Tests.Reviews;

/// The score by which lists are ordered, and the stars that stand in them.
public abstract class ScoreTests(Engine engine) : InWorld(engine)
{
    Task<RatedProduct?> Rated(Product product) => Rated(World, product);

    static Task<RatedProduct?> Rated(World world, Product product) => world.Query(db => db.RatedProducts.AsNoTracking().FirstOrDefaultAsync(r => r.SubjectId == Review.Sharing(product)));

    static string At(string category) => "/products/in/" + Rapport.Kernel.Content.Slug.Of(category);

    [Fact]
    public async Task A_list_that_is_asked_to_begins_with_the_best_rated_and_one_review_of_five_stars_is_not_the_best()
    {
        var category = $"Pans {Given.Fresh()}";
        Task<Product> Pan() => Given.Product($"Pan {Given.Fresh()}", l => l with { Category = [category] });
        var (proven, lucky, bad, quiet) = (await Pan(), await Pan(), await Pan(), await Pan());
        for (var n = 0; n < 12; n++) await Given.Review(proven, stars: n % 6 == 0 ? 4 : 5);
        await Given.Review(lucky, stars: 5);
        for (var n = 0; n < 3; n++) await Given.Review(bad, stars: 1);
        await Settled();

        var list = await Anyone().Get(At(category) + "?sort=rating");

        Assert.Equal([proven.Path, lucky.Path, bad.Path, quiet.Path], list.All(".tile").Select(t => t.GetAttribute("href")));
        Assert.Equal([quiet.Path, bad.Path, lucky.Path, proven.Path], (await Anyone().Get(At(category))).All(".tile").Select(t => t.GetAttribute("href")));
        Assert.Equal("4.8", list.Find(".tile-stars > span:last-child")!.TextContent.Trim()[..3]);
        Assert.Equal(404, (await Anyone().Get(At(category) + "?sort=loudest")).Status);
        Assert.Equal(404, (await Anyone().Get(At(category) + "?sort=rating&page=0")).Status);
    }

    [Fact]
    public async Task The_first_reviews_of_a_community_are_rated_by_what_is_usual_there_at_once()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        foreach (var stars in new[] { 5, 5, 2 }) await world.Given.Review(kettle, stars: stars);
        await world.Settled();

        var usual = (await (await Robot.For(world, world.Cast.Ben)).Get("/ratings/usual")).Json;

        Assert.InRange(usual.GetProperty("reviews").GetInt32(), 1, 3);
        Assert.True(usual.GetProperty("weights").EnumerateArray().Sum(w => w.GetDouble()) > 0);
        Assert.Contains("five reviews of the usual kind", (await world.Visit().Get(kettle.Path)).Text);
    }

    [Fact]
    public async Task The_best_rated_go_on_over_pages_without_one_twice()
    {
        var category = $"Lids {Given.Fresh()}";
        for (var n = 0; n < 26; n++) if (await Given.Product($"Lid {n}", l => l with { Category = [category] }) is var lid && n % 9 == 0) await Given.Review(lid, stars: 1 + n % 5);
        await Settled();

        var first = await Anyone().Get(At(category) + "?sort=rating");
        var second = await Anyone().Get(first.Find(".pages a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(26, first.All(".tile").Concat(second.All(".tile")).Select(t => t.GetAttribute("href")).Distinct().Count());
        Assert.Contains("sort=rating", second.Find(".pages a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Stars_in_a_list_and_in_a_search_cost_the_same_questions_however_many_there_are()
    {
        var n = Given.Fresh();
        var (few, many) = ($"Jugs {n}", $"Mugs {n}");
        async Task Fill(string category, string word, int most)
        {
            for (var at = 0; at < most; at++) await Given.Review(await Given.Product($"{word} {at}", l => l with { Category = [category] }), stars: 4);
        }
        await Fill(few, $"Jug{n}", 2);
        await Fill(many, $"Mug{n}", 8);
        await Settled();

        var (two, eight) = (await Anyone().Get(At(few)), await Anyone().Get(At(many)));
        Assert.Equal((2, 8), (two.All(".tile-stars").Count, eight.All(".tile-stars").Count));
        Assert.Equal(await Anyone().Anew().Cost(At(few)), await Anyone().Anew().Cost(At(many)));
        var (little, lot) = (await As(Ben).Get($"/search?q=jug{n}&kind=product"), await As(Ben).Get($"/search?q=mug{n}&kind=product"));
        Assert.Equal((2, 8), (little.All(".hit .stars").Count, lot.All(".hit .stars").Count));
        Assert.Equal(await As(Ben).Cost($"/search?q=jug{n}&kind=product"), await As(Ben).Cost($"/search?q=mug{n}&kind=product"));
    }

    [Fact]
    public async Task The_kept_rating_follows_reviews_that_come_change_go_and_move_with_their_product()
    {
        var kettle = await Given.Product();
        Assert.Null(await Rated(kettle));
        var review = await Given.Review(kettle, Ada, stars: 5);
        await Settled();
        Assert.Equal((1, 5.0), ((await Rated(kettle))!.Count, (await Rated(kettle))!.Mean));

        await (await Robot.For(World, Ada)).Patch($"/reviews/{review.Id}", new { stars = 2 });
        await Settled();
        Assert.Equal(2.0, (await Rated(kettle))!.Mean);

        await World.Do(async services => await services.GetRequiredService<Shelf>().Put([new Listing(kettle.Sku, kettle.Name, kettle.Link) { Family = $"MOVED-{kettle.Id}", Price = kettle.Price }]));
        await Settled();
        var moved = await World.Query(db => db.Products.AsNoTracking().FirstAsync(p => p.Id == kettle.Id));
        Assert.Null(await Rated(kettle));
        Assert.Equal(2.0, (await Rated(moved))!.Mean);

        await As(Ada).Post($"/posts/{review.Id}/remove", new { });
        await Settled();
        Assert.Null(await Rated(moved));
    }

    [Fact]
    public async Task Who_bought_it_weighs_more_than_who_is_paid_and_who_is_close_weighs_least()
    {
        // Of its own: what others are given meanwhile moves what all are measured by.
        await using var world = await World.Start(Engine);
        var given = world.Given;
        var (bought, paid, close) = (await given.Product(), await given.Product(), await given.Product());
        var buyer = await given.Account();
        await given.Order(buyer, bought);
        await given.Review(bought, buyer, stars: 5);
        await given.Review(paid, stars: 5, like: s => s with { Rewarded = true });
        await given.Review(close, stars: 5, like: s => s with { Relation = Relation.Relative });
        await world.Settled();

        var (most, less, least) = ((await Rated(world, bought))!, (await Rated(world, paid))!, (await Rated(world, close))!);

        Assert.True(most.Score > less.Score && less.Score > least.Score);
        Assert.Equal((5.0, 5.0, 5.0), (most.Mean, less.Mean, least.Mean));
        Assert.True(most.High - most.Low < least.High - least.Low);
    }

    [Fact]
    public async Task A_rebuild_comes_to_the_same_ratings_and_what_counts_is_followed()
    {
        await using var world = await World.Start(Engine);
        var (kettle, foreign) = (await world.Given.Product(), await world.Given.Product());
        foreach (var stars in new[] { 5, 3, 4 }) await world.Given.Review(kettle, stars: stars);
        var brought = await world.Given.Review(foreign, stars: 1);
        await world.Act(async db => { (await db.Reviews.FirstAsync(r => r.Id == brought.Id)).CameFrom("Elsewhere", true, db.Clock.GetUtcNow()); await db.Enqueue(new RateAll(AtOnce: true)); await db.Save(); });
        await world.Settled();
        Task<List<(long, int, double, double, double, DateOnly)>> All() => world.Query(async db => (await db.RatedProducts.AsNoTracking().OrderBy(r => r.SubjectId).ToListAsync()).ConvertAll(r => (r.SubjectId, r.Count, r.Score, r.Low, r.High, r.AsOf)));
        async Task Rebuild()
        {
            await Readers.Rebuild(world.Services, nameof(ReviewReader));
            // The server's own loop may have taken some of the steps.
            await world.Settled();
        }
        var before = await All();
        Assert.Equal(2, before.Count);

        await Rebuild();
        Assert.Equal(before, await All());

        await world.Do(async services => { await services.GetRequiredService<SiteSettings>().Change(services.GetRequiredService<Rapport.Kernel.Database.Db>(), new ReviewSettings { ImportsCount = false }); return 0; });
        await world.Settled();
        Assert.Equal([kettle.Id], (await All()).Select(r => r.Item1));
        await Rebuild();
        Assert.Equal([kettle.Id], (await All()).Select(r => r.Item1));
    }

    [Fact]
    public async Task Who_may_not_read_reviews_sees_no_stars_in_lists_either()
    {
        await using var world = await World.Start(Engine);
        var category = $"Trays {Given.Fresh()}";
        var tray = await world.Given.Product("Tray", l => l with { Category = [category] });
        await world.Given.Review(tray, stars: 5);
        await world.Settled();
        Assert.NotNull((await world.Visit().Get(At(category))).Find(".tile-stars"));

        await world.Query(db => db.Spaces.Where(s => s.Purpose == SpacePurpose.Reviews).ExecuteUpdateAsync(s => s.SetProperty(x => x.Audience, Rapport.Members.Audience.Members)));

        using var stranger = world.Visit();
        Assert.Null((await stranger.Get(At(category) + "?brand=")).Find(".tile-stars"));
        Assert.NotNull((await world.Visit(world.Cast.Ada).Get(At(category))).Find(".tile-stars"));
    }
}

public sealed class ScoreTestsOnSqlite() : ScoreTests(Engine.Sqlite);
public sealed class ScoreTestsOnPostgres() : ScoreTests(Engine.Postgres);
