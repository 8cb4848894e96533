using Rapport.Catalog;
using Rapport.Reviews;
using Rapport.Reviews.Incentives;

namespace Rapport.Tests.Reviews;

/// What is offered for reviews: for writing one, never for what it says, and said beside it for good.
public abstract class IncentiveTests(Engine engine) : InWorld(engine)
{
    const string Desk = "/admin/reviews/incentives", Voucher = "A voucher over €5.00 for writing a review, whatever it says";

    async Task<string> Offered(string kind = "voucher", string amount = "5 EUR", string percent = "", string gift = "", string products = "", string until = "")
    {
        using var alma = As(Alma);
        var name = $"Spring {Given.Fresh()}";
        var answer = await alma.Submit(await alma.Get(Desk), Desk, new { name, kind, amount, percent, gift, products, until });
        Assert.Equal(303, answer.Status);
        return await World.Query(db => db.Set<Incentive>().Where(i => i.Name == name).Select(i => i.Code).FirstAsync());
    }

    async Task<Review> Written(string code, Product kettle, Rapport.Members.Member by, int stars = 2)
    {
        using var visitor = As(by);
        var form = await visitor.Get($"{kettle.Path}/review?offer={code}");
        Assert.Equal(303, (await visitor.Submit(form, $"/products/{kettle.Id}/review", new { stars, body = "It drips since Tuesday." })).Status);
        await Settled();
        return await World.Query(db => db.Reviews.AsNoTracking().FirstAsync(r => r.AuthorId == by.Id && r.ProductId == kettle.Id));
    }

    [Fact]
    public async Task A_review_that_was_written_by_the_link_is_labelled_with_the_offer_for_good()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var code = await Offered();
        var landing = await Anyone().Get($"/reviews/offers/{code}");
        Assert.Contains(Voucher, landing.Text);
        Assert.Contains("whatever you think of the thing", landing.Text);

        var review = await Written(code, kettle, by);
        using (var author = As(by)) Assert.Equal(303, (await author.Submit(await author.Get($"/reviews/{review.Id}/edit"), $"/reviews/{review.Id}", new { stars = 5 })).Status);
        var id = await World.Query(db => db.Set<Incentive>().Where(i => i.Code == code).Select(i => i.Id).FirstAsync());
        using (var alma = As(Alma)) await alma.Submit(await alma.Get(Desk), $"/{id}/end");
        await Settled();

