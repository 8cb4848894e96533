using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Reviews;
using Rapport.Reviews.Ratings;

namespace Rapport.Tests.Reviews;

/// What is shown of reviews is counted here once more, by what docs/rating.md says and by nothing but what the public API gives to any member.
public abstract class RecountTests(Engine engine)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_figure_that_is_shown_comes_out_again_from_the_public_API(bool importsCount)
    {
        await using var world = await World.Start(engine);
        var category = $"Kettles {Given.Fresh()}";
        var products = await Reviewed(world, category, importsCount);
        var robot = await Robot.For(world, world.Cast.Ben);
        var anyone = world.Visit();

        var reviews = await All(robot, "/reviews");
        var usual = (await robot.Get("/ratings/usual")).Json;
        var asOf = DateOnly.Parse(usual.GetProperty("asOf").GetString()!, CultureInfo.InvariantCulture);
        bool Counts(JsonElement r) => importsCount || r.GetProperty("evidence").GetProperty("importedAt").ValueKind == JsonValueKind.Null;
        var counted = reviews.Where(Counts).ToList();
        var weights = ByStars(counted, r => Weight(r, asOf));
        Same(weights, usual.GetProperty("weights"));
        var prior = weights.Select(w => 5 * (w + 1) / (weights.Sum() + 5)).ToArray();
        Same(prior, usual.GetProperty("prior"));

        var scores = new Dictionary<long, double>();
        foreach (var product in products)
        {
            var rating = (await robot.Get($"/products/{product.Id}/rating")).Json;
            var mine = reviews.Where(r => r.GetProperty("shared").GetInt64() == rating.GetProperty("shared").GetInt64()).ToList();
            Assert.Equal(Ids(mine), Ids(await All(robot, $"/products/{product.Id}/reviews")));
            var here = mine.Where(Counts).ToList();
            var page = await anyone.Get(product.Path);
            if (here.Count == 0) { Assert.Null(page.Find(".rating")); continue; }

            // The stars, on the page, for search engines and in lists.
            var mean = here.Average(r => r.GetProperty("stars").GetInt32());
            var spread = ByStars(here, _ => 1);
            Assert.Equal((mean, here.Count, importsCount), (rating.GetProperty("mean").GetDouble(), rating.GetProperty("count").GetInt32(), rating.GetProperty("importsCount").GetBoolean()));
            Same(spread, rating.GetProperty("counts"));
            Assert.Equal(One(mean), page.Find(".rating-mean b")!.TextContent);
            Assert.Equal(spread.Reverse(), page.All(".rating-spread a > span:last-child").Select(s => double.Parse(s.TextContent, CultureInfo.InvariantCulture)));
            var markup = page.All("script[type='application/ld+json']").Select(s => JsonSerializer.Deserialize<JsonElement>(s.TextContent)).First(d => d.GetProperty("@type").GetString() == "Product").GetProperty("aggregateRating");
            Assert.Equal((Math.Round(mean, 2).ToString(CultureInfo.InvariantCulture), here.Count), (markup.GetProperty("ratingValue").GetString(), markup.GetProperty("reviewCount").GetInt32()));
            var tile = (await anyone.Get("/products/in/" + Rapport.Kernel.Content.Slug.Of(category))).All(".tile").Single(t => t.GetAttribute("href") == product.Path);
            Assert.Contains($"{One(mean)} ({here.Count})", tile.QuerySelector(".tile-stars")!.TextContent);

            // How many of all are published, and few reviews said in words.
            var left = rating.GetProperty("leftOut");
            int Left(string why) => left.GetProperty(why).GetInt32();
            Assert.Equal(mine.Count + Left("waiting") + Left("hidden") + Left("removed"), rating.GetProperty("all").GetInt32());
            Assert.Equal((mine.Count, mine.Count - here.Count), (rating.GetProperty("published").GetInt32(), Left("imported")));
            Assert.Contains($"{mine.Count} of {rating.GetProperty("all").GetInt32()} published", page.Text);
            Assert.Equal(here.Count < 5, page.Text.Contains("Few reviews yet"));

            // The order by Wilson's lower end, and what each review says of itself.
            var order = mine.OrderByDescending(r => Math.Round(1e6 * Wilson(r.GetProperty("helpful").GetInt32(), r.GetProperty("unhelpful").GetInt32()))).ThenByDescending(r => r.GetProperty("id").GetInt64()).ToList();
            var list = await anyone.Get(product.Path + "/reviews");
            Assert.Equal(order.Select(r => $"r{r.GetProperty("id").GetInt64()}"), list.All(".review").Select(r => r.Id));
            Assert.Equal(Ids(order), Ids(await All(robot, $"/products/{product.Id}/reviews?order=helpful")));
            Assert.Equal(order.Select(r => $"{r.GetProperty("stars").GetInt32()} of 5 stars"), list.All(".review .review-head .stars").Select(s => s.GetAttribute("aria-label")));

            // What is praised and criticised: nothing that no review says, each review once.
            var voices = (await robot.Get($"/products/{product.Id}/voices")).Json;
            var themes = new[] { "good", "bad" }.SelectMany(side => voices.GetProperty(side).EnumerateArray().Select(theme => (side, theme))).ToList();
            foreach (var (side, theme) in themes)
            {
                var behind = theme.GetProperty("behind").EnumerateArray().Select(s => (Review: s.GetProperty("review").GetInt64(), Text: s.GetProperty("text").GetString())).ToList();
                Assert.All(behind, s => Assert.Contains(s.Text, mine.Single(r => r.GetProperty("id").GetInt64() == s.Review).GetProperty(side).EnumerateArray().Select(t => t.GetString())));
                Assert.Equal(behind.Select(s => s.Review).Distinct().Count(), theme.GetProperty("reviews").GetInt32());
            }
            Assert.Equal(themes.Select(t => $"{t.theme.GetProperty("words").GetString()} {t.theme.GetProperty("reviews").GetInt32()} reviews"), page.All(".themes summary").Select(s => s.TextContent.Trim()));
            Assert.Equal(product.FamilyId is null ? 0 : 2, themes.Count);

            // The plain mean of what was answered to a question with stars.
            var answers = mine.SelectMany(r => r.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("value").GetInt32())).ToList();
            Assert.Equal(product.FamilyId is null ? 0 : 3, answers.Count);
            var means = voices.GetProperty("means").EnumerateArray().Select(m => (m.GetProperty("name").GetString(), m.GetProperty("mean").GetDouble(), m.GetProperty("count").GetInt32()));
            Assert.Equal(answers.Count == 0 ? [] : [("Sound", answers.Average(), answers.Count)], means);
            if (answers.Count > 0) Assert.Contains($"{One(answers.Average())} {answers.Count} answers", page.Find(".voices .review-answers")!.TextContent);

            // The score with its interval.
            var score = rating.GetProperty("score");
            var alpha = prior.Zip(ByStars(here, r => Weight(r, asOf)), (a, b) => a + b).ToArray();
            var (all, expected) = (alpha.Sum(), alpha.Select((a, at) => a * (at + 1)).Sum() / alpha.Sum());
            Assert.Equal(expected, score.GetProperty("score").GetDouble(), 9);
            var variance = (alpha.Select((a, at) => a * (at + 1) * (at + 1)).Sum() / all - expected * expected) / (all + 1);
            var (m, v) = ((expected - 1) / 4, variance / 16);
            var shape = m * (1 - m) / v - 1;
            Assert.Equal(0.025, Below((score.GetProperty("low").GetDouble() - 1) / 4, m * shape, (1 - m) * shape), 5);
            Assert.Equal(0.975, Below((score.GetProperty("high").GetDouble() - 1) / 4, m * shape, (1 - m) * shape), 5);
            foreach (var end in new[] { "score", "low", "high" }) Assert.Contains(score.GetProperty(end).GetDouble().ToString("0.00", CultureInfo.InvariantCulture), page.Find(".rating-how")!.TextContent);
            scores[product.Id] = expected;
        }

        // Lists that are asked to begin with the best rated.
        var best = (await anyone.Get("/products/in/" + Rapport.Kernel.Content.Slug.Of(category) + "?sort=rating")).All(".tile").Select(t => t.GetAttribute("href"));
        Assert.Equal(products.OrderByDescending(p => scores.GetValueOrDefault(p.Id)).ThenByDescending(p => p.Id).Select(p => p.Path), best);
    }

    /// Reviews of every kind of evidence and age, some of them out of sight.
    static async Task<List<Product>> Reviewed(World world, string category, bool importsCount)
    {
        var given = world.Given;
        Task<Product> Product(string? family = null) => given.Product($"Kettle {Given.Fresh()}", l => l with { Category = [category], Family = family });
        var family = $"F{Given.Fresh()}";
        var (oak, elm, alone, quiet, foreign) = (await Product(family), await Product(family), await Product(), await Product(), await Product());
        var (buyer, stranger) = (await given.Account(), await given.Newcomer());
        await given.Order(buyer, oak);
        await given.Review(oak, buyer, 5);
        var sound = await world.Query(async db =>
        {
            var aspect = new Aspect(db.NewId(), null, AspectKind.SubRating, "Sound", [], 0);
            db.Add(aspect);
            await db.Save(new AspectChanged(aspect));
            return aspect.Id;
        });
        foreach (var stars in new[] { 4, 2, 5 })
            await given.Review(elm, stars: stars, like: s => s with { Pros = stars == 4 ? "Very quiet" : "Quiet", Cons = stars < 5 ? "The lid" : "Lids", Answers = new Dictionary<long, int> { [sound] = Math.Max(1, stars - 1) } });
        var helpful = await given.Review(elm, stars: 3);
        var rewarded = await given.Review(alone, stars: 5, like: s => s with { Rewarded = true });
        await given.Review(alone, stars: 1, like: s => s with { Relation = Relation.Relative });
        await given.Review(alone, stars: 4, like: s => s with { Sampled = true });
        var old = await given.Review(alone, stars: 2);
        var (checkedOnes, others) = (await given.Review(foreign, stars: 5), await given.Review(alone, stars: 3));
        var hidden = await given.Review(alone, stars: 5);
        await world.Visit(stranger).Post($"/products/{alone.Id}/review", new { stars = 5, body = "What a thing this is." });
        await world.Visit(world.Cast.Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "This advertises something." });
        foreach (var (who, value) in new[] { (world.Cast.Ada, 1), (world.Cast.Cleo, 1), (world.Cast.Ben, -1) })
            await (await Robot.For(world, who)).Put($"/posts/{helpful.Id}/vote", new { value });
        await (await Robot.For(world, world.Cast.Ada)).Put($"/posts/{rewarded.Id}/vote", new { value = 1 });
        await world.Settled();
        await world.Do(async services =>
        {
            var db = services.GetRequiredService<Rapport.Kernel.Database.Db>();
            var now = db.Clock.GetUtcNow();
            (await db.Reviews.FirstAsync(r => r.Id == checkedOnes.Id)).CameFrom("Elsewhere", verified: true, now);
            (await db.Reviews.FirstAsync(r => r.Id == others.Id)).CameFrom("Elsewhere", verified: false, now);
            await db.Save();
            var then = now.AddDays(-1_000);
            await db.Reviews.Where(r => r.Id == old.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.CreatedAt, then));
            await db.Posts.Where(p => p.Id == old.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.CreatedAt, then));
            await services.GetRequiredService<SiteSettings>().Change(db, new ReviewSettings { ImportsCount = importsCount });
            return 0;
        });
        await world.Settled();
        return [oak, elm, alone, quiet, foreign];
    }

    static async Task<List<JsonElement>> All(Robot robot, string path)
    {
        var (all, next) = (new List<JsonElement>(), (string?)"");
        while (next is not null)
        {
            var page = (await robot.Get($"{path}{(path.Contains('?') ? '&' : '?')}limit=5{(next.Length > 0 ? $"&after={next}" : "")}")).Json;
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        return all;
    }

    static IEnumerable<long> Ids(IEnumerable<JsonElement> reviews) => reviews.Select(r => r.GetProperty("id").GetInt64());

    static string One(double mean) => mean.ToString("0.0", CultureInfo.InvariantCulture);

    static double[] ByStars(IReadOnlyCollection<JsonElement> reviews, Func<JsonElement, double> weight) =>
        [.. Enumerable.Range(1, 5).Select(stars => reviews.Where(r => r.GetProperty("stars").GetInt32() == stars).Sum(weight))];

    static void Same(double[] expected, JsonElement shown) => Assert.All(shown.EnumerateArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First.GetDouble(), 9));

    static double Weight(JsonElement review, DateOnly asOf)
    {
        var e = review.GetProperty("evidence");
        var imported = e.GetProperty("importedAt").ValueKind != JsonValueKind.Null;
        List<double> true_ = [imported ? e.GetProperty("sourceVerified").GetBoolean() ? 0.5 : 0.25 : e.GetProperty("boughtHere").GetBoolean() ? 1 : 0.5];
        if (e.GetProperty("rewarded").GetBoolean() || e.GetProperty("sampled").GetBoolean()) true_.Add(0.5);
        if (e.GetProperty("relation").GetString() != "none") true_.Add(0.1);
        var days = asOf.DayNumber - DateOnly.FromDateTime(review.GetProperty("createdAt").GetDateTimeOffset().UtcDateTime).DayNumber;
        return true_.Min() / Math.Pow(2, Math.Max(days, 0) / 730.0);
    }

    static double Wilson(int up, int down)
    {
        const double Z = 1.959963984540054;
        if (up + down == 0) return 0;
        double n = up + down, p = up / n;
        return up == 0 ? 0 : (p + Z * Z / (2 * n) - Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))) / (1 + Z * Z / n);
    }

    /// The beta distribution by Simpson's rule, after x = sin²t has taken its steep ends away.
    static double Below(double share, double a, double b)
    {
        const int Steps = 4_000;
        double Height(double t) => Math.Pow(Math.Sin(t), 2 * a - 1) * Math.Pow(Math.Cos(t), 2 * b - 1);
        double Area(double to) => to / Steps / 3 * Enumerable.Range(0, Steps + 1).Sum(n => (n is 0 or Steps ? 1 : n % 2 == 1 ? 4 : 2) * Height(Math.Min(n * to / Steps, Math.PI / 2)));
        return Area(Math.Asin(Math.Sqrt(share))) / Area(Math.PI / 2);
    }
}

public sealed class RecountTestsOnSqlite() : RecountTests(Engine.Sqlite);
public sealed class RecountTestsOnPostgres() : RecountTests(Engine.Postgres);
