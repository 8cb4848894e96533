using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Tests.Reviews;

/// The law on reviews as rules that hold whatever is set: see docs/rating.md and the page "How we collect and check reviews".
/// Each is shown able to fail by a house where somebody breaks it.
public abstract class LawTests(Engine engine) : InWorld(engine)
{
    /// Everything an administrator can set that a review could meet on its way, and who writes how.
    sealed record Setting(Holding Everywhere, Holding? Here, int FirstPosts, bool BuyersOnly, bool ImportsCount, bool Bought, bool Link, bool Vouched, bool Rewarded, bool Employee);

    static readonly Gen<Setting> Settings = Gen.Select(
        Gen.Select(Gen.Enum<Holding>(), Gen.OneOf(Gen.Const((Holding?)null), Gen.Enum<Holding>().Select(h => (Holding?)h)), Gen.Int[0, 4]), Gen.Bool.Array[7],
        (a, b) => new Setting(a.Item1, a.Item2, a.Item3, b[0], b[1], b[2], b[3], b[4], b[5], b[6]));

    static Task Lay(World world, Setting s) => world.Do(async services =>
    {
        var (settings, db) = (services.GetRequiredService<SiteSettings>(), services.GetRequiredService<Db>());
        await settings.Change(db, settings.Of<ModerationSettings>() with { Holding = s.Everywhere, FirstPosts = s.FirstPosts });
        await settings.Change(db, settings.Of<ReviewSettings>() with { BuyersOnly = s.BuyersOnly, ImportsCount = s.ImportsCount });
        if (await db.Spaces.FirstOrDefaultAsync(x => x.Purpose == SpacePurpose.Reviews) is { } space) space.Holding = s.Here;
        await db.Save();
        return 0;
    });

    /// What became of a review, where it waits if it does, and whether somebody is asked to decide on it.
    sealed record Fate(int Status, ReviewState? State, Wait? Wait, Sight? Sight);

