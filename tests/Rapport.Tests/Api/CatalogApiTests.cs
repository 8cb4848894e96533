using System.Text;
using System.Text.Json;
using Rapport.Members;

namespace Rapport.Tests.Api;

/// Products, lists, search, notices and files, by programs.
public abstract class CatalogApiTests(Engine engine) : InWorld(engine)
{
    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(World, owner, scopes);

    static string Said(Response answer) => answer.Json.GetProperty("detail").GetString()!;

    static IEnumerable<JsonElement> Items(Response list) => list.Json.GetProperty("items").EnumerateArray();

    [Fact]
    public async Task Products_are_read_with_their_prices_families_and_categories()
    {
        var n = Given.Fresh();
        var product = await Given.Product($"Egret kettle {n}", l => l with { Brand = $"Wrenholt {n}", Category = ["Kitchen", $"Kettles {n}"], Family = $"EGRET-{n}", Variant = "Oak", Description = "Pours slowly.", Details = [new(null, "Colour", "Oak")] });
        var robot = await RobotOf(Ada);

        var read = (await robot.Get($"/products/{product.Id}")).Json;
        Assert.Equal(("59.90", "EUR", "Pours slowly.", "Oak"), (read.GetProperty("price").GetProperty("amount").GetString(), read.GetProperty("price").GetProperty("currency").GetString(), read.GetProperty("description").GetString(), read.GetProperty("details")[0].GetProperty("value").GetString()));
        foreach (var query in new[] { $"q=egret kettle {n}", $"q={product.Sku}", $"brand=Wrenholt {n}", $"category={product.CategoryId}", $"family={product.FamilyId}" })
            Assert.Equal([product.Id], Items(await robot.Get("/products?" + query)).Select(p => p.GetProperty("id").GetInt64()));
        Assert.Equal("59.90", Items(await robot.Get($"/products/{product.Id}/prices")).First().GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal(product.Id, (await robot.Get($"/families/{product.FamilyId}")).Json.GetProperty("variants")[0].GetProperty("id").GetInt64());
        Assert.Contains($"EGRET-{n}", Items(await robot.Get($"/families?after={product.FamilyId - 1}")).Select(f => f.GetProperty("code").GetString()));
        Assert.Equal($"Kitchen > Kettles {n}", Items(await robot.Get($"/categories?after={product.CategoryId - 1}")).First().GetProperty("trail").GetString());
        foreach (var nowhere in new[] { "/products/1", "/products/1/prices", "/families/1", "/products?category=1" }) Assert.Equal(404, (await robot.Get(nowhere)).Status);
    }

    [Fact]
    public async Task An_administrator_hands_in_a_product_list_and_reads_what_came_of_it()
    {
        var (robot, n) = (await RobotOf(Alma), Given.Fresh());
        var list = new MultipartFormDataContent { { new StringContent($"list-{n}"), "list" }, { new ByteArrayContent(Encoding.UTF8.GetBytes($"id\ttitle\tlink\tprice\tgtin\nAPI-{n}\tTern scale {n}\thttps://shop.example/tern\t12.00 EUR\t123\n\tNameless\thttps://shop.example\t1 EUR\t\n")), "file", "products.tsv" } };

        var made = await robot.Post("/catalog/imports", list);

        Assert.Equal(201, made.Status);
        var path = made.Location!["/api/v1".Length..];
        await Waiting.Eventually(async () => (await robot.Get(path)).Json.GetProperty("endedAt").ValueKind != JsonValueKind.Null, "the list to be read");
        var report = (await robot.Get(path)).Json;
        Assert.Equal((1, 1), (report.GetProperty("added").GetInt32(), report.GetProperty("refused").GetInt32()));
        var notes = Items(await robot.Get(path + "/notes", ("Accept-Language", "ar"))).ToList();
        Assert.Equal(2, notes.Count);
        Assert.All(notes, note => Assert.Matches(@"\p{IsArabic}", note.GetProperty("reason").GetString()!));
        Assert.Contains(path, Items(await robot.Get("/catalog/imports")).Select(i => $"/catalog/imports/{i.GetProperty("id").GetInt64()}"));
        var empty = await robot.Post("/catalog/imports", new MultipartFormDataContent { { new StringContent("x"), "list" } });
        Assert.Equal((422, "invalid"), (empty.Status, empty.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_administrator_watches_a_feed_and_stops()
    {
        var (robot, address) = (await RobotOf(Alma), $"https://shop-{Given.Fresh()}.example/feed.xml");

        var made = await robot.Post("/catalog/feeds", new { address, every = "1d", complete = true, currency = "EUR" });
        Assert.Equal((201, $"/api/v1/catalog/feeds/{made.Json.GetProperty("id").GetInt64()}"), (made.Status, made.Location));
        var feed = Items(await robot.Get("/catalog/feeds?limit=100")).Single(f => f.GetProperty("name").GetString() == new Uri(address).Host + "/feed.xml");
        var id = feed.GetProperty("id").GetInt64();
        Assert.Equal((1440, "EUR", true), (feed.GetProperty("everyMinutes").GetInt32(), feed.GetProperty("currency").GetString(), feed.GetProperty("complete").GetBoolean()));
        Assert.Equal(204, (await robot.Post($"/catalog/feeds/{id}/run")).Status);
        var other = (await robot.Put($"/catalog/feeds/{id}", new { every = "30m", currency = "USD" })).Json;
        Assert.Equal((30, "USD", false), (other.GetProperty("everyMinutes").GetInt32(), other.GetProperty("currency").GetString(), other.GetProperty("complete").GetBoolean()));
        Assert.Equal("every", (await robot.Put($"/catalog/feeds/{id}", new { every = "soon" })).Json.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(30, (await robot.Get($"/catalog/feeds/{id}")).Json.GetProperty("everyMinutes").GetInt32());
        Assert.Equal(204, (await robot.Delete($"/catalog/feeds/{id}")).Status);
        Assert.Equal("This list is not fetched from an address.", Said(await robot.Post($"/catalog/feeds/{id}/run")));
        Assert.StartsWith("The address must begin", Said(await robot.Post("/catalog/feeds", new { address = "ftp://x" })));
    }

    [Fact]
    public async Task Everything_is_found_as_far_as_one_may_see_it()
    {
        var word = $"zibbel{Given.Fresh()}";
        var open = await Given.Topic(by: Ada, title: $"Where does the {word} go?");
        var hidden = await Given.Topic(by: Ada, title: $"Where did the {word} come from?", space: await Given.Space(null, Ada));
        await Settled();

        var found = await (await RobotOf(Ben)).Get($"/search?q={word}");
        Assert.Equal([open.Id], Items(found).Select(h => h.GetProperty("id").GetInt64()));
        Assert.Contains("<mark>", Items(found).First().GetProperty("title").GetString());
        Assert.Equal(2, (await (await RobotOf(Ada)).Get($"/search?q={word}")).Json.GetProperty("total").GetInt32());
        Assert.Equal([hidden.Id], Items(await (await RobotOf(Ada)).Get($"/search?q={word}&space={hidden.SpaceId}&kind=topic&order=newest&since=week&solved=false")).Select(h => h.GetProperty("id").GetInt64()));
        Assert.Contains(open.Id, Items(await (await RobotOf(Ben)).Get($"/suggestions?q={word[..^1]}")).Select(h => h.GetProperty("id").GetInt64()));
        Assert.Contains(open.Id, Items(await (await RobotOf(Ben)).Get($"/similar?title=the {word} goes where")).Select(h => h.GetProperty("id").GetInt64()));
        foreach (var bad in new[] { "kind=sermon", "since=ever since", "order=random", "after=1", "after=x", "space=x" })
            Assert.Equal(422, (await (await RobotOf(Ben)).Get($"/search?q=x&{bad}")).Status);
        Assert.Equal(422, (await (await RobotOf(Ben)).Get("/search")).Status);
    }

    [Fact]
    public async Task Notices_are_read_marked_and_chosen()
    {
        var member = await Given.Member("Nora");
        var topic = await Given.Topic(by: member);
        await Given.Reply(topic, Ben);
        await Settled();
        var robot = await RobotOf(member);

        var notice = Items(await robot.Get("/notices")).Single();
        Assert.Equal(("answer", "Ben answered your question", true, topic.Id), (notice.GetProperty("kind").GetString(), notice.GetProperty("says").GetString(), notice.GetProperty("unread").GetBoolean(), notice.GetProperty("topic").GetInt64()));
        Assert.Equal(1, (await robot.Get("/notices/unread")).Json.GetProperty("count").GetInt32());
        Assert.Equal(204, (await robot.Post("/notices/read", new { until = notice.GetProperty("at").GetString() })).Status);
        Assert.Equal(0, (await robot.Get("/notices/unread")).Json.GetProperty("count").GetInt32());
        Assert.Equal(422, (await robot.Get("/notices?after=x-1-1")).Status);

        var choices = await robot.Put("/me/notice-choices", new { choices = new[] { new { kind = "answer", here = true, byMail = false } } });
        Assert.False(Items(choices).Single(c => c.GetProperty("kind").GetString() == "answer").GetProperty("byMail").GetBoolean());
        Assert.All(Items(await robot.Get("/me/notice-choices")).Where(c => c.GetProperty("kind").GetString() != "answer"), c => Assert.True(c.GetProperty("byMail").GetBoolean()));
        await robot.Put($"/follows/space/{topic.SpaceId}");
        Assert.Equal(topic.Id, Items(await robot.Get("/news")).First().GetProperty("topic").GetInt64());
    }

    [Fact]
    public async Task A_file_is_kept_and_shown_in_words()
    {
        var robot = await RobotOf(Ada);
        MultipartFormDataContent Sent(string words) => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(words)), "file", "manual.txt" } };

        var kept = await robot.Post("/files", Sent("Turn the lid."), ("Idempotency-Key", $"file-{Given.Fresh()}"));

        Assert.Equal(201, kept.Status);
        Assert.Equal("Turn the lid.", (await Anyone().Get(kept.Json.GetProperty("url").GetString()!)).Body);
        Assert.Equal(kept.Body, (await robot.Get($"/files/{kept.Json.GetProperty("id").GetInt64()}")).Body);
        Assert.Equal(404, (await (await RobotOf(Ben)).Get($"/files/{kept.Json.GetProperty("id").GetInt64()}")).Status);
        Assert.Equal(422, (await robot.Post("/files", Sent(""))).Status);
        Assert.Equal(415, (await robot.Post("/files", new { file = "x" })).Status);
    }
}

public sealed class CatalogApiTestsOnSqlite() : CatalogApiTests(Engine.Sqlite);
public sealed class CatalogApiTestsOnPostgres() : CatalogApiTests(Engine.Postgres);
