using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Demo;
using Rapport.Demo.Loading;
using Rapport.Demo.Writing;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Demo;

/// The demo community as its first visitor finds it.
public sealed class DemoCommunity : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var home = await Home.Make(Engine.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(home.Data, DemoModule.Mark), "Made by a test.");
        string[] settings = ["--demo", "true", "--brand", Brand.Read().Card.Name];
        await using (var app = World.Build([.. home.Settings, .. settings]))
        {
            await Server.Migrate(app.Services);
            await Load.Handle(app.Services);
        }
        World = await World.On(home, ownsHome: true, null, null, settings);
        // Two years are to be read.
        await World.Settled(TimeSpan.FromMinutes(3));
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}

/// What the demo shows of trust that is earned and of a community that defends itself: nothing of it is planted but the deeds.
public sealed class CommunityTests(DemoCommunity demo) : IClassFixture<DemoCommunity>
{
    static readonly Brand Brand = Brand.Read();

    World World => demo.World;

    Task<Member> Who(string handle) => World.Query(db => db.Members.AsNoTracking().FirstAsync(m => m.Handle == handle));

    Task<Member> Of(Role role) => World.Query(db => db.Members.AsNoTracking().Where(m => m.Role == role).OrderBy(m => m.Id).FirstAsync());

    async Task<string> StandingOf(string handle)
    {
        var member = await Who(handle);
        using var visitor = World.Visit(member);
        return (await visitor.Visit($"/members/{member.Id}/standing")).Text;
    }

    [Fact]
    public async Task A_ring_is_found_from_its_votes_and_gained_next_to_nothing()
    {
        using var moderator = World.Visit(await Of(Role.Moderator));
        var desk = await moderator.Visit("/admin/defence");
        var found = Assert.Single(desk.All("#findings .row")).TextContent;

        Assert.Equal(4, Brand.Trust.Ring.Count);
        Assert.Contains("4 members praise each other: 100 % of the votes and acceptances they give stay among them.", found);
        foreach (var name in Brand.Trust.Newcomers.Where(n => n.Vouched).Select(n => n.Name)) Assert.Contains(name, found);
        foreach (var handle in Brand.Trust.Ring)
        {
            var text = await StandingOf(handle);
            Assert.Contains("Helpful votes", text);
            Assert.Matches(@"\b[01] points? in all", text);
        }
    }

    [Fact]
    public async Task A_spammer_was_refused_with_a_reason_and_what_says_the_same_waits_with_a_signal_in_words()
    {
        var spammer = await Who("prosper-quillfeather");
        var told = await World.Query(db => db.Set<Statement>().AsNoTracking().Where(s => s.AuthorId == spammer.Id).OrderBy(s => s.DecidedAt).Select(s => s.Id).ToListAsync());
        Assert.Equal(2, told.Count);
        var statement = (await World.Visit(spammer).Visit($"/decisions/{told[0]}")).Text;
        foreach (var words in new[] { "Advertising or spam", "sells sachets of your own", "a person decided", "You can object until" }) Assert.Contains(words, statement);

        using var moderator = World.Visit(await Of(Role.Moderator));
        var queue = await moderator.Visit("/admin/queue");
        Assert.Contains("Its author said nearly the same in 2 other posts of the last 30 days.", queue.Text);
        Assert.Contains("Nearly the same as 2 other posts of the last 30 days, some by other members.", queue.Text);
        Assert.Contains("Right in 1 of 1 that were decided", queue.Text);
        Assert.DoesNotContain("SCALE-AWAY", (await World.Visit().Visit("/search?q=SCALE-AWAY")).Find("main .results")?.TextContent ?? "");
    }

    [Fact]
    public async Task A_critical_review_that_was_refused_wrongly_is_seen_and_the_reversal_is_counted()
    {
        var critic = await Who("odalys-ferrer");
        var (refused, granted) = await World.Query(async db => ((await db.Set<Statement>().SingleAsync(s => s.AuthorId == critic.Id && s.Verdict == Verdict.Hide)), await db.Set<Statement>().SingleAsync(s => s.AuthorId == critic.Id && s.AppealOf != null)));
        Assert.NotEqual(refused.DecidedBy, granted.DecidedBy);
        using var author = World.Visit(critic);
        var told = (await author.Visit($"/decisions/{refused.Id}")).Text;
        foreach (var words in new[] { "This decision does not stand any more. It was undone on appeal.", "You write that you don't have one", "I sell coffee from a kiosk" }) Assert.Contains(words, told);
        Assert.Contains("You are right, and we read it too quickly", (await author.Visit($"/decisions/{granted.Id}")).Text);
        Assert.NotEqual(404, (await World.Visit().Get($"/posts/{refused.ThingId}")).Status);

        var figures = await World.Visit().Visit("/neutrality");
        Assert.Contains("1 of 11 decisions were reversed", figures.Text);
        Assert.DoesNotContain("too few to tell", figures.Text);
        // Of every star something was refused, and something that was held was decided.
        var json = (await World.Visit().Get("/neutrality.json")).Json.GetProperty("stars").EnumerateArray().ToList();
        Assert.All(json, star => Assert.True(star.GetProperty("hidden").GetInt32() > 0 || star.GetProperty("of").GetInt32() == 2));
        Assert.All(json, star => Assert.InRange(star.GetProperty("medianHours").GetDouble(), 4, 48));
    }

    [Fact]
    public async Task A_helpers_standing_tells_what_for_what_it_allows_and_what_comes_next()
    {
        var text = await StandingOf("tomasz");
        foreach (var words in new[] { "Care and repair", "Accepted answers", "Helpful votes", "You may here:", "Next:", "Points fade. A year from now,", "You bought something here.", "Of your own points you can pass on 10%:", "points left to give" }) Assert.Contains(words, text);

        var appointed = await Who("adaeze");
        const string label = "Helper, appointed by the brand";
        Assert.Contains(label, (await World.Visit().Visit($"/members/{appointed.Id}")).Text);
        var topic = await World.Query(db => db.Posts.Where(p => p.AuthorId == appointed.Id && p.Accepted && p.Topic.Space.Slug == "brewing").Select(p => p.TopicId).FirstAsync());
        Assert.Contains(label, (await World.Visit().Visit($"/topics/{topic}")).Text);
    }
}
