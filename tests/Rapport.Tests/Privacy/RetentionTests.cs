using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Tests.Privacy;

public abstract class RetentionTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    async Task Tidied()
    {
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Equal("/admin/privacy?tidying=1", (await alma.Submit(await alma.Get("/admin/privacy"), "/admin/privacy/tidy")).Location);
        await world.Settled();
    }

    Task Mails(int count, int daysAgo) => world.Act(async db =>
    {
        var at = db.Clock.GetUtcNow().AddDays(-daysAgo);
        foreach (var id in Enumerable.Range(0, count).Select(_ => db.NewId()))
            db.Add(new SentMail { Id = id, Kind = "account", Address = "old@example.com", Subject = "S", Text = "T", Html = "H", MessageId = $"{id}@test", Headers = "{}", At = at, SentAt = at });
        await db.Save();
    });

    [Fact]
    public async Task What_was_kept_long_enough_goes_and_what_was_not_stays()
    {
        await Mails(1_203, daysAgo: 31);
        await Mails(2, daysAgo: 29);

        await Tidied();

        Assert.Equal(2, await world.Query(db => db.Set<SentMail>().CountAsync(m => m.Address == "old@example.com")));
        var note = await world.Query(db => db.Set<Tidied>().SingleAsync(t => t.Kind == "mails"));
        Assert.Equal(1_203, note.Removed);
    }

    [Fact]
    public async Task Administrators_choose_how_long_within_bounds()
    {
        using var alma = world.Visit(world.Cast.Alma);
        await Mails(3, daysAgo: 10);
        var page = await alma.Get("/admin/privacy");

        Assert.DoesNotMatch(@"from (\d+) to \1;", page.Text);
        var refused = await alma.Submit(page, "/admin/privacy", new { mails = "0" });
        Assert.Equal(422, refused.Status);
        Assert.Contains("Write a number of days from 1 to 365.", refused.Text);
        Assert.Equal(422, (await alma.Submit(page, "/admin/privacy", new { mails = "many" })).Status);
        Assert.Equal("/admin/privacy?saved=1", (await alma.Submit(page, "/admin/privacy", new { mails = "9" })).Location);
        await Tidied();

        Assert.Equal(0, await world.Query(db => db.Set<SentMail>().CountAsync(m => m.Address == "old@example.com")));
        Assert.Contains("9 days", (await world.Visit().Get("/privacy/data")).Text);
        Assert.Contains("How long data is kept changed", (await alma.Get("/admin/audit")).Text);
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get("/admin/privacy")).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Post("/admin/privacy", new { mails = "1" })).Status);
    }

    [Fact]
    public async Task Words_that_were_removed_go_for_good_after_their_time()
    {
        var topic = await world.Given.Topic(world.Cast.Ada, title: "A title to be forgotten", body: "Words to be forgotten");
        using var ada = world.Visit(world.Cast.Ada);
        await ada.Post($"/posts/{topic.Id}", new { title = "A title to be forgotten", body = "Other words to be forgotten" });
        await ada.Post($"/posts/{topic.Id}/remove", new { });
        await Tidied();
        Assert.Equal("Other words to be forgotten", await world.Query(db => db.Posts.Where(p => p.Id == topic.Id).Select(p => p.Source).SingleAsync()));

        await Back("conversations_removals", "removed_at", days: 181);
        await Tidied();

        Assert.Equal("", await world.Query(db => db.Posts.Where(p => p.Id == topic.Id).Select(p => p.Source + p.Html + p.Excerpt).SingleAsync()));
        Assert.Equal("", await world.Query(db => db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Title + t.Excerpt + t.Slug).SingleAsync()));
        Assert.Equal(0, await world.Query(db => db.Revisions.CountAsync(r => r.PostId == topic.Id)));
    }

    [Fact]
    public async Task Accounts_nobody_confirmed_and_accounts_suspended_long_ago_go_but_imported_ones_wait_for_their_owner()
    {
        var (stranger, suspended, imported, fresh) = (await world.Given.Account("Sol", confirmed: false), await world.Given.Account("Sam"), await world.Given.Account("Ida", confirmed: false), await world.Given.Account("Fay", confirmed: false));
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Post($"/admin/people/{suspended.Id}/suspend", new { reason = "Sold watches" });
        await world.Act(db => db.Members.Where(m => m.Id == imported.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.SignedUpAt, (DateTimeOffset?)null)));
        await Back("members_members", "signed_up_at", 31, stranger.Id);
        await Back("members_members", "joined_at", 91, stranger.Id, imported.Id);
        await Back("members_members", "suspended_at", 1_096, suspended.Id);

        await Tidied();

        var left = await world.Query(db => db.Members.AsNoTracking().Where(m => m.LeftAt != null).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());
        Assert.Equal([suspended.Id], left);
        Assert.Equal([imported.Id], await world.Query(db => db.Members.Where(m => m.Id == stranger.Id || m.Id == imported.Id).Select(m => m.Id).ToListAsync()));
        Assert.Null(await world.Query(db => db.Members.Where(m => m.Id == suspended.Id).Select(m => m.Email).SingleAsync()));
        Assert.NotNull(await world.Query(db => db.Members.Where(m => m.Id == fresh.Id).Select(m => m.Email).SingleAsync()));
    }

    /// Moves a time of these rows into the past, as if the days had gone by.
    Task Back(string table, string column, int days, params long[] ids) => world.Act(db =>
    {
        var change = engine == Engine.Sqlite ? $"{column} - {days * 86_400_000_000L}" : $"{column} - interval '{days} days'";
        var which = ids.Length == 0 ? "" : $" WHERE id IN ({string.Join(',', ids)})";
#pragma warning disable EF1002 // The names are this test's own.
        return db.Database.ExecuteSqlRawAsync($"UPDATE {table} SET {column} = {change}{which}");
#pragma warning restore EF1002
    });

    [Fact]
    public async Task Everybody_reads_in_plain_words_what_is_stored()
    {
        foreach (var path in new[] { "/privacy/data", "/ar/privacy/data" })
        {
            var page = await world.Visit().Get(path);
            Assert.Equal(200, page.Status);
            Assert.Equal(world.Services.GetServices<Retention>().Count(), page.All(".kept-kind").Count());
            Assert.NotNull((await world.Visit().Get("/")).Find("footer a[href='/privacy/data']"));
        }
        Assert.Contains("سنة واحدة", (await world.Visit().Get("/ar/privacy/data")).Text);
    }
}

public sealed class RetentionTestsOnSqlite() : RetentionTests(Engine.Sqlite);

public sealed class RetentionTestsOnPostgres() : RetentionTests(Engine.Postgres);