    /// Somebody quite like all others here writes the same words with these stars.
    static async Task<Fate> Written(World world, Setting s, Product of, int stars)
    {
        var by = s.Employee ? await world.Given.Member(role: Role.Employee) : await world.Given.Newcomer();
        if (s.Bought) await world.Given.Order(by, of);
        if (s is { Vouched: true, Employee: false }) await world.Query(async db => { db.Add(new Vouch(by.Id, null, db.Clock.GetUtcNow())); await db.Save(); return true; });
        await world.Settled();
        var fields = new Dictionary<string, string> { ["stars"] = $"{stars}", ["body"] = s.Link ? "See https://shop.example/lid for the lid." : "It is a kettle with a lid." };
        if (s.Rewarded) fields["rewarded"] = "true";
        var status = (await world.Visit(by).Post($"/products/{of.Id}/review", fields)).Status;
        await world.Settled();
        return await world.Query(async db =>
        {
            var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.AuthorId == by.Id);
            var id = review?.Id ?? 0;
            return new Fate(status, review?.State, await db.Cases.Where(c => c.ThingId == id && c.DecidedAt == null).Select(c => c.Wait).FirstOrDefaultAsync(), await db.Topics.Where(t => t.Id == id).Select(t => (Sight?)t.Sight).FirstOrDefaultAsync());
        });
    }

    /// The first setting under which stars decide something; nothing where they never do.
    static async Task<Setting?> WhereStarsDecide(World world, int tries)
    {
        var first = await world.Given.Product();
        await world.Given.Review(first);
        foreach (var setting in Draw(Settings, tries))
        {
            await Lay(world, setting);
            var kettle = await world.Given.Product();
            var fates = new List<Fate>();
            foreach (var stars in new[] { 1, 3, 5 }) fates.Add(await Written(world, setting, kettle, stars));
            if (fates.Distinct().Count() > 1) return setting;
        }
        return null;
    }

    static IEnumerable<T> Draw<T>(Gen<T> gen, int count)
    {
        var random = new PCG(1, 20261129);
        for (var n = 0; n < count; n++) yield return gen.Generate(random, null, out _);
    }

    [Fact]
    public async Task Under_no_setting_do_stars_decide_whether_or_when_a_review_is_published()
    {
        await using var world = await World.Start(Engine);

        Assert.Null(await WhereStarsDecide(world, tries: 10));
    }

    [Fact]
    public async Task Where_a_house_hides_critical_reviews_that_rule_says_so()
    {
        await using var world = await World.Start(Engine, services => services.AddReader<HidesCritics>());

        Assert.NotNull(await WhereStarsDecide(world, tries: 8));
    }

    /// What the law forbids, for the test that the rule finds it.
    sealed class HidesCritics : DerivedReader
    {
        public override Task Clear(Db db) => Task.CompletedTask;

        public override async Task Read(Db db, IReadOnlyList<Recorded> events)
        {
            var written = events.Where(e => e.Event is ReviewWritten).Select(e => e.Subject.Id).ToList();
            var critical = db.Reviews.Where(r => written.Contains(r.Id) && r.Stars <= 2).Select(r => r.Id);
            await db.Topics.Where(t => critical.Contains(t.Id)).ExecuteUpdateAsync(s => s.SetProperty(t => t.Sight, Sight.Held));
        }
    }

    /// The bodies of reviews as a page lists them, and those of their twins with other stars.
    static async Task<(string[] One, string[] Other)> Orders(World world, int[] stars, int[] votes)
    {
        async Task<string[]> Order(Func<int, int> given)
        {
            var kettle = await world.Given.Product();
            foreach (var (n, one) in stars.Index())
            {
                var review = await world.Given.Review(kettle, stars: given(one), body: $"Number {n} of them.");
                for (var v = 0; v < votes[n]; v++)
                {
                    var voter = await world.Given.Member();
                    await world.Visit(voter).Post($"/posts/{review.Id}/vote", new { value = 1 });
                }
            }
            await world.Settled();
            var anyone = world.Visit();
            var product = (await anyone.Get(kettle.Path)).All(".review .prose").Select(p => p.TextContent.Trim());
            return [.. product, .. (await anyone.Get($"{kettle.Path}/reviews")).All(".review .prose").Select(p => p.TextContent.Trim())];
        }
        return (await Order(s => s), await Order(s => 6 - s));
    }

    [Fact]
    public async Task The_order_that_nobody_chose_stays_when_all_stars_are_turned_around()
    {
        foreach (var (stars, votes) in Draw(Gen.Select(Gen.Int[1, 5].Array[6], Gen.Int[0, 2].Array[6]), 2))
        {
            var (one, other) = await Orders(World, stars, votes);
            Assert.Equal(one, other);
            Assert.True(one.Length >= 6);
        }
    }

    [Fact]
    public async Task An_order_by_stars_would_be_seen_by_that_rule()
    {
        var kettle = await Given.Product();
        foreach (var stars in new[] { 5, 1 }) await Given.Review(kettle, stars: stars, body: $"Given {stars}.");
        await Settled();

        var page = await Anyone().Get($"{kettle.Path}/reviews?sort=critical");

        Assert.Equal(["Given 1.", "Given 5."], page.All(".review .prose").Select(p => p.TextContent.Trim()));
    }

    [Fact]
    public async Task What_was_written_elsewhere_is_never_bought_here_whatever_the_list_or_an_order_says()
    {
        var (kettle, buyer) = (await Given.Product(), await Given.Account());
        await Given.Order(buyer, kettle);
        await Settled();
        var own = await Given.Review(kettle, buyer);
        await Settled();
        Assert.Contains("Bought here", (await Anyone().Get($"{kettle.Path}/reviews")).Text);

        await World.Query(async db =>
        {
            (await db.Reviews.FirstAsync(r => r.Id == own.Id)).CameFrom("Elsewhere", verified: true, db.Clock.GetUtcNow());
            db.Redraw("reviews");
            await db.Save();
            return true;
        });
        // Told again, the order would give its evidence to what was written here.
        await Given.Order(buyer, kettle, placed: "2026-03-02", number: $"B-{Given.Fresh()}");
        await Settled();

        var review = await World.Query(db => db.Reviews.AsNoTracking().FirstAsync(r => r.Id == own.Id));
        Assert.Equal((null, null), (review.OrderLineId, review.BoughtAt));
        Assert.DoesNotContain("Bought here", (await Anyone().Get($"{kettle.Path}/reviews?sort=newest")).Text);
    }

    [Fact]
    public async Task No_label_can_be_taken_away_by_anybody()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var review = await Given.Review(kettle, by, like: s => s with { Rewarded = true, Sampled = true, Relation = Relation.Relative });
        await Settled();
        async Task<string[]> Labels() => [.. (await Anyone().Get($"{kettle.Path}/reviews")).All(".evidence .label").Select(l => l.TextContent.Trim()).Where(l => !l.Contains("by this author"))];
        string[] all = ["Close to the brand", "Rewarded", "Given to try"];
        Assert.Equal(all, await Labels());

        // Its author leaves every box empty, by the form and as a program; others try what they may.
        foreach (var stars in new[] { 5, 1 }) Assert.Equal(303, (await As(by).Post($"/reviews/{review.Id}", new { stars, body = $"Changed to {stars}.", relative = "", rewarded = "", sampled = "" })).Status);
        foreach (var who in new[] { by, Emil, Mona, Alma })
        {
            var robot = await Robot.For(World, who);
            foreach (var body in new object[] { new { rewarded = false, sampled = false, relation = "none" }, new { incentive = (long?)null, source = (string?)null } })
            {
                await robot.Patch($"/posts/{review.Id}", body);
                await robot.Patch($"/topics/{review.Id}", body);
                await robot.Patch($"/reviews/{review.Id}", body);
                await robot.Put($"/reviews/{review.Id}", body);
            }
            await As(who).Post($"/reviews/{review.Id}", new { stars = 4, body = "Somebody else's words." });
            await As(who).Post($"/posts/{review.Id}", new { title = "Another", body = "Other words.", reason = "Tidy" });
        }
        await Settled();
        Assert.Equal(all, await Labels());
    }

    [Fact]
    public async Task An_employee_stays_one_on_what_they_wrote_when_they_are_one_no_more()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member(role: Role.Employee));
        var review = await Given.Review(kettle, by);
        await World.Query(async db => { (await db.Members.FirstAsync(m => m.Id == by.Id)).Take(Role.Member); await db.Save(); return true; });

        await As(by).Post($"/reviews/{review.Id}", new { stars = 5, body = "I work there no more." });
        await Settled();

        Assert.Contains("Works here", (await Anyone().Get($"{kettle.Path}/reviews")).Find(".review")!.TextContent);
    }

    /// Nothing in the code that changes a label can set it back: labels have no public setter, and what disclosed it only adds.
    [Fact]
    public void A_label_can_be_put_on_a_review_and_not_off()
    {
        var labels = new[] { nameof(Review.Rewarded), nameof(Review.Sampled), nameof(Review.Relation), nameof(Review.IncentiveId), nameof(Review.Source), nameof(Review.ImportedAt), nameof(Review.OrderLineId) };

        Assert.All(labels, name => Assert.False(typeof(Review).GetProperty(name)!.SetMethod!.IsPublic));
        Assert.False(typeof(Review).GetProperty(nameof(Review.State))!.SetMethod!.IsPublic);
    }
}

public sealed class LawTestsOnSqlite() : LawTests(Engine.Sqlite);
public sealed class LawTestsOnPostgres() : LawTests(Engine.Postgres);
