using System.Net.Http.Json;
using System.Text.Json;
using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Reviews;

namespace Rapport.Tests.Reviews;

/// How administrators choose what counts, who may review, and what is asked.
public abstract class ReviewRulesTests(Engine engine) : InWorld(engine)
{
    static Task Imported(World world, Review review) => world.Query(async db =>
    {
        (await db.Reviews.FirstAsync(r => r.Id == review.Id)).CameFrom("Elsewhere", verified: true, db.Clock.GetUtcNow());
        await db.Save();
        return true;
    });

    static async Task<Aspect> Asked(World world, string name) => (await world.Query(db => db.Aspects.AsNoTracking().FirstAsync(a => a.Name == name)));

    [Fact]
    public async Task Whether_reviews_of_other_sites_count_changes_the_mean_and_the_page_says_so()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        await world.Given.Review(kettle, stars: 1);
        await Imported(world, await world.Given.Review(kettle, stars: 5));
        using var alma = world.Visit(world.Cast.Alma);
        using var anyone = world.Visit();

        var all = await anyone.Get(kettle.Path);
        await alma.Post("/admin/reviews", new { });
        var own = await anyone.Get(kettle.Path);
        await alma.Submit(await alma.Get("/admin/reviews"), "/admin/reviews", new { importscount = "true" });
        var again = await anyone.Get(kettle.Path);

