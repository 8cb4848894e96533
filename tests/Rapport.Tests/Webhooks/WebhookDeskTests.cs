using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks;
using Rapport.Webhooks.Deliveries;

namespace Rapport.Tests.Webhooks;

/// The administration of webhooks, through the front door.
public abstract class WebhookDeskTests(Engine engine) : IAsyncLifetime
{
    Receiver receiver = null!;
    World world = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.Start();
        world = await World.Start(engine, null, "--fetch:private", "true");
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_administrator_adds_a_webhook_tests_it_looks_at_the_secret_and_removes_it()
    {
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("Nobody is told yet", (await alma.Get("/admin/webhooks")).Text);
        var form = await alma.Get("/admin/webhooks/new");
        var filled = new { address = receiver.Url("/shop"), description = "The shop", reach = "public", full = "true", types = "*" };
        foreach (var (address, says) in new[] { ("shop.example", "begins with https://"), ("ftp://shop.example/", "begins with https://"), ("http://ann:secret@shop.example/", "Leave name and password out"), ("http://no-such-host.invalid/", "There is no host called") })
            Assert.Equal((422, true), await alma.Submit(form, "/admin/webhooks", new { address, filled.description, filled.reach }) is var refused ? (refused.Status, refused.Text.Contains(says)) : default);
        Assert.Contains("There is no kind of event called nonsense", (await alma.Submit(form, "/admin/webhooks", new { filled.address, filled.reach, types = "nonsense" })).Text);
        Assert.Contains("Choose at least one kind of event", (await alma.Post("/admin/webhooks", new { filled.address, filled.reach })).Text);
        var back = await alma.Submit(form, "/admin/webhooks", new { address = "shop.example", description = "Kept words", filled.reach });
        Assert.Equal("Kept words", back.Find("#description")!.GetAttribute("value"));

        var added = await alma.Submit(form, "/admin/webhooks", filled);
        var path = added.Location!.Split('?')[0];
        var tested = await alma.Visit((await alma.Submit(await alma.Get(path), "/test")).Location!);
        Assert.Contains("It arrived.", tested.Text);
        Assert.Contains("Status 204", tested.Text);
        var message = Assert.Single(receiver.At("/shop"));
        Assert.Equal("webhook.test", message.Type);

        Assert.Equal(200, (await alma.Submit(await alma.Get($"{path}/edit"), path, new { filled.address, description = "The shop", reach = "members", types = "topic.started" })).Status == 303 ? 200 : 0);
        var page = await alma.Get(path);
        Assert.Contains("What members may read", page.Text);
        var shown = await alma.Submit(page, "/secret");
        var secret = shown.Find("pre code")!.TextContent;
        Assert.Equal("no-store", shown.Header("Cache-Control"));
        Assert.Equal("verified webhook.test", await message.Verified(secret));
        var stored = await world.Query(db => db.Webhooks.AsNoTracking().SingleAsync());
        Assert.Equal(-1, stored.Secret.AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)));
        Assert.DoesNotContain(secret, page.Body);
        Assert.Contains("Secret of a webhook shown", (await alma.Get("/admin/audit?act=webhook.")).Text);
        using var mona = world.Visit(world.Cast.Mona);
        Assert.DoesNotContain("webhook", (await mona.Get("/admin/audit?act=webhook.")).Find(".desk")!.TextContent.Replace("Webhooks", ""), StringComparison.OrdinalIgnoreCase);

        Assert.Equal("/admin/webhooks?removed=1", (await alma.Submit(page, "/remove")).Location);
        Assert.Equal(404, (await alma.Get(path)).Status);
        Assert.Equal((0, 0), await world.Query(async db => (await db.Deliveries.CountAsync(), await db.Attempts.CountAsync())));
    }

    [Fact]
    public async Task A_webhook_added_later_is_told_of_what_happened_before_and_missed_messages_are_sent_once_more()
    {
        using var alma = world.Visit(world.Cast.Alma);
        var topic = await world.Given.Topic(world.Cast.Ada);
        await world.Given.Reply(topic, world.Cast.Ben);
        await world.Settled();
        var webhook = await world.Given.Webhook(receiver.Url("/late"), types: ["topic.started", "reply.posted"]);
        var path = $"/admin/webhooks/{webhook.Id}";
        Task<Response> Replay(object form) => Send(alma, path, form);

        Assert.Contains("Enter a day", (await Replay(new { since = "soon" })).Text);
        Assert.Contains("yet to come", (await Replay(new { since = "2999-01-01T00:00" })).Text);
        Assert.Equal(303, (await Replay(new { since = "2020-01-01T00:00", missed = "true" })).Status);
        await Waiting.Eventually(() => receiver.At("/late").Count == 2, "what happened before");
        await Quiet();

        Assert.Equal(303, (await Replay(new { since = "2020-01-01T00:00", missed = "true" })).Status);
        await Quiet();
        Assert.Equal(2, receiver.At("/late").Count);
        Assert.Equal(303, (await Replay(new { since = "2020-01-01T00:00", missed = "" })).Status);
        await Waiting.Eventually(() => receiver.At("/late").Count == 4, "everything once more");
        await Quiet();
        Assert.Equal(2, receiver.At("/late").Select(r => r.Id).Distinct().Count());

        var one = await world.Query(db => db.Deliveries.OrderBy(d => d.Id).FirstAsync());
        await alma.Submit(await alma.Get($"/admin/webhooks/deliveries/{one.Id}"), "/again");
        await Waiting.Eventually(() => receiver.At("/late").Count == 5, "one once more");
        Assert.Equal(one.MessageId, receiver.At("/late")[^1].Id);

        await alma.Submit(await alma.Get(path), "/stop");
        Assert.Contains("Switched off", (await alma.Get(path)).Text);
        Assert.Equal(422, (await alma.Post($"/admin/webhooks/deliveries/{one.Id}/again")).Status);
        await world.Given.Reply(topic, world.Cast.Cleo);
        await world.Settled();
        await alma.Submit(await alma.Get(path), "/start");
        await Quiet();
        Assert.Equal(5, receiver.At("/late").Count);
    }

    Task Quiet() => Waiting.Eventually(async () => await world.Query(async db => !await db.Deliveries.AnyAsync(d => d.DueAt != null) && !await db.Set<Rapport.Kernel.Jobs.Job>().AnyAsync(j => j.DoneAt == null && j.Kind == nameof(Replay))), "everything to be sent");

    static async Task<Response> Send(Visitor alma, string path, object form) => await alma.Submit(await alma.Get(path), "/replay", form);

    [Fact]
    public async Task A_program_does_with_webhooks_what_an_administrator_does()
    {
        var robot = await Robot.For(world, world.Cast.Alma);
        Assert.Equal(("invalid", "types"), await robot.Post("/webhooks", new { address = receiver.Url("/api"), types = new[] { "nonsense" } }) is var refused ? (refused.Json.GetProperty("code").GetString(), refused.Json.GetProperty("errors")[0].GetProperty("field").GetString()) : default);

        var added = await robot.Post("/webhooks", new { address = receiver.Url("/api"), types = new[] { "topic.started" } });
        var path = $"/webhooks/{added.Json.GetProperty("id").GetInt64()}";
        Assert.Equal((201, "/api/v1" + path), (added.Status, added.Location));
        var tested = await robot.Post($"{path}/test");
        Assert.Equal((201, "arrived", 204), (tested.Status, tested.Json.GetProperty("outcome").GetString(), tested.Json.GetProperty("tried")[0].GetProperty("status").GetInt32()));
        var secret = (await robot.Post($"{path}/secret")).Json.GetProperty("secret").GetString()!;
        Assert.Equal("verified webhook.test", await receiver.At("/api")[0].Verified(secret));

        Assert.Equal(412, (await robot.Put(path, new { address = receiver.Url("/api"), types = new[] { "*" } }, ("If-Match", "\"0\""))).Status);
        Assert.Equal("everything", (await robot.Put(path, new { address = receiver.Url("/api"), types = new[] { "*" }, reach = "everything" })).Json.GetProperty("reach").GetString());
        await world.Given.Topic(world.Cast.Ada);
        await Waiting.Eventually(() => receiver.At("/api").Count == 3, "the space and the topic");
        await Quiet();
        var sent = (await robot.Get($"{path}/deliveries?outcome=arrived")).Json.GetProperty("items");
        Assert.Equal(3, sent.GetArrayLength());
        Assert.Equal(200, (await robot.Post($"{path}/deliveries/{sent[0].GetProperty("id").GetInt64()}/again")).Status);
        await Waiting.Eventually(() => receiver.At("/api").Count == 4, "one once more");

        Assert.NotEqual(JsonValueKind.Null, (await robot.Post($"{path}/stop")).Json.GetProperty("stoppedAt").ValueKind);
        Assert.Equal(422, (await robot.Post($"{path}/replay", new { since = "2026-01-01T00:00:00Z" })).Status);
        Assert.Equal(JsonValueKind.Null, (await robot.Post($"{path}/start")).Json.GetProperty("stoppedAt").ValueKind);
        Assert.Equal(204, (await robot.Delete(path)).Status);
        Assert.Equal(404, (await robot.Get(path)).Status);
        Assert.Equal(403, (await (await Robot.For(world, world.Cast.Alma, "read", "write")).Get("/webhooks")).Status);
        Assert.Equal(403, (await (await Robot.For(world, world.Cast.Mona)).Get("/webhooks")).Status);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_learns_of_webhooks()
    {
        var webhook = await world.Given.Webhook(receiver.Url("/x"));
        foreach (var path in new[] { "/admin/webhooks", "/admin/webhooks/new", $"/admin/webhooks/{webhook.Id}", $"/admin/webhooks/{webhook.Id}/edit" })
        {
            Assert.StartsWith("/sign-in", (await world.Visit().Get(path)).Location);
            foreach (var member in new[] { world.Cast.Ada, world.Cast.Emil, world.Cast.Mona }) Assert.Equal(404, (await world.Visit(member).Get(path)).Status);
            Assert.Equal(200, (await world.Visit(world.Cast.Alma).Get(path)).Status);
        }
        foreach (var act in new[] { "", $"/{webhook.Id}", $"/{webhook.Id}/stop", $"/{webhook.Id}/start", $"/{webhook.Id}/remove", $"/{webhook.Id}/secret", $"/{webhook.Id}/secret/rotate", $"/{webhook.Id}/secret/retire", $"/{webhook.Id}/test", $"/{webhook.Id}/replay" })
            foreach (var member in new[] { world.Cast.Ada, world.Cast.Mona }) Assert.Equal(404, (await world.Visit(member).Post("/admin/webhooks" + act, new { })).Status);
        Assert.True(await world.Query(db => db.Webhooks.AnyAsync(w => w.Id == webhook.Id)));
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_refused_and_one_that_turns_there_later_gets_nothing()
    {
        var leads = IPAddress.Parse("93.184.216.34");
        await using var guarded = await World.Start(engine, services => services.AddSingleton<NameLookup>((host, _) => Task.FromResult<IPAddress[]>(host == "inside.test" ? [IPAddress.Loopback] : [leads])));
        using var alma = guarded.Visit(guarded.Cast.Alma);
        var form = await alma.Get("/admin/webhooks/new");
        Task<Response> Add(string address) => alma.Submit(form, "/admin/webhooks", new { address, reach = "public" });

        foreach (var address in new[] { $"https://127.0.0.1:{receiver.Address.Port}/", "https://[::1]/", "https://169.254.169.254/latest", "https://2130706433/", "https://inside.test/" })
            Assert.Equal((422, true), await Add(address) is var refused ? (refused.Status, refused.Text.Contains("private network")) : default);
        Assert.Contains("begins with https://", (await Add("http://hooks.test/")).Text);
        var path = (await Add($"https://hooks.test:{receiver.Address.Port}/turned")).Location!.Split('?')[0];

        leads = IPAddress.Loopback;
        var tested = await alma.Visit((await alma.Submit(await alma.Get(path), "/test")).Location!);
        Assert.Contains("leads into a private network", tested.Text);
        Assert.Empty(receiver.At("/turned"));
    }
}

public sealed class WebhookDeskTestsOnSqlite() : WebhookDeskTests(Engine.Sqlite);
public sealed class WebhookDeskTestsOnPostgres() : WebhookDeskTests(Engine.Postgres);

public sealed class SignatureTests
{
    [Fact]
    public void The_published_example_is_signed_as_it_was_published() => Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"));
}
