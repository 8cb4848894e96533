using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Customers.Lists;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Tests.Api;

/// What administrators choose and look after, by programs. In a world of its own, since it changes the house.
public abstract class DeskApiTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    Cast Cast => world.Cast;
    Given Given => world.Given;

    public async ValueTask InitializeAsync() => world = await World.Start(engine, null, "--languages", "en,ar");
    public ValueTask DisposeAsync() => world.DisposeAsync();

    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(world, owner, scopes);

    static string Said(Response answer) => answer.Json.GetProperty("detail").GetString()!;

    static string Field(Response answer) => answer.Status == 422 ? answer.Json.GetProperty("errors")[0].GetProperty("field").GetString()! : $"{answer.Status}";

    static IEnumerable<JsonElement> Items(Response answer) => answer.Json.GetProperty("items").EnumerateArray();

    [Fact]
    public async Task Spaces_are_put_in_order_and_moderated_as_everywhere_again()
    {
        var mona = await RobotOf(Cast.Mona);
        var (first, second) = (await Given.Space(), await Given.Space());

        Assert.Equal(204, (await mona.Put("/spaces/order", new { spaces = new[] { second.Id, first.Id } })).Status);

        var order = Items(await mona.Get("/spaces")).Select(s => s.GetProperty("id").GetInt64()).ToList();
        Assert.Equal([second.Id, first.Id], order.Take(2));
        Assert.Equal("before", (await mona.Patch($"/spaces/{first.Id}", new { holding = "before" })).Json.GetProperty("holding").GetString());
        Assert.Equal("before", (await mona.Patch($"/spaces/{first.Id}", new { name = "Renamed" })).Json.GetProperty("holding").GetString());
        Assert.Equal(JsonValueKind.Null, (await mona.Patch($"/spaces/{first.Id}", new { holding = "default" })).Json.GetProperty("holding").ValueKind);
        Assert.Equal("holding", Field(await mona.Patch($"/spaces/{first.Id}", new { holding = "sometimes" })));
        Assert.Equal("slowUntil", Field(await mona.Patch($"/spaces/{first.Id}", new { slow = 60, slowUntil = "2020-01-01T00:00:00Z" })));
        Assert.Equal(403, (await (await RobotOf(Cast.Ada)).Put("/spaces/order", new { spaces = new[] { first.Id } })).Status);
    }

    [Fact]
    public async Task Where_every_field_can_be_left_out_nothing_needs_to_be_sent_at_all()
    {
        var (mona, space) = (await RobotOf(Cast.Mona), await Given.Space());

        Assert.Equal(200, (await mona.Post($"/spaces/{space.Id}/archiving")).Status);

        var unnamed = await mona.Post("/spaces");
        Assert.Equal("name", Field(unnamed));
        Assert.Equal(415, (await mona.Post("/files")).Status);
    }

    [Fact]
    public async Task A_partner_is_made_and_sees_what_is_for_partners_until_it_is_taken_back()
    {
        var (alma, ben) = (await RobotOf(Cast.Alma), await RobotOf(Cast.Ben));
        var space = await Given.Space(Audience.Partners);
        Assert.Equal(404, (await ben.Get($"/spaces/{space.Id}")).Status);

        Assert.Equal(204, (await alma.Put($"/audiences/partners/people/{Cast.Ben.Id}")).Status);

        Assert.Equal(200, (await ben.Get($"/spaces/{space.Id}")).Status);
        Assert.Equal((Cast.Ben.Id, "Alma"), Items(await alma.Get("/audiences/partners/people")).Single() is var one ? (one.GetProperty("member").GetInt64(), one.GetProperty("givenBy").GetString()) : default);
        var partners = Items(await alma.Get("/audiences")).Single(a => a.GetProperty("key").GetString() == "partners");
        Assert.Equal((1, true, space.Name), (partners.GetProperty("people").GetInt32(), partners.GetProperty("given").GetBoolean(), partners.GetProperty("places")[0].GetString()));
        Assert.Equal(204, (await alma.Delete($"/audiences/partners/people/{Cast.Ben.Id}")).Status);
        Assert.Equal(404, (await ben.Get($"/spaces/{space.Id}")).Status);
        Assert.Equal("There is no such audience.", Said(await alma.Put($"/audiences/customers/people/{Cast.Ben.Id}")));
        Assert.Equal(404, (await alma.Get("/audiences/public/people")).Status);
        Assert.Equal(["member.unwelcomed", "member.welcomed"], Items(await alma.Get("/decisions?limit=2")).Select(d => d.GetProperty("act").GetString()));
    }

    [Fact]
    public async Task A_refusal_names_the_field_as_the_program_sent_it()
    {
        var alma = await RobotOf(Cast.Alma);

        Assert.Equal("halfLife", Field(await alma.Post("/standing/trials", new { halfLife = 1 })));
        Assert.Equal("passedOn", Field(await alma.Post("/standing/trials", new { passedOn = 1 })));
        Assert.Equal("handle", Field(await alma.Post("/helpers", new { handle = "nobodyhere" })));
        Assert.Equal("space", Field(await alma.Post("/helpers", new { handle = Cast.Ben.Handle, space = 7 })));
    }

    [Fact]
    public async Task The_rules_of_moderation_change_and_hold_at_once()
    {
        var (alma, ada) = (await RobotOf(Cast.Alma), await RobotOf(Cast.Ada));
        var space = await Given.Space();
        Assert.Equal(("selective", 2), (await alma.Get("/settings/moderation")).Json is var before ? (before.GetProperty("holding").GetString(), before.GetProperty("firstPosts").GetInt32()) : default);

        var now = (await alma.Patch("/settings/moderation", new { holding = "before", posts = new { minute = 1, hour = 60, day = 200 }, newcomersPosts = new { minute = 1, hour = 60, day = 200 }, reasons = new[] { "Too loud.", " Too loud. " } })).Json;

        Assert.Equal(("before", 2, 1, "Too loud."), (now.GetProperty("holding").GetString(), now.GetProperty("firstPosts").GetInt32(), now.GetProperty("posts").GetProperty("minute").GetInt32(), now.GetProperty("reasons").EnumerateArray().Single().GetString()));
        var held = await ada.Post("/topics", new { space = space.Id, title = "Does everybody wait now?", body = "It seems so." });
        Assert.True(held.Json.GetProperty("opening").GetProperty("held").GetBoolean());
        Assert.Equal("holding", Field(await alma.Patch("/settings/moderation", new { holding = "sometimes" })));
        Assert.Equal("first", Field(await alma.Patch("/settings/moderation", new { firstPosts = 101 })));
        Assert.Equal("reported-hour", Field(await alma.Patch("/settings/moderation", new { reports = new { minute = 1, hour = -1, day = 1 } })));
        var lists = (await alma.Patch("/settings/moderation", new { disallowed = new { words = new[] { "bargain*" }, wordsAre = "hold" } })).Json.GetProperty("disallowed");
        Assert.Equal(("bargain*", "hold"), (lists.GetProperty("words").EnumerateArray().Single().GetString(), lists.GetProperty("wordsAre").GetString()));
        Assert.False(lists.TryGetProperty("said", out _));
        Assert.Equal("words", Field(await alma.Patch("/settings/moderation", new { disallowed = new { words = new[] { "*" } } })));
        Assert.Equal(1, (await alma.Patch("/settings/moderation", new { firstPosts = 0 })).Json.GetProperty("disallowed").GetProperty("words").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, (await alma.Patch("/settings/moderation", new { holding = "after", disallowed = new { }, reasons = Array.Empty<string>() })).Json.GetProperty("reasons").ValueKind);
        Assert.Equal(403, (await (await RobotOf(Cast.Mona)).Get("/settings/moderation")).Status);
    }

    [Fact]
    public async Task Everybody_reads_what_is_kept_and_administrators_choose_how_long()
    {
        var (alma, ada) = (await RobotOf(Cast.Alma), await RobotOf(Cast.Ada));
        JsonElement Mails(Response answer) => Items(answer).Single(k => k.GetProperty("name").GetString() == "mails");
        Assert.Equal(30, Mails(await ada.Get("/retention")).GetProperty("days").GetInt32());
        Assert.Matches(@"\p{IsArabic}", Mails(await ada.Get("/retention", ("Accept-Language", "ar"))).GetProperty("why").GetString()!);

        await alma.Patch("/retention", new { days = new { mails = 14 } });
        await alma.Patch("/retention", new { days = new { decisions = 100 } });

        Assert.Equal(14, Mails(await ada.Get("/retention")).GetProperty("days").GetInt32());
        Assert.Equal("mails", Field(await alma.Patch("/retention", new { days = new { mails = 0 } })));
        Assert.Equal("account", Field(await alma.Patch("/retention", new { days = new { account = 3 } })));
        Assert.Equal(403, (await ada.Patch("/retention", new { days = new { mails = 1 } })).Status);
        Assert.Equal(204, (await alma.Post("/retention/tidying")).Status);
        await Waiting.Eventually(async () => Mails(await alma.Get("/retention")).GetProperty("tidiedAt").ValueKind == JsonValueKind.String, "what is old to be deleted");
        Assert.Equal(JsonValueKind.Null, Mails(await ada.Get("/retention")).GetProperty("tidiedAt").ValueKind);
    }

    [Fact]
    public async Task The_server_and_the_words_of_mails_are_chosen()
    {
        var alma = await RobotOf(Cast.Alma);
        var server = (await alma.Patch("/settings/server", new { address = "https://community.example.com/", mailHold = 60, redis = "redis.example.com:6379,password=hidden" })).Json;
        Assert.Equal(("https://community.example.com", 60, true), (server.GetProperty("address").GetString(), server.GetProperty("mailHold").GetInt32(), server.GetProperty("hasRedis").GetBoolean()));
        Assert.DoesNotContain("hidden", (await alma.Get("/settings/server")).Body);
        Assert.Equal("address", Field(await alma.Patch("/settings/server", new { address = "https://x.example/path" })));
        Assert.Equal("mail-hold", Field(await alma.Patch("/settings/server", new { mailHold = 100_000 })));
        // The tests fix it when they start the server.
        Assert.Equal("limits", Field(await alma.Patch("/settings/server", new { limits = 2 })));
        Assert.False((await alma.Patch("/settings/server", new { redis = "" })).Json.GetProperty("hasRedis").GetBoolean());

        var kind = Items(await alma.Get("/settings/mail/words")).First().GetProperty("kind").GetString();
        var text = (await alma.Get($"/settings/mail/words/{kind}/en")).Json.GetProperty("texts").EnumerateArray().First(t => t.GetProperty("placeholders").GetArrayLength() == 0).GetProperty("english").GetString()!;
        var changed = (await alma.Put($"/settings/mail/words/{kind}/en", new { texts = new Dictionary<string, string> { [text] = "In our own words." } })).Json;
        Assert.Contains("In our own words.", changed.GetProperty("subject").GetString() + changed.GetProperty("sample").GetString());
        Assert.Equal("en", Items(await alma.Get("/settings/mail/words")).First().GetProperty("changed")[0].GetString());
        Assert.Equal("texts", Field(await alma.Put($"/settings/mail/words/{kind}/en", new { texts = new Dictionary<string, string> { ["Nothing like it"] = "x" } })));
        Assert.Equal(404, (await alma.Get($"/settings/mail/words/{kind}/fr")).Status);
        Assert.Equal(204, (await alma.Delete($"/settings/mail/words/{kind}/en")).Status);
        Assert.DoesNotContain("In our own words.", (await alma.Get($"/settings/mail/words/{kind}/en")).Body);
        Assert.Equal("Wrenholt, 1 Mill Lane", (await alma.Put("/settings/mail/frame", new { header = new { }, footer = new { en = " Wrenholt, 1 Mill Lane " } })).Json.GetProperty("footer").GetProperty("en").GetString());
        Assert.Contains("1 Mill Lane", (await alma.Get($"/settings/mail/words/{kind}/en")).Json.GetProperty("sample").GetString());
    }

    [Fact]
    public async Task The_brands_own_people_read_the_measures()
    {
        var topic = await Given.Topic(Cast.Ada);
        await Given.Reply(topic, Cast.Ben);
        await world.Settled();
        var emil = await RobotOf(Cast.Emil);

        var measures = (await emil.Get("/measures?days=28")).Json;

        Assert.Equal(28, (DateTime.Parse(measures.GetProperty("to").GetString()!) - DateTime.Parse(measures.GetProperty("from").GetString()!)).Days + 1);
        var named = measures.GetProperty("now").EnumerateArray().Select(m => m.GetProperty("measure").GetString()).ToList();
        using var visitor = world.Visit(Cast.Emil);
        foreach (var line in (await visitor.Get("/admin/baseline.csv?days=28")).Body.Split('\n').Skip(1).Where(l => l.Length > 0 && !l.StartsWith("day_"))) Assert.Contains(line.Split(',')[0], named);
        Assert.Equal("days", Field(await emil.Get("/measures?days=3")));
        Assert.Equal(404, (await (await RobotOf(Cast.Ada)).Get("/measures")).Status);
    }

    [Fact]
    public async Task A_backup_is_taken_and_a_schedule_chosen()
    {
        var alma = await RobotOf(Cast.Alma);
        var made = await alma.Post("/backups");
        var path = $"/backups/{made.Json.GetProperty("id").GetInt64()}";
        Assert.Equal((201, "/api/v1" + path, false), (made.Status, made.Location, made.Json.GetProperty("scheduled").GetBoolean()));
        await Waiting.Eventually(async () => (await alma.Get(path)).Json.GetProperty("finishedAt").ValueKind != JsonValueKind.Null, "the backup to be taken");
        Assert.True((await alma.Get("/backups")).Json.GetProperty("items")[0].GetProperty("bytes").GetInt64() > 1000);

        var week = (await alma.Put("/settings/backups", new { every = "week", hour = 4, keep = 3 })).Json;
        Assert.Equal(("week", 4, 3), (week.GetProperty("every").GetString(), week.GetProperty("hour").GetInt32(), week.GetProperty("keep").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await alma.Put("/settings/backups", new { every = (string?)null })).Json.GetProperty("every").ValueKind);
        foreach (var (field, wrong) in new (string, object)[] { ("every", new { every = "hour" }), ("hour", new { every = "day", hour = 24 }), ("keep", new { every = "day", keep = 0 }) })
            Assert.Equal(field, Field(await alma.Put("/settings/backups", wrong)));
        Assert.True(Items(await alma.Get("/launch")).Single(s => s.GetProperty("path").GetString() == "/admin/backups").GetProperty("done").GetBoolean());
        Assert.Equal(403, (await (await RobotOf(Cast.Mona)).Get("/backups")).Status);
    }

    [Fact]
    public async Task A_community_is_tried_brought_in_and_taken_along()
    {
        var alma = await RobotOf(Cast.Alma);
        var archive = Given.Zip(("about.json", """{"format":"rapport-interchange","version":1,"source":"old-place"}"""), ("members.jsonl", """{"key":"1","name":"Orla","role":"member","joined":"2020-01-01T00:00:00Z"}""" + "\n"));
        var tried = await alma.Post("/moves", new MultipartFormDataContent { { new StringContent("forum"), "source" }, { new ByteArrayContent(archive), "file", "old place.zip" } });
        var path = $"/moves/{tried.Json.GetProperty("id").GetInt64()}";
        Assert.Equal((201, "/api/v1" + path, "trial"), (tried.Status, tried.Location, tried.Json.GetProperty("kind").GetString()));
        var report = await Over(alma, path);
        Assert.Equal(("done", 1L), (report.GetProperty("state").GetString(), report.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "members").GetProperty("stored").GetInt64()));
        Assert.False(await world.Query(db => db.Members.AnyAsync(m => m.Name == "Orla")));

        var taken = await alma.Post($"{path}/go");
        Assert.Equal("done", (await Over(alma, taken.Location!["/api/v1".Length..])).GetProperty("state").GetString());
        Assert.True(await world.Query(db => db.Members.AnyAsync(m => m.Name == "Orla")));
        Assert.Equal("This is over already.", Said(await alma.Post($"{path}/stop")));

        var export = (await alma.Post("/moves/export", new { })).Location!["/api/v1".Length..];
        await Over(alma, export);
        Assert.Equal("PK"u8.ToArray(), (await alma.Get($"{export}/file")).Bytes[..2]);
        Assert.Equal(204, (await alma.Delete($"{export}/file")).Status);
        Assert.Equal(404, (await alma.Get($"{export}/file")).Status);
        Assert.Equal("file", Field(await alma.Post("/moves", new MultipartFormDataContent { { new ByteArrayContent("nothing known"u8.ToArray()), "file", "x.bin" } })));
        Assert.Equal("file", Field(await alma.Post("/moves", new MultipartFormDataContent { { new StringContent("forum"), "source" } })));
        Assert.Equal(415, (await alma.Post("/moves", new { })).Status);
        Assert.Equal(403, (await (await RobotOf(Cast.Mona)).Get("/moves")).Status);
    }

    async Task<JsonElement> Over(Robot robot, string path)
    {
        await Waiting.Eventually(async () => (await robot.Get(path)).Json.GetProperty("endedAt").ValueKind != JsonValueKind.Null, "the move to end");
        return (await robot.Get(path)).Json;
    }

    [Fact]
    public async Task A_shop_is_connected_and_its_orders_are_read_by_those_they_concern()
    {
        var buyer = await Given.Account(password: null);
        var (alma, robot) = (await RobotOf(Cast.Alma), await RobotOf(buyer));
        var made = await alma.Post("/shops", new { kind = "own", name = "Corner shop" });
        var path = $"/shops/{made.Json.GetProperty("id").GetInt64()}";
        Assert.Equal((201, "/api/v1" + path, true, false), (made.Status, made.Location, made.Json.GetProperty("hasSecret").GetBoolean(), made.Json.GetProperty("hasAccess").GetBoolean()));
        Assert.StartsWith("whsec_", (await alma.Post($"{path}/secret")).Json.GetProperty("secret").GetString());
        Assert.Equal("shop.secret-shown", Items(await alma.Get("/decisions?limit=1")).Single().GetProperty("act").GetString());
        Assert.Equal("Without the address of the shop it cannot be asked.", Said(await alma.Put($"{path}/access", new { access = "key" })));
        Assert.Equal("There is no key yet by which the shop could be asked.", Said(await alma.Post($"{path}/asking")));
        Assert.Equal("name", Field(await alma.Post("/shops", new { kind = "own", name = "" })));
        var other = await alma.Post("/shops", new { kind = "shopify", name = "Big shop", address = "shop.example.com" });
        var big = $"/shops/{other.Json.GetProperty("id").GetInt64()}";
        Assert.Equal("secret", Field(await alma.Put($"{big}/secret", new { secret = "short" })));
        Assert.True((await alma.Put($"{big}/secret", new { secret = "shpss_long_enough" })).Json.GetProperty("hasSecret").GetBoolean());
        var opened = await alma.Put($"{big}/access", new { access = "shpat_never_shown" });
        Assert.True(opened.Json.GetProperty("hasAccess").GetBoolean());
        Assert.DoesNotContain("never_shown", opened.Body);
        Assert.Equal(404, (await alma.Post($"{big}/secret")).Status);

        await world.Do(async services => await services.GetRequiredService<ImportOrders>().Run(new MemoryStream(Encoding.UTF8.GetBytes($"order,date,email,sku,title,quantity,unit price,currency\nA-1,2026-02-01,{buyer.Email},KET-1,Kettle,2,59.90,EUR\nA-2,2026-02-02,b@people.example,KET-1,Kettle,1,59.90,EUR\n")), "orders"));
        await world.Settled();
        var mine = Items(await robot.Get("/me/orders")).Single();
        Assert.Equal(("A-1", "119.80", 2), (mine.GetProperty("number").GetString(), mine.GetProperty("total").GetProperty("amount").GetString(), mine.GetProperty("lines")[0].GetProperty("quantity").GetInt32()));
        Assert.Equal(["A-2", "A-1"], Items(await alma.Get("/orders")).Select(o => o.GetProperty("number").GetString()));
        Assert.Equal(["A-1"], Items(await alma.Get($"/orders?member={buyer.Id}")).Select(o => o.GetProperty("number").GetString()));
        Assert.Equal("A-1", (await alma.Get($"/orders/{mine.GetProperty("id").GetInt64()}")).Json.GetProperty("number").GetString());
        Assert.Equal(403, (await robot.Get("/orders")).Status);
        Assert.Empty(Items(await (await RobotOf(Cast.Cleo)).Get("/me/orders")));

        Assert.Equal(204, (await alma.Delete(path)).Status);
        Assert.NotEqual(JsonValueKind.Null, (await alma.Get(path)).Json.GetProperty("stoppedAt").ValueKind);
        Assert.Equal(404, (await alma.Delete(path)).Status);
    }
}

public sealed class DeskApiTestsOnSqlite() : DeskApiTests(Engine.Sqlite);
public sealed class DeskApiTestsOnPostgres() : DeskApiTests(Engine.Postgres);
