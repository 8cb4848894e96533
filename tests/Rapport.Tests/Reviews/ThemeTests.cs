using Rapport.Catalog;
using Rapport.Reviews;
using Rapport.Reviews.Themes;

namespace Rapport.Tests.Reviews;

/// What is praised and criticised, in the words of those who wrote it.
public abstract class ThemeTests(Engine engine) : InWorld(engine)
{
    static IReadOnlyList<Theme> Of(params string[] texts) => Grouping.Of(texts.Select((text, n) => new Side(n, $"/topics/{n}", text, "en")), 6);

    [Fact]
    public void Sides_that_say_the_same_stand_together_under_the_words_of_one_of_them()
    {
        var themes = Of("Very quiet", "Quiet", "quiet!", "Boils fast", "So fast", "The cord");

        Assert.Equal([("Quiet", 3), ("So fast", 2)], themes.Select(t => (t.Words, t.Reviews)));
        Assert.Equal(["Very quiet", "Quiet", "quiet!"], themes[0].Behind.Select(s => s.Text));
    }

    [Fact]
    public void Not_loud_is_not_loud_and_what_only_judges_names_nothing()
    {
        Assert.Empty(Of("Loud", "Not loud"));
        Assert.Empty(Of("Good lid", "Good price"));
        Assert.Equal([("Very good", 2)], Of("Very good", "Good, very good", "Good lid").Select(t => (t.Words, t.Reviews)));
    }

    [Fact]
    public void One_word_in_common_does_not_say_the_same()
    {
        Assert.Empty(Of("Base slides on marble", "The switch for hold is under the base"));
        Assert.Empty(Of("Big enough for a pan", "Small enough to draw beside"));
        Assert.Equal([("Slides on marble", 2)], Of("Slides on marble", "The base slides on marble", "A switch under the base").Select(t => (t.Words, t.Reviews)));
    }

    [Fact]
    public void One_review_that_says_it_twice_is_one_and_alone()
    {
        Side[] sides = [new(1, "/topics/1", "Cheap lid", "en"), new(1, "/topics/1", "The lid leaks", "en")];

        Assert.Empty(Grouping.Of(sides, 6));
        Assert.Equal(2, Grouping.Of([.. sides, new(2, "/topics/2", "Lids", "en")], 6).Single().Reviews);
    }

    [Fact]
    public void Words_of_different_languages_are_not_taken_for_the_same()
    {
        Assert.Empty(Grouping.Of([new(1, "/topics/1", "Hell", "en"), new(2, "/topics/2", "Hell", "de")], 6));
        Assert.Equal("الغطاء", Grouping.Of([new(1, "/topics/1", "الغطاء", "ar"), new(2, "/topics/2", "الغطاء رخيص", "ar")], 6).Single().Words);
    }

    [Fact]
    public async Task The_products_page_counts_what_reviewers_praise_and_criticise_and_leads_to_those_who_say_so()
    {
        var kettle = await Given.Product();
        var first = await Given.Review(kettle, stars: 5, like: s => s with { Pros = "Boils fast\nQuiet", Cons = "Short cord" });
        var second = await Given.Review(kettle, stars: 2, like: s => s with { Pros = "Fast", Cons = "The cord is short\nLid" });
        var hidden = await Given.Review(kettle, stars: 1, like: s => s with { Pros = "Fast" });
        await As(Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "This advertises something." });
        await Settled();

        var page = await Anyone().Get(kettle.Path);

        Assert.Equal(["Fast 2 reviews", "Short cord 2 reviews"], page.All(".themes summary").Select(s => s.TextContent.Trim()));
        Assert.Equal(2, page.All(".themes details")[0].QuerySelectorAll("a").Length);
        Assert.All(page.All(".themes details a"), a => Assert.Matches($"/topics/({first.Id}|{second.Id})/", a.GetAttribute("href")!));

        await Given.Review(kettle, stars: 4, like: s => s with { Pros = "Fast enough" });
        await Settled();
        Assert.Contains("3 reviews", (await Anyone().Get(kettle.Path)).Find(".themes summary")!.TextContent);
    }

    [Fact]
    public async Task Answers_to_what_was_asked_are_shown_by_their_mean()
    {
        var kettle = await Given.Product(like: l => l with { Category = [$"Kettles {Given.Fresh()}"] });
        var sound = await World.Query(async db =>
        {
            var aspect = new Aspect(db.NewId(), kettle.CategoryId, AspectKind.SubRating, "Sound", [], 0);
            db.Add(aspect);
            await db.Save(new AspectChanged(aspect));
            return aspect;
        });
        foreach (var value in new[] { 5, 2 }) await Given.Review(kettle, like: s => s with { Answers = new Dictionary<long, int> { [sound.Id] = value } });
        await Settled();

        var mean = (await Anyone().Get(kettle.Path)).Find(".voices .review-answers")!.TextContent;

        Assert.Contains("Sound", mean);
        Assert.Contains("3.5", mean);
        Assert.Contains("2 answers", mean);
    }
}

public sealed class ThemeTestsOnSqlite() : ThemeTests(Engine.Sqlite);
public sealed class ThemeTestsOnPostgres() : ThemeTests(Engine.Postgres);
