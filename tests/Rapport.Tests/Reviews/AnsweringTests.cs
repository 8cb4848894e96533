using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Kernel.Mail;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Answering;

namespace Rapport.Tests.Reviews;

/// The brand's side: what waits for its answer, and what it writes to a reviewer alone.
public abstract class AnsweringTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task What_waits_longest_for_an_answer_stands_first_whatever_its_stars_and_goes_when_it_is_answered()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        var reviews = new List<Review>();
        foreach (var stars in new[] { 5, 1, 3 }) reviews.Add(await world.Given.Review(kettle, stars: stars, body: $"Given {stars} of them."));
        await world.Settled();
        using var emil = world.Visit(world.Cast.Emil);
        async Task<string[]> Waiting() => [.. (await emil.Get("/admin/reviews/unanswered")).All(".review .prose").Select(p => p.TextContent.Trim())];
        Assert.Equal(["Given 5 of them.", "Given 1 of them.", "Given 3 of them."], await Waiting());

        await emil.Post($"/topics/{reviews[1].Id}/replies", new { body = "We send you another lid." });
        await emil.Submit(await emil.Get("/admin/reviews/unanswered"), $"/admin/reviews/{reviews[0].Id}/no-answer");

        Assert.Equal(["Given 3 of them."], await Waiting());
        Assert.Equal(404, (await world.Visit(world.Cast.Ada).Get("/admin/reviews/unanswered")).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Ada).Post($"/admin/reviews/{reviews[2].Id}/no-answer", new { })).Status);
    }

    async Task<(Product Kettle, Member By, Review Review)> Reviewed()
    {
        var (kettle, by) = (await Given.Product(), await Given.Account(password: null));
        return (kettle, by, await Given.Review(kettle, by, stars: 1));
    }

    [Fact]
    public async Task The_brand_and_a_reviewer_write_to_each_other_and_nobody_else_reads_it()
    {
        var (kettle, by, review) = await Reviewed();
        var emil = await Given.Account("Emilia", password: null, role: Role.Employee);
        using var brand = As(emil);
        using var reviewer = As(by);
        var path = $"/reviews/{review.Id}/words";
        Assert.Equal(404, (await reviewer.Get(path)).Status);

        Assert.Equal(303, (await brand.Submit(await brand.Get(path), path, new { text = "May we send you another lid?" })).Status);
        await Settled();
        var mail = Assert.Single(await Given.MailsTo(by.Email), m => m.Kind == PrivateWords.ToReviewer);
        Assert.Contains("May we send you another lid?", mail.Text);
        Assert.Contains($"{path}", mail.Text);
        Assert.Equal(303, (await reviewer.Submit(await reviewer.Get(path), path, new { text = "Yes, please, a blue one." })).Status);
        await Settled();

        Assert.Contains("Yes, please, a blue one.", Assert.Single(await Given.MailsTo(emil.Email), m => m.Kind == PrivateWords.ToBrand).Text);
        Assert.Contains("Yes, please, a blue one.", (await brand.Get(path)).Text);
        Assert.Contains("Private words of the brand to you", (await reviewer.Visit($"/posts/{review.Id}")).Text);
        foreach (var other in new[] { Anyone(), As(Ada) })
        {
            Assert.NotEqual(200, (await other.Get(path)).Status);
            await other.Post(path, new { text = "Let me in." });
            foreach (var page in new[] { $"/posts/{review.Id}", $"{kettle.Path}/reviews", "/search?q=blue" }) Assert.DoesNotContain("a blue one", (await other.Visit(page)).Body);
        }
        Assert.Equal(404, (await (await Robot.For(World, Ada)).Get($"/reviews/{review.Id}/private-words")).Status);
        Assert.Equal(2, (await (await Robot.For(World, by)).Get($"/reviews/{review.Id}/private-words")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(2, await World.Query(db => db.Set<PrivateWord>().CountAsync(w => w.ReviewId == review.Id)));
    }

    [Fact]
    public async Task A_reviewer_takes_private_words_along_and_away()
    {
        var (kettle, by) = (await Given.Product(), await Given.Account());
        var review = await Given.Review(kettle, by, stars: 1);
        using (var brand = As(Emil)) await brand.Post($"/reviews/{review.Id}/words", new { text = "May we send you another lid?" });
        var visitor = As(by);
        await visitor.Post($"/reviews/{review.Id}/words", new { text = "Yes, please." });
        Assert.Equal(2, await World.Query(db => db.Set<PrivateWord>().CountAsync(w => w.ReviewId == review.Id)));

        await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = by.Handle, currentPassword = Given.Password });
        await Settled();

        Assert.Equal(0, await World.Query(db => db.Set<PrivateWord>().CountAsync(w => w.ReviewId == review.Id)));
    }

    [Fact]
    public async Task What_says_nothing_or_cannot_arrive_is_refused()
    {
        var (_, _, review) = await Reviewed();
        using var brand = As(Emil);

        Assert.Contains("Write something.", (await brand.Post($"/reviews/{review.Id}/words", new { text = " " })).Text);
        Assert.Contains("Write at most 3,000 characters.", (await brand.Post($"/reviews/{review.Id}/words", new { text = new string('x', 100_000) })).Text);
        Assert.Equal(404, (await brand.Post("/reviews/9007199254740991/words", new { text = "Hello?" })).Status);
    }

    [Fact]
    public async Task A_review_shows_what_else_its_author_wrote()
    {
        var (kettle, mug, by) = (await Given.Product(), await Given.Product(), await Given.Member());
        await Given.Review(kettle, by);
        var second = await Given.Review(mug, by);
        await As(Ada).Post($"/posts/{second.Id}/vote", new { value = 1 });
        await Settled();

        foreach (var page in new[] { await Anyone().Get($"{kettle.Path}/reviews"), await Anyone().Visit($"/posts/{second.Id}") })
        {
            Assert.Contains("2 reviews by this author", page.Find(".evidence")!.TextContent);
            Assert.Contains("1 person found them helpful.", page.Find(".evidence")!.TextContent);
        }
    }

    [Fact]
    public async Task What_was_changed_of_stars_and_sides_stays_readable()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var review = await Given.Review(kettle, by, stars: 1, like: s => s with { Pros = "Looks", Cons = "The lid" });

        Assert.Equal(303, (await As(by).Post($"/reviews/{review.Id}", new { stars = 5, body = "It boils fast and it does not drip.", pros = "Looks\nService" })).Status);
        await Settled();

        Assert.Contains("edited", (await Anyone().Get($"{kettle.Path}/reviews")).Find(".review .byline")!.TextContent);
        var history = await Anyone().Get($"/posts/{review.Id}/history");
        Assert.Equal("1 of 5 stars", history.Find("del .stars")!.GetAttribute("aria-label"));
        Assert.Equal("5 of 5 stars", history.Find("ins .stars")!.GetAttribute("aria-label"));
        Assert.Equal(["The lid", "Service"], history.All("li del, li ins").Select(d => d.TextContent).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task What_was_changed_before_others_saw_it_stays_with_its_author()
    {
        var (kettle, nils) = (await Given.Product(), await Given.Newcomer("Nils", mailed: true));
        await As(nils).Post($"/products/{kettle.Id}/review", new { stars = 1, body = "It drips since Tuesday." });
        await Settled();
        var id = await World.Query(db => db.Reviews.Where(r => r.AuthorId == nils.Id).Select(r => r.Id).FirstAsync());
        await As(nils).Post($"/reviews/{id}", new { stars = 4, body = "It drips since Tuesday." });
        await As(Mona).Post($"/admin/cases/{(await Given.OpenCase(id))!.Id}", new { verdict = "publish" });
        await Settled();

        Assert.Null((await Anyone().Get($"/posts/{id}/history")).Find("del"));
        Assert.NotNull((await As(nils).Get($"/posts/{id}/history")).Find("del"));
    }
}

public sealed class AnsweringTestsOnSqlite() : AnsweringTests(Engine.Sqlite);
public sealed class AnsweringTestsOnPostgres() : AnsweringTests(Engine.Postgres);
