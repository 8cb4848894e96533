using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks;
using Rapport.Webhooks.Deliveries;

namespace Rapport.Tests.Webhooks;

public abstract class WebhookTests(Engine engine) : IAsyncLifetime
{
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow.ToMicroseconds());
    World world = null!;
    Receiver receiver = null!;

    Given Given => world.Given;
    Cast Cast => world.Cast;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.Start();
        world = await World.Start(engine, services => services.AddSingleton<TimeProvider>(clock), "--fetch:private", "true");
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await receiver.DisposeAsync();
    }

    void Later(TimeSpan time)
    {
        clock.Advance(time);
        world.Services.GetRequiredService<Wake>().Ring();
    }

    async Task<IReadOnlyList<Received>> Told(string path, int count)
    {
        await Waiting.Eventually(() => receiver.At(path).Count >= count, $"{count} messages at {path}");
        return receiver.At(path);
    }

    Task<Webhook> Now(Webhook webhook) => world.Query(db => db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == webhook.Id));
    Task<Delivery> Only(Webhook webhook) => world.Query(db => db.Deliveries.AsNoTracking().SingleAsync(d => d.WebhookId == webhook.Id));
    Task<string> Secret(Webhook webhook) => world.Do(services => Task.FromResult(webhook.Reveal(services.GetRequiredService<MasterKey>())));

    async Task<Delivery> Done(Webhook webhook, Outcome outcome)
    {
        await Waiting.Eventually(async () => await world.Query(db => db.Deliveries.AnyAsync(d => d.WebhookId == webhook.Id && d.Outcome == outcome && d.LockedUntil == null)), $"a delivery to be {outcome}");
        return await world.Query(db => db.Deliveries.AsNoTracking().FirstAsync(d => d.WebhookId == webhook.Id && d.Outcome == outcome));
    }

    [Fact]
    public async Task What_happens_is_told_signed_so_that_the_common_library_verifies_it()
    {
        var (ids, words) = (await Given.Webhook(receiver.Url("/ids")), await Given.Webhook(receiver.Url("/words"), full: true, types: ["topic.started"]));
        var topic = await Given.Topic(Cast.Ada, title: "Why does the kettle hum?", body: "It hums **loudly**. يهمهم");
        var reply = await Given.Reply(topic, Cast.Ben);

        var told = (await Told("/ids", 3)).OrderBy(r => r.Json.GetProperty("sequence").GetInt64()).ToList();
        Assert.Equal(["space.changed", "topic.started", "reply.posted"], told.Select(r => r.Type));
        Assert.Equal((topic.Id, topic.SpaceId, Cast.Ada.Id, "question", $"{world.Services.GetRequiredService<Installation>().Address}/topics/{topic.Id}"),
            (told[1].Long("topic"), told[1].Long("space"), told[1].Long("author"), told[1].Data.GetProperty("kind").GetString(), told[1].Data.GetProperty("url").GetString()));
        Assert.Equal((reply.Id, topic.Id, Cast.Ben.Id), (told[2].Long("post"), told[2].Long("topic"), told[2].Long("author")));
        Assert.DoesNotContain("kettle", told[1].Body);
        var full = Assert.Single(await Told("/words", 1));
        Assert.Equal(("Why does the kettle hum?", "It hums **loudly**. يهمهم", "Ada"),
            (full.Data.GetProperty("title").GetString(), full.Data.GetProperty("body").GetProperty("text").GetString(), full.Data.GetProperty("by").GetProperty("name").GetString()));

        Assert.Equal("verified topic.started", await full.Verified(await Secret(words)));
        Assert.Equal("No matching signature found", await full.Verified(await Secret(ids)));
        Assert.Equal("No matching signature found", await (full with { Body = full.Body.Replace("Ada", "Eve") }).Verified(await Secret(words)));
    }

    [Fact]
    public async Task Of_what_an_address_may_not_read_it_hears_nothing()
    {
        var (anybody, members, everything) = (await Given.Webhook(receiver.Url("/public")), await Given.Webhook(receiver.Url("/members"), Reach.Members), await Given.Webhook(receiver.Url("/everything"), Reach.Everything));
        var (forMembers, invited) = (await Given.Space(Audience.Members), await Given.Space(guests: Cast.Ben));
        await Given.Topic(Cast.Ada, space: forMembers);
        await Given.Topic(Cast.Ada, space: invited);
        await world.Act(async db => { db.Acting.Cause = Cause.Import; var m = await db.Members.FirstAsync(m => m.Id == Cast.Cleo.Id); await db.Save(new ProfileChanged(m)); });
        await world.Act(async db => { var m = await db.Members.FirstAsync(m => m.Id == Cast.Cleo.Id); await db.Save(new SuspensionChanged(m)); });

        await Told("/everything", 5);
        await Waiting.Eventually(async () => !await world.Query(db => db.Deliveries.AnyAsync(d => d.DueAt != null)), "everything to be done");

        Assert.Empty(receiver.At("/public"));
        Assert.Equal(["space.changed", "topic.started"], receiver.At("/members").Select(r => r.Type).Order());
        Assert.Equal(["member.suspension_changed", "space.changed", "space.changed", "topic.started", "topic.started"], receiver.At("/everything").Select(r => r.Type).Order());
        Assert.Equal(5, await world.Query(db => db.Deliveries.CountAsync(d => d.WebhookId == anybody.Id && d.Outcome == Outcome.Withheld)));
        Assert.Equal(3, await world.Query(db => db.Deliveries.CountAsync(d => d.WebhookId == members.Id && d.Outcome == Outcome.Withheld)));
        Assert.Equal(5, await world.Query(db => db.Deliveries.CountAsync(d => d.WebhookId == everything.Id && d.Outcome == Outcome.Arrived)));
    }

    [Fact]
    public async Task What_waits_for_a_moderator_is_not_told_and_what_is_hidden_is()
    {
        var webhook = await Given.Webhook(receiver.Url("/moderated"), types: ["topic.started", "post.hidden", "post.restored"]);
        var (space, newcomer) = (await Given.Space(), await Given.Newcomer("Nils"));
        using (var nils = world.Visit(newcomer)) await nils.Post("/ask", new { kind = "question", space = space.Id, title = "Is the kettle of a newcomer held?", body = "With [a link](https://example.org/kettle)." });
        Assert.Equal(Sight.Held, (await world.Query(db => db.Topics.SingleAsync(t => t.AuthorId == newcomer.Id))).Sight);
        var topic = await Given.Topic(Cast.Ada, space: space);
        await Told("/moderated", 1);
        using (var mona = world.Visit(Cast.Mona)) await mona.Post($"/posts/{topic.Id}/remove", new { ground = "spam", reason = "It sells something." });

        var told = await Told("/moderated", 2);
        await Done(webhook, Outcome.Withheld);
        Assert.Equal(["post.hidden", "topic.started"], told.Select(r => r.Type).Order());
        Assert.Equal(topic.Id, told.Single(r => r.Type == "post.hidden").Long("post"));
    }

    [Fact]
    public async Task What_does_not_arrive_is_tried_again_later_under_the_same_id()
    {
        receiver.Says("/busy", 500);
        var webhook = await Given.Webhook(receiver.Url("/busy"), types: "member.changed");
        var began = clock.GetUtcNow();
        await Changed(Cast.Ada);
        await Told("/busy", 1);
        var waiting = await Done(webhook, Outcome.Waiting);
        Assert.InRange((waiting.DueAt!.Value - began).TotalSeconds, 5, 5.5);
        Assert.NotNull((await Now(webhook)).FailingSince);

        receiver.Says("/busy", 429, ("Retry-After", "600"));
        Later(TimeSpan.FromSeconds(6));
        await Told("/busy", 2);
        await Waiting.Eventually(async () => (await Now(webhook)).QuietUntil is not null, "the address to be left in peace");
        Assert.Equal(clock.GetUtcNow().AddSeconds(600), (await Now(webhook)).QuietUntil);
        var robot = await Robot.For(world, Cast.Alma);
        Assert.Equal(clock.GetUtcNow().AddSeconds(600), (await robot.Get($"/webhooks/{webhook.Id}/deliveries/{waiting.Id}")).Json.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(clock.GetUtcNow().AddSeconds(600), (await robot.Get($"/webhooks/{webhook.Id}/deliveries")).Json.GetProperty("items")[0].GetProperty("dueAt").GetDateTimeOffset());
        receiver.Says("/busy", 200);
        Later(TimeSpan.FromSeconds(400));
        Later(TimeSpan.FromSeconds(201));

        var told = await Told("/busy", 3);
        var arrived = await Done(webhook, Outcome.Arrived);
        Assert.Single(told.Select(r => r.Id).Distinct());
        Assert.Equal(arrived.MessageId, told[0].Id);
        Assert.Equal(3, told.Select(r => r.At).Distinct().Count());
        Assert.Equal((null, 0, null), await Now(webhook) is var now ? (now.FailingSince, now.Failures, now.QuietUntil) : default);
        var attempts = await world.Query(db => db.Attempts.Where(a => a.DeliveryId == arrived.Id).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal([(500, "says 500"), (429, "says 429"), (200, "says 200")], attempts.Select(a => (a.Status ?? 0, a.Answer)));
    }

    [Fact]
    public async Task An_address_that_fails_for_days_is_switched_off_and_the_administrators_are_told()
    {
        var olga = await Given.Account("Olga", role: Role.Administrator);
        receiver.Says("/dead", 500);
        var webhook = await Given.Webhook(receiver.Url("/dead"), types: "member.changed");
        await Changed(Cast.Ada);
        var (began, pauses) = (clock.GetUtcNow(), new List<double>());
        for (var attempt = 1; attempt <= Retries.Most; attempt++)
        {
            var tries = attempt;
            await Waiting.Eventually(async () => await world.Query(db => db.Deliveries.AnyAsync(d => d.WebhookId == webhook.Id && d.Attempts == tries && d.LockedUntil == null)), $"attempt {attempt}");
            if ((await Only(webhook)).DueAt is not { } due) break;
            pauses.Add((due - clock.GetUtcNow()).TotalSeconds);
            Later(due - clock.GetUtcNow());
            if ((await Now(webhook)).QuietUntil is { } quiet && quiet > clock.GetUtcNow()) Later(quiet - clock.GetUtcNow());
        }
        Assert.Equal(Outcome.GivenUp, (await Only(webhook)).Outcome);
        Assert.Equal(Retries.Most - 1, pauses.Count);
        foreach (var (pause, least) in pauses.Zip([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400.0])) Assert.InRange(pause, least, least * 1.1);
        Assert.True((await Now(webhook)).IsOn);

        Later(began.AddDays(5.1) - clock.GetUtcNow());
        await Changed(Cast.Ben);
        await Waiting.Eventually(async () => !(await Now(webhook)).IsOn, "it to be switched off");

        Assert.Equal(StopReason.Failing, (await Now(webhook)).StopReason);
        Assert.Contains("was switched off", Assert.Single(await Given.MailsTo(olga.Email)).Subject);
        Assert.Equal(1, await world.Query(db => db.Set<AuditRow>().CountAsync(a => a.Act == "webhook.stopped" && a.SubjectId == webhook.Id && a.Actor == null)));
        await Changed(Cast.Cleo);
        await Waiting.Eventually(async () => await world.Query(async db => (await db.Set<Checkpoint>().SingleAsync(c => c.Reader == nameof(AnnounceEvents))).Position == await EventLog.Head(db)), "the reader");
        Assert.Equal(2, await world.Query(db => db.Deliveries.CountAsync(d => d.WebhookId == webhook.Id)));
    }

    [Fact]
    public async Task An_address_that_is_gone_is_switched_off_at_once_and_a_redirect_is_a_failure()
    {
        receiver.Says("/gone", 410);
        receiver.Says("/elsewhere", 302, ("Location", receiver.Url("/trap")));
        var (gone, elsewhere) = (await Given.Webhook(receiver.Url("/gone"), types: "member.changed"), await Given.Webhook(receiver.Url("/elsewhere"), types: "member.changed"));
        await Changed(Cast.Ada);

        await Waiting.Eventually(async () => !(await Now(gone)).IsOn, "it to be switched off");
        Assert.Equal(StopReason.Gone, (await Now(gone)).StopReason);
        await Waiting.Eventually(async () => await world.Query(db => db.Deliveries.AnyAsync(d => d.WebhookId == elsewhere.Id && d.Attempts == 1)), "the redirect to be noted");
        Assert.Equal(Outcome.Waiting, (await Only(elsewhere)).Outcome);
        Assert.Empty(receiver.At("/trap"));
    }

    [Fact]
    public async Task A_slow_address_gets_a_few_at_once_and_holds_no_other_back()
    {
        var free = new TaskCompletionSource();
        receiver.Answers["/slow"] = context => free.Task;
        var (slow, quick) = (await Given.Webhook(receiver.Url("/slow"), types: "member.changed"), await Given.Webhook(receiver.Url("/quick"), types: "member.changed"));
        for (var n = 0; n < 12; n++) await Changed(Cast.Ada);

        await Told("/quick", 12);
        await Told("/slow", DeliveryLoop.MostAtOnce);
        await using (var second = await world.Join(services => services.AddSingleton<TimeProvider>(clock), "--fetch:private", "true"))
        {
            await Changed(Cast.Ben);
            await Told("/quick", 13);
            Assert.Equal(DeliveryLoop.MostAtOnce, receiver.At("/slow").Count);
            free.SetResult();
            await Told("/slow", 13);
            await Waiting.Eventually(async () => await world.Query(db => db.Deliveries.CountAsync(d => d.WebhookId == slow.Id && d.Outcome == Outcome.Arrived)) == 13, "all to have arrived");
        }
        Assert.Equal(DeliveryLoop.MostAtOnce, receiver.MostAtOnce("/slow"));
        Assert.Equal(13, receiver.At("/slow").Select(r => r.Id).Distinct().Count());
        Assert.Equal(13, receiver.At("/slow").Count);
    }

    [Fact]
    public async Task What_a_node_that_died_had_on_its_way_is_sent_by_another()
    {
        var webhook = await Given.Webhook(receiver.Url("/left"));
        await world.Act(async db =>
        {
            var position = await EventLog.Head(db);
            db.Add(new Delivery { Id = db.NewId(), WebhookId = webhook.Id, Type = "member.changed", Position = position, At = clock.GetUtcNow(), DueAt = clock.GetUtcNow(), LockedUntil = clock.GetUtcNow().AddSeconds(60) });
            await db.Save();
        });
        await Changed(Cast.Ada);
        await Told("/left", 1);
        // The receiver has it a moment before we have written down that it does.
        await Waiting.Eventually(async () => await world.Query(db => db.Deliveries.CountAsync(d => d.Outcome == Outcome.Arrived)) == 1, "the one that was told to be written down");
        Assert.Equal(1, await world.Query(db => db.Deliveries.CountAsync(d => d.Outcome == Outcome.Waiting)));

        Later(TimeSpan.FromSeconds(61));

        await Waiting.Eventually(async () => !await world.Query(db => db.Deliveries.AnyAsync(d => d.DueAt != null)), "the left one to be done");
    }

    [Fact]
    public async Task Both_secrets_sign_for_a_day_after_a_change()
    {
        var webhook = await Given.Webhook(receiver.Url("/rotated"), types: "member.changed");
        var old = await Secret(webhook);
        using var alma = world.Visit(Cast.Alma);
        await alma.Submit(await alma.Get($"/admin/webhooks/{webhook.Id}"), "/secret/rotate");
        var fresh = await Secret(await Now(webhook));
        await Changed(Cast.Ada);

        var both = Assert.Single(await Told("/rotated", 1));
        Assert.Equal(("verified member.changed", "verified member.changed"), (await both.Verified(old), await both.Verified(fresh)));
        Later(TimeSpan.FromHours(25));
        await Changed(Cast.Ben);
        var one = (await Told("/rotated", 2))[1];
        Assert.Equal(Signature.Of(fresh, one.Id, one.At, one.Body), one.Signature);
    }

    Task Changed(Member member) => world.Act(async db =>
    {
        var found = await db.Members.FirstAsync(m => m.Id == member.Id);
        await db.Save(new ProfileChanged(found));
    });
}

public sealed class WebhookTestsOnSqlite() : WebhookTests(Engine.Sqlite);
public sealed class WebhookTestsOnPostgres() : WebhookTests(Engine.Postgres);
