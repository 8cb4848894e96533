using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Members;
using Rapport.Tests.Search;

namespace Rapport.Tests.Members;

/// Whom a place is for: given and taken by administrators, and followed by everything that shows words.
public abstract class AudienceTests(Engine engine) : InWorld(engine)
{
    async Task Give(Member member, bool on) => Assert.Equal(303, (await As(Alma).Post($"/admin/people/{member.Id}/audiences", new { audience = Audience.Partners, on = on ? "true" : "false" })).Status);

    [Fact]
    public async Task What_is_for_partners_is_seen_by_them_alone_and_no_longer_from_the_moment_they_are_none()
    {
        var (nia, word) = (await Given.Member(), MadeUp.Word());
        var space = await Given.Space(Audience.Partners);
        var topic = await Given.Topic(Emil, title: $"For dealers: {word}", space: space);
        await Settled();
        using var visitor = As(nia);
        string[] paths = [space.Path, topic.Path, $"/posts/{topic.Id}"];

        foreach (var path in paths) Assert.Equal(404, (await visitor.Get(path)).Status);
        await Give(nia, true);
        foreach (var path in paths) Assert.NotEqual(404, (await visitor.Get(path)).Status);
        Assert.Contains(word, (await visitor.Get($"/search?q={word}")).Text);
        Assert.Contains(space.Name, (await visitor.Get("/spaces")).Text);
        Assert.Equal(303, (await visitor.Post($"/topics/{topic.Id}/replies", new { body = "Our shop has it." })).Status);
        await Give(nia, false);

        foreach (var path in paths) Assert.Equal(404, (await visitor.Get(path)).Status);
        Assert.Equal(404, (await visitor.Post($"/topics/{topic.Id}/replies", new { body = "Still here?" })).Status);
        Assert.DoesNotContain(word, (await visitor.Get($"/search?q={word}")).Find("main")!.QuerySelectorAll(".hit").Aggregate("", (all, hit) => all + hit.TextContent));
        Assert.DoesNotMatch($@"\b{space.Name}\b", (await visitor.Get("/spaces")).Text);
        foreach (var path in new[] { $"{space.Path}/feed", $"/topics/{topic.Id}/feed" }) Assert.Equal(404, (await visitor.Get(path)).Status);
    }

    [Fact]
    public async Task Notices_and_mails_go_to_partners_and_no_longer_to_who_was_one()
    {
        var (partner, former) = (await Given.Account("Paula"), await Given.Account("Frida"));
        var topic = await Given.Topic(Emil, space: await Given.Space(Audience.Partners));
        foreach (var member in new[] { partner, former }) await Give(member, true);
        await Give(former, false);

        var told = await World.Do(services => ActivatorUtilities.CreateInstance<Wanted>(services).Of([partner.Id, former.Id, Mona.Id], NoticeKind.Topic, topic));

        Assert.Equal([Mona.Id, partner.Id], told.Select(t => t.Member.Id).Order());
        Assert.True(told.Single(t => t.Member.Id == partner.Id).ByMail);
    }

    [Fact]
    public async Task Somebody_is_found_by_address_made_a_partner_and_stands_in_the_list_with_who_did_it()
    {
        var nia = await Given.Account($"Nia{Given.Fresh()}");
        using var alma = As(Alma);
        var page = await alma.Get("/admin/audiences/partners");

        Assert.Contains("Nobody here has this handle or e-mail address.", (await alma.Submit(page, "/people", new { who = "nobody@nowhere.example" })).Text);
        Assert.Equal(303, (await alma.Submit(page, "/people", new { who = nia.Email })).Status);

        var listed = (await alma.Get("/admin/audiences/partners")).Text;
        Assert.Contains(nia.Name, listed);
        Assert.Contains("Alma", listed);
        Assert.Contains(nia.Name, (await alma.Get("/admin/people?audience=partners")).Text);
        Assert.Contains("Made part of an audience", (await alma.Get("/admin/audit?act=member.")).Text);
        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/audiences/partners"), $"/admin/people/{nia.Id}/audiences")).Status);
        Assert.DoesNotContain(nia.Name, (await alma.Get("/admin/people?audience=partners")).Text);
    }

    [Fact]
    public async Task The_page_of_audiences_names_the_places_of_each()
    {
        var (partners, own) = (await Given.Space(Audience.Partners), await Given.Space(null, Ada));

        var page = (await As(Alma).Get("/admin/audiences")).Text;

        Assert.Contains(partners.Name, page);
        Assert.Contains($"Invited to {own.Name}", page);
        Assert.Equal(404, (await As(Mona).Get("/admin/audiences")).Status);
        Assert.Equal(404, (await As(Ben).Post($"/admin/people/{Ben.Id}/audiences", new { audience = Audience.Partners, on = "true" })).Status);
        Assert.Equal(422, (await As(Alma).Post($"/admin/people/{Ben.Id}/audiences", new { audience = "members", on = "true" })).Status);
    }

    [Fact]
    public async Task An_audience_of_another_module_plugs_in()
    {
        await using var world = await World.Start(Engine, services => services.AddSingleton<AudienceSource, Owners>());
        var space = await world.Given.Space("owners");
        using var ada = world.Visit(world.Cast.Ada);

        Assert.Equal(200, (await ada.Get(space.Path)).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Ben).Get(space.Path)).Status);
        Assert.Contains("Owners", (await world.Visit(world.Cast.Alma).Get($"/admin/spaces/{space.Slug}")).Text);
        Assert.Contains("Ada", (await world.Visit(world.Cast.Alma).Get("/admin/audiences/owners")).Text);
    }

    /// Whoever is called Ada owns something.
    sealed class Owners : AudienceSource
    {
        public override IReadOnlyList<NamedAudience> Named { get; } = [new("owners", "Owners", "Who owns one of our things.", 300)];
        public override Expression<Func<Rapport.Kernel.Database.Db, long, IQueryable<string>>> Of { get; } = (db, member) => db.Set<Member>().Where(m => m.Id == member && m.Name == "Ada").Select(m => "owners");
        public override IQueryable<long>? In(Rapport.Kernel.Database.Db db, string key) => key == "owners" ? db.Set<Member>().Where(m => m.Name == "Ada").Select(m => m.Id) : null;
    }
}

public sealed class AudienceTestsOnSqlite() : AudienceTests(Engine.Sqlite);
public sealed class AudienceTestsOnPostgres() : AudienceTests(Engine.Postgres);
