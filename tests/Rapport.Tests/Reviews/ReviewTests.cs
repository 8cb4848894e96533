using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Tests.Reviews;

public abstract class ReviewTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task Stars_and_words_are_enough_and_stand_on_the_products_page()
    {
        var kettle = await Given.Product();
        var form = await As(Ada).Get($"{kettle.Path}/review?stars=4");
        Assert.Equal("4", form.Find("input[name=stars][checked]")!.GetAttribute("value"));

        var thanks = await As(Ada).Submit(form, $"/products/{kettle.Id}/review", new { stars = 4, body = "It boils fast and it does not drip." });
        var said = await As(Ada).Get(thanks.Location!);

        Assert.Contains("Your review is published", said.Text);
        var page = await Anyone().Get(kettle.Path);
        Assert.Contains("It boils fast and it does not drip.", page.Find("#reviews")!.TextContent);
        Assert.Equal("4 of 5 stars", page.Find("#reviews .review .stars")!.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(null, "It boils.", "Choose from one to five stars.")]
    [InlineData("6", "It boils.", "Choose from one to five stars.")]
    [InlineData("4", " ", "Write something first.")]
    public async Task A_review_without_stars_or_words_comes_back_filled_in(string? stars, string body, string why)
    {
        var kettle = await Given.Product();
        var form = await As(Ada).Get($"{kettle.Path}/review");

        var page = await As(Ada).Submit(form, $"/products/{kettle.Id}/review", new { stars, body, pros = "Quick" });

        Assert.Equal(422, page.Status);
        Assert.Contains(why, page.Text);
        Assert.Contains("Quick", page.Find("#pros")!.TextContent);
    }

    [Fact]
    public async Task Nobody_reviews_the_same_thing_twice_but_changes_what_they_said()
    {
        var kettle = await Given.Product();
        var review = await Given.Review(kettle, Ada, stars: 5);

        var second = await As(Ada).Get($"{kettle.Path}/review");
        Assert.Equal($"/reviews/{review.Id}/edit", second.Location);
        var form = await As(Ada).Get(second.Location!);
        await As(Ada).Submit(form, $"/reviews/{review.Id}", new { stars = 2, body = "It drips after all.", cons = "The lid" });
        await Settled();

        var page = await Anyone().Get(kettle.Path);
        Assert.Contains("It drips after all.", page.Text);
        Assert.Contains("The lid", page.Text);
        Assert.Equal("2 of 5 stars", page.Find("#reviews .stars")!.GetAttribute("aria-label"));
        Assert.Contains("boils", (await Anyone().Get($"/posts/{review.Id}/history")).Text);
    }

    [Fact]
    public async Task What_is_written_in_a_second_window_goes_into_the_review_that_there_is()
    {
        var (kettle, ben) = (await Given.Product(), await Given.Member());
        var form = await As(ben).Visit($"{kettle.Path}/review");
        var review = await Given.Review(kettle, ben, stars: 5);

        var page = await As(ben).Submit(form, $"/products/{kettle.Id}/review", new { stars = 2, title = "Not that one", body = "After a month it drips." });

        Assert.Equal(422, page.Status);
        Assert.Contains("You have reviewed this already. What you wrote now stands below", page.Text);
        Assert.Equal(["After a month it drips.", "Not that one", "2"], [page.Find("textarea[name=body]")!.TextContent.Trim(), page.Find("input[name=title]")!.GetAttribute("value"), page.Find("input[name=stars][checked]")!.GetAttribute("value")]);
        Assert.Equal(303, (await As(ben).Submit(page, $"/reviews/{review.Id}", new { })).Status);
        Assert.Contains("After a month it drips.", (await Anyone().Get($"/posts/{review.Id}")).Text + (await Anyone().Get(kettle.Path)).Text);
    }

    [Fact]
    public async Task Its_writer_chooses_the_name_that_others_see()
    {
        var (kettle, member) = (await Given.Product(), await Given.Account("Petra Lind"));
        var form = await As(member).Get($"{kettle.Path}/review");
        Assert.Equal("Petra Lind", form.Find("input[name=name]")!.GetAttribute("value"));

        await As(member).Submit(form, $"/products/{kettle.Id}/review", new { stars = 4, body = "It boils fast and does not drip.", name = "Petra L." });
        await Settled();

        var page = await Anyone().Get(kettle.Path);
        Assert.Contains("Petra L.", page.Find("#reviews .byline")!.TextContent);
        Assert.DoesNotContain("Petra Lind", page.Text);
    }

    [Fact]
    public async Task Neither_words_nor_title_nor_place_of_a_review_are_changed_by_who_works_here()
    {
        var review = await Given.Review(await Given.Product(), Ada, stars: 1, body: "It drips since Tuesday.");
        foreach (var who in new[] { Mona, Alma })
        {
            var robot = await Robot.For(World, who);
            Assert.Equal(404, (await As(who).Get($"/posts/{review.Id}/edit")).Status);
            Assert.Equal(422, (await As(who).Post($"/posts/{review.Id}", new { body = "It is wonderful.", reason = "typo" })).Status);
            Assert.Equal(422, (await robot.Patch($"/posts/{review.Id}", new { body = "It is wonderful.", reason = "typo" })).Status);
            Assert.Equal(422, (await robot.Patch($"/topics/{review.Id}", new { title = "Wonderful kettle", reason = "typo" })).Status);
            Assert.Contains("Reviews are not pinned", (await As(who).Post($"/topics/{review.Id}/pin")).Text);
        }
        foreach (var who in new[] { Emil, Mona, Alma }) Assert.Contains("does not vote on reviews", (await As(who).Post($"/posts/{review.Id}/vote", new { value = 1 })).Text);

        Assert.Equal(303, (await As(Ben).Post($"/posts/{review.Id}/vote", new { value = 1 })).Status);
        Assert.Contains("It drips since Tuesday.", (await Anyone().Visit($"/posts/{review.Id}")).Text);
        Assert.Empty((await As(Mona).Visit($"/posts/{review.Id}")).All($"a[href='/posts/{review.Id}/edit'], form[action='/topics/{review.Id}/pin'], form[action='/posts/{review.Id}/vote']"));
    }

    [Fact]
    public async Task Nobody_changes_the_review_of_somebody_else()
    {
        var review = await Given.Review(await Given.Product(), Ada);

        Assert.Equal(404, (await As(Ben).Get($"/reviews/{review.Id}/edit")).Status);
        Assert.Equal(404, (await As(Ben).Post($"/reviews/{review.Id}", new { stars = 1, body = "Bad." })).Status);
    }

    [Fact]
    public async Task Who_bought_it_here_is_labelled_so_and_waits_for_nobody()
    {
        var (kettle, buyer) = (await Given.Product(), await Given.Newcomer(mailed: true));
        await Given.Order(buyer, kettle);

        await As(buyer).Post($"/products/{kettle.Id}/review", new { stars = 1, body = "It broke on the second day." });

        var page = await Anyone().Get(kettle.Path);
        Assert.Contains("It broke on the second day.", page.Text);
        Assert.Contains("Bought here", page.Find("#reviews .evidence")!.TextContent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_strangers_review_waits_whatever_its_stars(int stars)
    {
        var (kettle, stranger) = (await Given.Product(), await Given.Newcomer());

        var thanks = await As(stranger).Post($"/products/{kettle.Id}/review", new { stars, body = "What a thing this is." });

        Assert.Contains("waits for a moderator", (await As(stranger).Get(thanks.Location!)).Text);
        Assert.DoesNotContain("What a thing this is.", (await Anyone().Get(kettle.Path)).Text);
    }

    [Fact]
    public async Task Whoever_decides_over_a_review_does_not_see_its_stars_until_it_is_decided()
    {
        var (kettle, stranger) = (await Given.Product(), await Given.Newcomer());
        var thanks = await As(stranger).Post($"/products/{kettle.Id}/review", new { stars = 1, body = "What a thing this is." });
        var id = long.Parse(thanks.Location!.Split('/')[2]);
        await Settled();

        var waiting = await As(Mona).Visit($"/posts/{id}");

        Assert.Contains("The stars appear once it is decided", waiting.Text);
        Assert.Empty(waiting.All(".stars"));
        Assert.DoesNotContain("star", (await As(Mona).Get("/moderation")).Find($"#case-{id}")?.TextContent ?? "");
    }

    [Fact]
    public async Task A_stranger_cannot_say_that_they_bought_it()
    {
        var kettle = await Given.Product();

        await As(Ben).Post($"/products/{kettle.Id}/review", new { stars = 5, body = "Bought it, love it.", bought = "true", orderLineId = 12, OrderLineId = 12 });

        Assert.DoesNotContain("Bought here", (await Anyone().Get(kettle.Path)).Find("#reviews")!.TextContent);
    }

    [Fact]
    public async Task Whoever_works_here_cannot_take_the_label_off()
    {
        var kettle = await Given.Product();

        await As(Emil).Post($"/products/{kettle.Id}/review", new { stars = 5, body = "We are proud of it." });

        Assert.Contains("Works here", (await Anyone().Get(kettle.Path)).Find("#reviews .evidence")!.TextContent);
    }

    [Fact]
    public async Task What_was_disclosed_stays_disclosed()
    {
        var kettle = await Given.Product();
        var review = await Given.Review(kettle, Ada, like: s => s with { Rewarded = true, Sampled = true, Relation = Relation.Relative });

        await As(Ada).Post($"/reviews/{review.Id}", new { stars = 4, body = "Nothing was promised to me." });

        var evidence = (await Anyone().Get(kettle.Path)).Find("#reviews .evidence")!.TextContent;
        Assert.Contains("Rewarded", evidence);
        Assert.Contains("Given to try", evidence);
        Assert.Contains("Close to the brand", evidence);
    }

    [Fact]
    public async Task An_order_that_is_told_later_is_found_and_one_that_is_cancelled_is_no_evidence()
    {
        var (kettle, buyer, number) = (await Given.Product(), await Given.Account(), $"{Given.Fresh()}");
        await Given.Review(kettle, buyer);
        Assert.DoesNotContain("Bought here", (await Anyone().Get(kettle.Path)).Find("#reviews")!.TextContent);

        await Given.Order(buyer, kettle, list: "late", number: number);
        await Settled();
        Assert.Contains("Bought here", (await Anyone().Get(kettle.Path)).Find("#reviews .evidence")!.TextContent);
        await Given.Order(buyer, kettle, list: "late", number: number, cancelled: "2026-03-02");
        await Settled();

        Assert.DoesNotContain("Bought here", (await Anyone().Get(kettle.Path)).Find("#reviews")!.TextContent);
    }

    [Fact]
    public async Task What_its_author_took_back_is_not_read_beside_the_replies_that_stay()
    {
        var kettle = await Given.Product();
        var review = await Given.Review(kettle, Ada, like: s => s with { Cons = "The lid of paper" });
        await Given.Reply(await World.Query(db => db.Topics.AsNoTracking().FirstAsync(t => t.Id == review.Id)), Ben);

        await As(Ada).Post($"/posts/{review.Id}/remove", new { });
        await Settled();

        var page = await Anyone().Visit($"/posts/{review.Id}");
        Assert.Contains("Turn the lid to the left.", page.Text);
        Assert.DoesNotContain("The lid of paper", page.Text);
    }

    [Fact]
    public async Task Variants_share_their_reviews_and_each_says_which_it_is_of()
    {
        var code = $"F{Given.Fresh()}";
        var (red, blue) = (await Given.Product("Kettle", l => l with { Family = code, Variant = "Red" }), await Given.Product("Kettle", l => l with { Family = code, Variant = "Blue" }));

        await As(Ada).Post($"/products/{red.Id}/review", new { stars = 4, body = "The blue one fades.", variant = blue.Id });

        var page = await Anyone().Get(red.Path);
        Assert.Contains("The blue one fades.", page.Text);
        Assert.Contains("Blue", page.Find("#reviews .review .byline")!.TextContent);
    }

    [Fact]
    public async Task A_hidden_review_is_gone_from_the_products_page_and_comes_back_when_it_is_restored()
    {
        var kettle = await Given.Product();
        var review = await Given.Review(kettle, body: "Buy it at my other shop.");
        await Anyone().Get(kettle.Path);

        await As(Mona).Post($"/posts/{review.Id}/remove", new { ground = "spam", reason = "This advertises something." });
        Assert.DoesNotContain("my other shop", (await Anyone().Get(kettle.Path)).Text);
        await As(Mona).Post($"/posts/{review.Id}/restore", new { });
        await Settled();

        Assert.Contains("my other shop", (await Anyone().Get(kettle.Path)).Text);
    }

    [Fact]
    public async Task The_brands_reply_stands_below_the_review_and_is_labelled()
    {
        var kettle = await Given.Product();
        var review = await Given.Review(kettle);
        var topic = await World.Query(db => db.Topics.AsNoTracking().FirstAsync(t => t.Id == review.Id));

        await As(Emil).Post($"/topics/{topic.Id}/replies", new { body = "We send you a new lid." });

        var reply = (await Anyone().Get(kettle.Path)).Find("#reviews .review-reply")!;
        Assert.Contains("We send you a new lid.", reply.TextContent);
        Assert.NotNull(reply.QuerySelector(".label-staff"));
    }

    [Fact]
    public async Task What_helped_most_stands_first_whatever_its_stars()
    {
        var kettle = await Given.Product();
        var bad = await Given.Review(kettle, stars: 1, body: "The seal is of paper.");
        await Given.Review(kettle, stars: 5, body: "Lovely.");
        foreach (var reader in new[] { Ben, Cleo }) await As(reader).Post($"/posts/{bad.Id}/vote", new { value = 1 });
        await Settled();

        Assert.Contains("The seal is of paper.", (await Anyone().Get(kettle.Path)).All("#reviews .review")[0].TextContent);
    }

    [Fact]
    public async Task Reviews_stay_out_of_the_lists_of_talk_and_talk_stays_out_of_their_space()
    {
        var review = await Given.Review(await Given.Product(), body: "A review of its own kind.");
        var space = await World.Query(db => db.Spaces.AsNoTracking().FirstAsync(s => s.Purpose == SpacePurpose.Reviews));

        Assert.DoesNotContain("A review of its own kind.", (await Anyone().Get("/topics")).Text);
        Assert.Equal(422, (await As(Ada).Post("/ask", new { kind = "discussion", space = space.Id, title = "Among the reviews", body = "Hello there" })).Status);
        Assert.Equal(422, (await As(Mona).Post($"/topics/{review.Id}/move", new { space = (await Given.Space()).Id })).Status);
    }

    [Fact]
    public async Task Who_leaves_with_their_words_takes_the_review_along()
    {
        var (kettle, member) = (await Given.Product(), await Given.Account());
        var review = await Given.Review(kettle, member, body: "My words.", like: s => s with { Pros = "My good side" });

        var visitor = As(member);
        await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = "RemoveWords", handle = member.Handle, currentPassword = Given.Password });
        await Settled();

        var page = await Anyone().Get(kettle.Path);
        Assert.DoesNotContain("My good side", page.Text);
        Assert.Equal(ReviewState.Removed, await World.Query(db => db.Reviews.Where(r => r.Id == review.Id).Select(r => r.State).FirstAsync()));
    }

    [Fact]
    public async Task The_page_of_a_product_asks_the_same_number_of_questions_however_many_reviews_it_has()
    {
        var (few, many) = (await Given.Product(), await Given.Product());
        await Given.Review(few);
        for (var n = 0; n < 6; n++) await Given.Review(many);

        await Settled();

        Assert.Equal(await As(Ada).Cost(few.Path), await As(Ada).Cost(many.Path));
    }
}

public sealed class ReviewTestsOnSqlite() : ReviewTests(Engine.Sqlite);
public sealed class ReviewTestsOnPostgres() : ReviewTests(Engine.Postgres);