        Assert.Equal(["3.0", "1.0", "3.0"], new[] { all, own, again }.Select(p => p.Find(".rating-mean b")!.TextContent));
        Assert.Contains("1 was written elsewhere and does not count in the stars.", own.Text);
        Assert.Contains("2 of 2 published", own.Text);
        Assert.DoesNotContain("does not count", all.Text + again.Text);
    }

    [Fact]
    public async Task Where_only_buyers_review_others_are_told_how_it_is_done()
    {
        await using var world = await World.Start(Engine);
        var (kettle, buyer) = (await world.Given.Product(), await world.Given.Account());
        await world.Given.Order(buyer, kettle);
        await world.Settled();
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/reviews"), "/admin/reviews", new { buyersonly = "true" });
        Assert.NotNull((await alma.Get("/admin/reviews?saved=1")).Find("input[name=buyersonly][checked]"));

        var stranger = await world.Visit(world.Cast.Ada).Post($"/products/{kettle.Id}/review", new { stars = 5, body = "I saw it in a shop once." });
        var owner = await world.Visit(buyer).Post($"/products/{kettle.Id}/review", new { stars = 2, body = "It drips at the spout." });

        Assert.Equal((422, 303), (stranger.Status, owner.Status));
        Assert.Contains("Only who bought this here can review it.", stranger.Text);
    }

    [Fact]
    public async Task Where_only_buyers_review_others_are_told_so_before_they_write()
    {
        await using var world = await World.Start(Engine);
        var (kettle, mug, buyer) = (await world.Given.Product(), await world.Given.Product(), await world.Given.Account());
        await world.Given.Order(buyer, kettle);
        await world.Given.Review(mug, buyer);
        await world.Settled();
        Assert.NotNull((await world.Visit(world.Cast.Ada).Get($"{kettle.Path}/review")).Find("textarea[name=body]"));
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/reviews"), "/admin/reviews", new { buyersonly = "true" });

        var stranger = await world.Visit(world.Cast.Ada).Get($"{kettle.Path}/review");
        var anyone = await world.Visit().Get($"{kettle.Path}/review");

        Assert.Equal((null, null), (stranger.Find("textarea[name=body]"), anyone.Find("textarea[name=body]")));
        Assert.Contains("use the link in our mail", stranger.Text);
        Assert.Contains("sign in with the address that you ordered with", anyone.Text);
        Assert.Equal($"/sign-in?then={Uri.EscapeDataString($"{kettle.Path}/review")}", anyone.Find("main .actions a")!.GetAttribute("href"));
        Assert.NotNull((await world.Visit(buyer).Get($"{kettle.Path}/review")).Find("textarea[name=body]"));
        Assert.NotNull((await world.Visit(world.Cast.Emil).Get($"{kettle.Path}/review")).Find("textarea[name=body]"));
        Assert.NotNull((await world.Visit(buyer).Visit($"{mug.Path}/review")).Find("textarea[name=body]"));
    }

    [Fact]
    public async Task A_question_is_asked_about_its_kind_of_product_and_answers_outlive_it()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product("Egret kettle", l => l with { Category = ["Kitchen", "Kettles"] });
        var scale = await world.Given.Product("Tern scale", l => l with { Category = ["Office"] });
        using var alma = world.Visit(world.Cast.Alma);
        using var ada = world.Visit(world.Cast.Ada);
        var form = await alma.Get("/admin/reviews/aspects/new");
        Assert.Contains("Kitchen > Kettles", form.All("#categories option").Select(o => o.GetAttribute("value")));

        Assert.Equal(303, (await alma.Submit(form, "/admin/reviews/aspects", new { category = "Kitchen", kind = "subrating", name = "Sound" })).Status);
        await alma.Submit(await alma.Get("/admin/reviews/aspects/new"), "/admin/reviews/aspects", new { category = "", kind = "context", name = "How long have you had it?", options = "A month\nA year" });
        var (sound, age) = (await Asked(world, "Sound"), await Asked(world, "How long have you had it?"));

        Assert.Contains("Sound", (await ada.Get($"{kettle.Path}/review")).Text);
        Assert.DoesNotContain("Sound", (await ada.Get($"{scale.Path}/review")).Text);
        Assert.Contains("How long have you had it?", (await ada.Get($"{scale.Path}/review")).Text);
        await ada.Post($"/products/{kettle.Id}/review", new Dictionary<string, string> { ["stars"] = "4", ["body"] = "It hums a little.", [$"answer-{sound.Id}"] = "2", [$"answer-{age.Id}"] = "1" });

        await alma.Submit(await alma.Get($"/admin/reviews/aspects/{age.Id}"), $"/admin/reviews/aspects/{age.Id}", new { name = "Since when?", options = "A month\nOne year\nLonger" });
        await alma.Submit(await alma.Get($"/admin/reviews/aspects/{sound.Id}"), $"/admin/reviews/aspects/{sound.Id}/retire");
        await world.Settled();

        Assert.DoesNotContain("Sound", (await world.Visit(world.Cast.Ben).Get($"{kettle.Path}/review")).Text);
        var page = await world.Visit().Get($"{kettle.Path}/reviews");
        Assert.Contains("Sound", page.Text);
        Assert.Contains("Since when?One year", page.All(".review-answers div").Select(d => d.TextContent.Trim()));
        Assert.Contains("Not asked any more", (await alma.Get("/admin/reviews")).Text);
        // Nor do its answers go when the review is changed, by form or by program.
        var review = await world.Query(db => db.Reviews.AsNoTracking().FirstAsync(r => r.ProductId == kettle.Id));
        Assert.Equal(303, (await ada.Submit(await ada.Get($"/reviews/{review.Id}/edit"), $"/reviews/{review.Id}", new { stars = 3 })).Status);
        Assert.Equal(200, (await (await Robot.For(world, world.Cast.Ada)).Patch($"/reviews/{review.Id}", new { stars = 2 })).Status);
        Assert.Equal([2, 1], await world.Query(db => db.ReviewAnswers.Where(a => a.ReviewId == review.Id).OrderBy(a => a.AspectId).Select(a => a.Value).ToListAsync()));
        await alma.Submit(await alma.Get($"/admin/reviews/aspects/{sound.Id}"), $"/admin/reviews/aspects/{sound.Id}/return");
        Assert.Contains("Sound", (await world.Visit(world.Cast.Ben).Get($"{kettle.Path}/review")).Text);
    }

    [Theory]
    [InlineData("kind", "gone", "Choose how it is answered.")]
    [InlineData("category", "Garden > Ponds", "There is no such category.")]
    [InlineData("name", "x", "A name takes 2 to 60 characters.")]
    [InlineData("options", "Only one", "Name at least two answers, one a line.")]
    public async Task A_question_that_cannot_be_asked_is_refused_in_words(string field, string said, string why)
    {
        using var alma = As(Alma);
        var fields = new Dictionary<string, string> { ["kind"] = "context", ["name"] = $"Since when {Given.Fresh()}?", ["options"] = "A month\nA year", [field] = said };

        var page = await alma.Submit(await alma.Get("/admin/reviews/aspects/new"), "/admin/reviews/aspects", fields);

        Assert.Equal(422, page.Status);
        Assert.Contains(why, page.Text);
    }

    [Fact]
    public async Task Answers_that_were_given_keep_their_places_and_nothing_is_asked_twice()
    {
        var name = $"Since when {Given.Fresh()}?";
        using var alma = As(Alma);
        await alma.Submit(await alma.Get("/admin/reviews/aspects/new"), "/admin/reviews/aspects", new { kind = "context", name, options = "A month\nA year" });
        var twice = await alma.Submit(await alma.Get("/admin/reviews/aspects/new"), "/admin/reviews/aspects", new { kind = "context", name, options = "A week\nA year" });
        var page = $"/admin/reviews/aspects/{(await Asked(World, name)).Id}";

        var fewer = await alma.Submit(await alma.Get(page), page, new { name, options = "A month" });

        Assert.Contains("This is asked there already", twice.Text);
        Assert.Equal((422, 422), (twice.Status, fewer.Status));
    }

    [Fact]
    public async Task Questions_are_put_in_order_a_step_at_a_time_or_by_a_program()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        var robot = await Robot.For(world, world.Cast.Alma);
        foreach (var name in new[] { "Sound", "Looks", "Cleaning" }) Assert.Equal(201, (await robot.Post("/aspects", new { kind = "subRating", name })).Status);
        async Task<string[]> Order() => [.. (await alma.Get("/admin/reviews")).All("#aspects .row b").Select(b => b.TextContent)];
        var cleaning = await Asked(world, "Cleaning");

        await alma.Submit(await alma.Get("/admin/reviews"), $"/admin/reviews/aspects/{cleaning.Id}/move", new { by = "up" });
        var stepped = await Order();
        await robot.Put("/aspects/order", new { aspects = new[] { cleaning.Id } });

        Assert.Equal(["Sound", "Cleaning", "Looks"], stepped);
        Assert.Equal(["Cleaning", "Sound", "Looks"], await Order());
        Assert.Equal(200, (await robot.Patch($"/aspects/{cleaning.Id}", new { name = "Easy to clean", asked = false })).Status);
        var told = (await robot.Get("/aspects")).Json.GetProperty("items").EnumerateArray().First(a => a.GetProperty("id").GetInt64() == cleaning.Id);
        Assert.Equal("Easy to clean", told.GetProperty("name").GetString());
        Assert.NotEqual(JsonValueKind.Null, told.GetProperty("retiredAt").ValueKind);
    }

    [Fact]
    public async Task Programs_read_and_change_how_reviews_are_taken_and_the_decision_is_written_down()
    {
        await using var world = await World.Start(Engine);
        var robot = await Robot.For(world, world.Cast.Alma);

        var changed = await robot.Patch("/settings/reviews", new { importsCount = false });
        var now = (await robot.Get("/settings/reviews")).Json;

        Assert.Equal(200, changed.Status);
        Assert.Equal((false, false), (now.GetProperty("importsCount").GetBoolean(), now.GetProperty("buyersOnly").GetBoolean()));
        Assert.Equal(403, (await (await Robot.For(world, world.Cast.Mona)).Get("/settings/reviews")).Status);
        Assert.Contains("How reviews are taken changed", (await world.Visit(world.Cast.Alma).Get("/admin/audit")).Text);
    }
}

public sealed class ReviewRulesTestsOnSqlite() : ReviewRulesTests(Engine.Sqlite);
public sealed class ReviewRulesTestsOnPostgres() : ReviewRulesTests(Engine.Postgres);
