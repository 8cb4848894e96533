using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Search;

public abstract class SearchPageTests(Engine engine) : InWorld(engine)
{
    static string[] Titles(Response page) => [.. page.All(".hit .topic-row-title").Select(h => h.TextContent.Trim())];

    [Fact]
    public async Task One_box_finds_topics_replies_comments_products_and_members()
    {
        var word = MadeUp.Word();
        var topic = await Given.Topic(Ada, title: $"The {word} leaks after descaling");
        var reply = await Given.Reply(topic, Ben, $"Tighten the {word} by hand.");
        await Given.Comment(reply, Cleo, $"Not the {word}ring, mind.");
        var member = await Given.Member(word);
        await World.Act(async db =>
        {
            db.Add(new Product(db.NewId(), word, $"Kettle {word}", $"kettle-{word}"));
            await db.Save(new ProfileChanged(await db.Members.FirstAsync(m => m.Id == member.Id)), new ProductAdded(db.Set<Product>().Local.Single()));
        });
        await Settled();

        var page = await Anyone().Get($"/search?q={word}");

        Assert.Equal(200, page.Status);
        Assert.Equal(4, Titles(page).Length);
        Assert.Contains("4 results", page.Text);
        Assert.NotNull(page.Find($"a[href='{topic.Path}']"));
        Assert.NotNull(page.Find($"a[href='/posts/{reply.Id}']"));
        Assert.NotNull(page.Find($"a[href='/members/{member.Id}']"));
        Assert.NotNull(page.Find("meta[name=robots][content=noindex]"));
        Assert.Single(Titles(await Anyone().Get($"/search?q={word}ring")));
    }

    [Fact]
    public async Task Facets_narrow_and_can_be_taken_back()
    {
        var (word, tag) = (MadeUp.Word(), MadeUp.Word());
        var solved = await Given.Topic(Ada, title: $"First {word} question", tags: [tag]);
        await Given.Topic(Ada, title: $"Second {word} question");
        await Given.Topic(Ada, TopicKind.Discussion, title: $"A talk on {word}");
        var reply = await Given.Reply(solved, Ben, "Do this.");
        await World.Act(async db =>
        {
            var topic = await db.Topics.Include(t => t.Space).FirstAsync(t => t.Id == solved.Id);
            var answer = await db.Posts.FirstAsync(p => p.Id == reply.Id);
            topic.Accept(answer, null, Ada, db.Clock.GetUtcNow());
            await db.Save(new AnswerAccepted(topic, answer, null, await Where.Of(db, topic)));
        });
        await Settled();
        var all = await Anyone().Get($"/search?q={word}");

        var narrowed = await Anyone().Get(all.All(".facets a").First(a => a.TextContent.StartsWith("Solved ", StringComparison.Ordinal)).GetAttribute("href")!);

        Assert.Equal(3, Titles(all).Length);
        Assert.Equal([$"First {word} question"], Titles(narrowed));
        Assert.Equal("true", narrowed.All(".facets a").First(a => a.TextContent.StartsWith("Solved ", StringComparison.Ordinal)).GetAttribute("aria-current"));
        Assert.Contains("Not solved yet 1", narrowed.Text);
        Assert.Equal(3, Titles(await Anyone().Get(narrowed.Find("[aria-label=Chosen] a")!.GetAttribute("href")!)).Length);
        Assert.Equal([$"First {word} question"], Titles(await Anyone().Get($"/search?q={word}&tag={tag}")));
        Assert.Equal(3, Titles(await Anyone().Get($"/search?q={word}&since=week&order=newest")).Length);
    }