        var card = (await Anyone().Get($"{kettle.Path}/reviews")).Find(".review")!.TextContent;
        Assert.Contains("Rewarded", card);
        Assert.Contains(Voucher, card);
    }

    [Fact]
    public async Task Who_has_reviewed_already_is_labelled_when_they_change_it_by_the_link()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var review = await Given.Review(kettle, by);
        var code = await Offered();
        using var author = As(by);

        var form = await author.Visit($"{kettle.Path}/review?offer={code}");
        await author.Submit(form, $"/reviews/{review.Id}", new { body = "It still does not drip." });

        Assert.NotNull(await World.Query(db => db.Reviews.Where(r => r.Id == review.Id).Select(r => r.IncentiveId).FirstAsync()));
    }

    /// However it is asked for, an opinion is paid for nowhere: there is no field whose words come before others.
    [Theory]
    [InlineData("10 EUR if you are delighted with it")]
    [InlineData("10 EUR for top marks")]
    [InlineData("Only for fans of the brand")]
    [InlineData("Thrilled customers")]
    [InlineData("★★★★★")]
    [InlineData("EUR 10 <b>five stars</b>")]
    [InlineData("هدية إن كنت راضيًا")]
    public async Task Nothing_that_an_administrator_types_for_an_offer_is_read_by_others(string words)
    {
        var (kettle, by, robot) = (await Given.Product(), await Given.Member(), await Robot.For(World, Alma));
        var typed = $"{words} {Given.Fresh()}";
        using (var alma = As(Alma))
            foreach (var field in new[] { "name", "kind", "amount", "percent", "gift", "offer", "currency", "since", "until", "products" })
            {
                var form = new Dictionary<string, string> { ["name"] = $"Desk {Given.Fresh()}", ["kind"] = "voucher", ["amount"] = "5 EUR" };
                form[field] = typed;
                await alma.Submit(await alma.Get(Desk), Desk, form);
            }
        foreach (var amount in new[] { (typed, "EUR"), ("10", typed), (typed, typed) }) await robot.Post("/incentives", new { name = typed, kind = "voucher", amount = new { amount = amount.Item1, currency = amount.Item2 } });
        await robot.Post("/incentives", new { name = typed, kind = "gift", gift = typed });
        Assert.InRange((await robot.Post("/incentives", new { name = typed, kind = "freeDelivery", offer = typed })).Status, 400, 499);
        var mine = (await robot.Post("/incentives", new { name = typed, kind = "draw", amount = new { amount = "5", currency = "EUR" } })).Json;
        var code = mine.GetProperty("url").GetString()!.Split('/')[^1];
        var review = await Written(code, kettle, by);

        var reader = await Robot.For(World, Ben);
        string[] read =
        [
            .. await Task.WhenAll(from prefix in new[] { "", "/ar" } from path in new[] { $"/reviews/offers/{code}", "/reviews/how", $"{kettle.Path}/reviews", kettle.Path, $"{kettle.Path}/review?offer={code}", $"/topics/{review.Id}/x" } select Read(prefix + path)),
            (await reader.Get($"/products/{kettle.Id}/reviews")).Text, (await reader.Get("/incentives")).Text, (await As(Mona).Get(Desk)).Text,
            .. await World.Query(db => db.Set<Rapport.Kernel.Mail.SentMail>().Select(m => m.Subject + m.Text + m.Html).ToListAsync()),
        ];
        Assert.All(read, page => Assert.DoesNotContain(typed, System.Net.WebUtility.HtmlDecode(page)));
        Assert.Equal("A place in a draw for a voucher over €5.00, for writing a review, whatever it says", mine.GetProperty("offer").GetString());
        Assert.Contains(typed, (await As(Alma).Get(Desk)).Text);

        async Task<string> Read(string path) => (await Anyone().Visit(path)).Body;
    }

    [Theory]
    [InlineData("voucher", "10 EUR", "", "A voucher over €10.00 for writing a review, whatever it says", "قسيمة شراء بقيمة")]
    [InlineData("discount", "", "15", "15 % off the next order for writing a review, whatever it says", "خصم 15 %")]
    [InlineData("freedelivery", "nonsense", "900", "Free delivery of the next order for writing a review, whatever it says", "توصيل مجاني")]
    [InlineData("donation", "2,50 €", "", "A donation of €2.50 for writing a review, whatever it says", "تبرع بمبلغ")]
    [InlineData("draw", "1.000,00 EUR", "", "A place in a draw for a voucher over €1,000.00, for writing a review, whatever it says", "مكان في سحب")]
    [InlineData("gift", "", "", "A gift (Tern mug) for writing a review, whatever it says", "هدية (Tern mug)")]
    public async Task What_is_offered_is_said_from_its_figures_in_the_language_of_the_reader(string kind, string amount, string percent, string english, string arabic)
    {
        var mug = await Given.Product("Tern mug");
        var code = await Offered(kind, amount, percent, gift: kind == "gift" ? mug.Sku : "");

        Assert.Contains(english, (await Anyone().Get($"/reviews/offers/{code}")).Text);
        Assert.Contains(english, (await Anyone().Get("/reviews/how")).Text);
        Assert.Contains(arabic, (await Anyone().Get($"/ar/reviews/offers/{code}")).Text);
    }

    [Theory]
    [InlineData("voucher", "", "", "", "Write an amount with its currency")]
    [InlineData("voucher", "0 EUR", "", "", "Write an amount with its currency")]
    [InlineData("draw", "ten", "", "", "Write an amount with its currency")]
    [InlineData("donation", "10 XYZ", "", "", "Write an amount with its currency")]
    [InlineData("discount", "", "0", "", "from 1 to 100")]
    [InlineData("discount", "", "101", "", "from 1 to 100")]
    [InlineData("gift", "", "", "", "Name the product by its SKU.")]
    [InlineData("gift", "", "", "NO-SUCH-SKU", "There is no product with the SKU NO-SUCH-SKU.")]
    [InlineData("praise", "10 EUR", "", "", "Choose what is offered.")]
    public async Task A_figure_that_is_missing_or_none_is_refused_and_the_form_comes_back(string kind, string amount, string percent, string gift, string answer)
    {
        using var alma = As(Alma);

        var page = await alma.Submit(await alma.Get(Desk), Desk, new { name = "Spring cards", kind, amount, percent, gift });

        Assert.Equal(422, page.Status);
        Assert.Contains(answer, page.Text);
        Assert.Equal(("Spring cards", amount), (page.Find("input[name=name]")!.GetAttribute("value"), page.Find("input[name=amount]")!.GetAttribute("value") ?? ""));
    }

    [Fact]
    public async Task What_was_offered_in_words_before_is_offered_no_more_and_its_reviews_stay_labelled_without_the_words()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var code = await Offered();
        await Written(code, kettle, by);
        await World.Query(async db =>
        {
            await db.Set<Incentive>().Where(i => i.Code == code).ExecuteUpdateAsync(s => s.SetProperty(i => i.Kind, (RewardKind?)null).SetProperty(i => i.Minor, (long?)null).SetProperty(i => i.Currency, (string?)null).SetProperty(i => i.Offer, "A mug if you are delighted"));
            db.Redraw("reviews", $"product:{kettle.Id}");
            await db.Save();
            return true;
        });
        await Settled();

        Assert.Contains("Nothing is offered now.", (await Anyone().Get($"/reviews/offers/{code}")).Text);
        Assert.Null((await As(Ben).Get($"{kettle.Path}/review?offer={code}")).Find("input[name=offer]"));
        var card = (await Anyone().Get($"{kettle.Path}/reviews?sort=newest")).Find(".review")!.TextContent;
        Assert.Contains("The reviewer got or was promised something for writing it, whatever it says.", card);
        Assert.DoesNotContain("delighted", card);
        Assert.Contains("A mug if you are delighted", (await As(Alma).Get(Desk)).Text);
    }

    [Fact]
    public async Task An_archive_brings_no_words_into_an_offer()
    {
        await using var world = await World.Start(Engine);
        string Row(int id, string rest) => $$"""{"id":{{id}},"name":"Spring","since":"2026-01-01","code":"abcdefgh{{id}}",{{rest}}}""";
        var path = Path.Combine(Directory.CreateTempSubdirectory("rapport-offers-").FullName, "archive.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
            foreach (var (name, text) in new[]
            {
                ("about.json", """{"format":"rapport-interchange","version":2,"source":"rapport-x","ids_below":100}"""),
                ("incentives.jsonl", string.Join('\n', Row(11, "\"kind\":\"voucher\",\"minor\":1000,\"currency\":\"EUR if delighted\""), Row(12, "\"kind\":\"discount\",\"percent\":0"), Row(13, "\"offer\":\"10 EUR for fans\""), Row(14, "\"kind\":\"donation\",\"minor\":500,\"currency\":\"EUR\""))),
            })
            {
                await using var part = new StreamWriter(zip.CreateEntry(name).Open());
                await part.WriteAsync(text);
            }
        using (var archive = new Rapport.Interchange.Archive(path)) await new Rapport.Interchange.Loader(world.Services, archive, Rapport.Kernel.Events.Cause.Import).Run();
        await world.Settled();

        Assert.Equal([null, null, null, RewardKind.Donation], await world.Query(db => db.Set<Incentive>().OrderBy(i => i.Code).Select(i => i.Kind).ToListAsync()));
        var how = await world.Visit().Get("/reviews/how");
        Assert.Contains("A donation of €5.00", how.Text);
        Assert.DoesNotContain("delighted", how.Text);
        Assert.DoesNotContain("fans", (await world.Visit().Get("/reviews/offers/abcdefgh13")).Text);
    }

    [Fact]
    public async Task An_offer_for_some_products_or_that_has_ended_labels_no_other_review()
    {
        var (kettle, mug, by) = (await Given.Product(), await Given.Product(), await Given.Member());
        var code = await Offered(products: kettle.Sku);

        Assert.Null((await As(by).Get($"{mug.Path}/review?offer={code}")).Find("input[name=offer]"));
        Assert.NotNull((await As(by).Get($"{kettle.Path}/review?offer={code}")).Find("input[name=offer]"));
        using (var alma = As(Alma))
        {
            var id = await World.Query(db => db.Set<Incentive>().Where(i => i.Code == code).Select(i => i.Id).FirstAsync());
            await (await Robot.For(World, Alma)).Post($"/incentives/{id}/end");
            Assert.Equal(422, (await alma.Submit(await alma.Get(Desk), Desk, new { name = "Late", kind = "freedelivery", products = "NO-SUCH-SKU" })).Status);
        }
        Assert.Equal(404, (await Anyone().Get("/reviews/offers/nosuchcode")).Status);
    }

    [Fact]
    public async Task An_offer_that_is_ended_before_it_begins_never_begins()
    {
        using var alma = As(Alma);
        var (name, first) = ($"Summer {Given.Fresh()}", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20));
        await alma.Submit(await alma.Get(Desk), Desk, new { name, kind = "freedelivery", since = first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        var id = await World.Query(db => db.Set<Incentive>().Where(i => i.Name == name).Select(i => i.Id).FirstAsync());

        Assert.Equal(303, (await alma.Submit(await alma.Get(Desk), $"/{id}/end")).Status);

        var ended = await World.Query(db => db.Set<Incentive>().AsNoTracking().FirstAsync(i => i.Id == id));
        Assert.False(ended.IsOpen(first));
        Assert.Contains("Nothing is offered now.", (await Anyone().Get($"/reviews/offers/{ended.Code}")).Text);
    }
}

public sealed class IncentiveTestsOnSqlite() : IncentiveTests(Engine.Sqlite);
public sealed class IncentiveTestsOnPostgres() : IncentiveTests(Engine.Postgres);