    [Fact]
    public async Task Within_a_product_only_its_talk_is_found_and_asking_keeps_the_product()
    {
        var word = MadeUp.Word();
        var product = await World.Query(async db =>
        {
            var added = new Product(db.NewId(), word + 1, "Grinder", "grinder");
            db.Add(added);
            await db.Save(new ProductAdded(added));
            return added;
        });
        await Given.Topic(Ada, title: $"About the grinder and {word}", product: product.Id);
        await Given.Topic(Ada, title: $"About another thing and {word}");
        await Settled();

        var within = await Anyone().Get($"/search?q={word}&product={product.Id}");
        var nothing = await Anyone().Get($"/search?q={MadeUp.Word()}&product={product.Id}");

        Assert.Equal([$"About the grinder and {word}"], Titles(within));
        Assert.Contains("Grinder", within.Find("[aria-label=Chosen]")!.TextContent);
        Assert.Contains($"&product={product.Id}", nothing.Find(".empty a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Nothing_found_offers_to_ask_with_the_words_kept()
    {
        var word = MadeUp.Word();

        var page = await Anyone().Get($"/search?q={word}+%26+{word}more");

        Assert.Equal(200, page.Status);
        Assert.Contains("Nobody has written about this yet", page.Text);
        Assert.Equal($"/ask?title={word}%20%26%20{word}more", page.Find(".empty a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Nothing_found_within_says_how_much_there_is_elsewhere()
    {
        var word = MadeUp.Word();
        await Given.Topic(Ada, title: $"Only in talk: {word}");
        await Settled();

        var page = await Anyone().Get($"/search?q={word}&kind=product");

        Assert.Contains("Search everything: 1 result", page.Text);
    }

    [Fact]
    public async Task An_error_of_typing_still_finds_and_offers_the_right_word()
    {
        var word = MadeUp.Word();
        await Given.Topic(Ada, title: $"All about {word} here");
        await Settled();

        var page = await Anyone().Get($"/search?q={MadeUp.Misspelt(word)}");

        Assert.Equal([$"All about {word} here"], Titles(page));
        Assert.Contains($"Did you mean {word}?", page.Text);
    }

    [Fact]
    public async Task Words_are_marked_and_markup_in_titles_stays_text()
    {
        var word = MadeUp.Word();
        await Given.Topic(Ada, title: $"<img src=x onerror=alert(1)> {word} & \"co\"", body: $"See `<b>{word}</b>` there");
        await Settled();

        var page = await Anyone().Get($"/search?q={word}");

        Assert.Equal([$"<img src=x onerror=alert(1)> {word} & \"co\""], Titles(page));
        Assert.Empty(page.All(".hit img"));
        Assert.Equal(2, page.All(".hit mark").Count(m => m.TextContent == word));
    }

    [Fact]
    public async Task Suggestions_and_similar_topics_come_as_fragments()
    {
        var word = MadeUp.Word();
        var topic = await Given.Topic(Ada, title: $"How often should the {word} be cleaned?", body: "Every week?");
        await Settled();

        var suggested = await Anyone().Get($"/suggest?q={word[..^1]}");
        var similar = await Anyone().Get($"/similar?title=cleaning+my+{word}");

        Assert.Equal(topic.Path, suggested.Find("li[role=option]")!.GetAttribute("data-href"));
        Assert.Equal(topic.Path, similar.Find("li a")!.GetAttribute("href"));
        Assert.Equal(204, (await Anyone().Get($"/suggest?q={MadeUp.Word()}")).Status);
        Assert.Equal(204, (await Anyone().Get($"/similar?title={MadeUp.Word()}")).Status);
    }

    [Theory]
    [InlineData("%21%3F%2C.-%22%22%28%29%5B%5D%2A%7E%5E%3A%5C%2F+AND+OR"), InlineData("%00%01%E2%80%AEabc%E2%81%A6"), InlineData("%F0%9F%92%A9"), InlineData("-"), InlineData("%22"), InlineData("")]
    public async Task Whatever_is_typed_is_answered(string typed)
    {
        var page = await Anyone().Get($"/search?q={typed}&page=-4&kind=elephant&product=x&since=never&space=99999999999999999999");

        Assert.Equal(200, page.Status);
        Assert.DoesNotContain('\u202e', page.Html.Title!);
    }

    [Fact]
    public async Task A_very_long_question_is_cut_and_an_absurd_one_refused()
    {
        Assert.Equal(200, (await Anyone().Get("/search?q=" + string.Join('+', Enumerable.Repeat("kettle", 800)))).Status);
        Assert.InRange((await Anyone().Get("/search?q=" + new string('k', 100_000))).Status, 400, 431);
    }

    [Fact]
    public async Task More_hits_ask_no_more_of_the_database()
    {
        var word = MadeUp.Word();
        var space = await Given.Space();
        await Given.Topic(Ada, title: $"One of {word}", space: space, tags: [MadeUp.Word()]);
        await Settled();
        var few = await Anyone().Anew().Cost($"/search?q={word}");
        for (var n = 0; n < 6; n++) await Given.Topic(Ben, title: $"Another {word}, {n}", space: space, tags: [MadeUp.Word()]);
        await Settled();

        var many = await Anyone().Get($"/search?q={word}");

        Assert.Equal(7, Titles(many).Length);
        Assert.Equal(few, await Anyone().Anew().Cost($"/search?q={word}"));
        Assert.InRange(few, 1, 9);
    }

    [Fact]
    public async Task Who_asks_in_Arabic_is_found_in_all_its_forms_wherever_it_was_asked()
    {
        var topic = await Given.Topic(by: Ada, title: "كيف أنظف مطحنة القهوة بعد كل استعمال؟", body: "تتراكم الحبوب في الداخل.");
        await Settled();

        Assert.Equal("ar", topic.Language);
        Assert.Contains(topic.Title, Titles(await Anyone().Get("/search?q=" + Uri.EscapeDataString("قهوة"))));
        Assert.Equal("ar", (await Anyone().Get(topic.Path)).Find("h1")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task In_Arabic_the_page_is_Arabic()
    {
        var page = await Anyone().Get($"/ar/search?q={MadeUp.Word()}");

        Assert.Equal("rtl", page.Html.DocumentElement.GetAttribute("dir"));
        Assert.DoesNotContain("Nobody has written", page.Text);
        Assert.StartsWith("/ar/ask?", page.Find(".empty a.button")!.GetAttribute("href"));
    }
}

public sealed class SearchPageTestsOnSqlite() : SearchPageTests(Engine.Sqlite);
public sealed class SearchPageTestsOnPostgres() : SearchPageTests(Engine.Postgres);
