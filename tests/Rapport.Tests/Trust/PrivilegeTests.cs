using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel;
using Rapport.Kernel.Jobs;
using Rapport.Members;
using Rapport.Trust;
using Rapport.Trust.Granting;

namespace Rapport.Tests.Trust;

/// What members may do because of their standing, or because the brand made them helpers.
public abstract class PrivilegeTests(Engine engine) : InWorld(engine)
{
    async Task<(Member Helper, Space Space)> Appointed(Space? space = null)
    {
        var (helper, place) = (await Given.Account("Hal"), space ?? await Given.Space());
        Assert.Equal(303, (await As(Alma).Post("/admin/helpers", new { who = $"@{helper.Handle}", area = place.Id })).Status);
        await Settled();
        return (helper, place);
    }

    [Fact]
    public async Task A_helper_whom_the_brand_appointed_is_shown_as_that_wherever_they_write_in_the_space_and_until_it_ends()
    {
        var (helper, space) = await Appointed();
        var (topic, elsewhere) = (await Given.Topic(Ben, space: space), await Given.Topic(Ben));
        foreach (var to in new[] { topic, elsewhere }) await Given.Reply(to, helper);
        await Settled();

        const string label = "Helper, appointed by the brand";
        Assert.Contains(label, (await Anyone().Visit(topic.Path)).Text);
        Assert.DoesNotContain(label, (await Anyone().Visit(elsewhere.Path)).Text);
        foreach (var path in new[] { $"/members/{helper.Id}", $"/members/{helper.Id}/standing" }) Assert.Contains(label, (await Anyone().Visit(path)).Text);

        using var alma = As(Alma);
        var page = await alma.Get("/admin/helpers");
        var id = await World.Query(db => db.Appointments.Where(a => a.MemberId == helper.Id).Select(a => a.Id).SingleAsync());
        await alma.Submit(page, $"/admin/helpers/{id}/end");
        await Settled();
        Assert.DoesNotContain(label, (await Anyone().Visit(topic.Path)).Text);
        Assert.Contains("This has ended already.", (await alma.Post($"/admin/helpers/{id}/end")).Text);
    }

    [Fact]
    public async Task Helpers_are_members_who_exist_and_are_not_of_the_brand()
    {
        var (helper, space) = await Appointed();
        async Task<string> Said(object form) => (await As(Alma).Post("/admin/helpers", form)).Text;

        Assert.Contains("is a helper there already.", await Said(new { who = helper.Handle, area = space.Id }));
        Assert.Contains("Nobody here has this handle or e-mail address.", await Said(new { who = "nobodyhere" }));
        Assert.Contains("is of the brand already.", await Said(new { who = Emil.Handle }));
        Assert.Contains("There is no such space.", await Said(new { who = Ben.Handle, area = 7 }));
        Assert.Contains("Nobody here has this handle or e-mail address.", await Said(new { who = " " }));
        var closed = await Given.Space(null, Ada);
        Assert.Contains("Ben does not see this space", await Said(new { who = Ben.Handle, area = closed.Id }));
        Assert.DoesNotContain("does not see this space", await Said(new { who = Ada.Handle, area = closed.Id }));
        foreach (var other in new[] { Ben, Emil, Mona }) Assert.Equal(404, (await As(other).Post("/admin/helpers", new { who = Ben.Handle })).Status);
    }

    [Fact]
    public async Task Whoever_is_trusted_gives_others_topics_their_tags_and_nobody_else_does()
    {
        var (helper, space) = await Appointed();
        var (topic, elsewhere, word) = (await Given.Topic(Ben, space: space, tags: [$"old-{Given.Fresh()}"]), await Given.Topic(Ben), $"descaling-{Given.Fresh()}");

        foreach (var (by, where) in new[] { (Cleo, topic), (helper, elsewhere) }) Assert.Contains("Only whoever is trusted in this space may do this.", (await As(by).Post($"/topics/{where.Id}/tags", new { tags = word })).Text);
        Assert.Null((await As(Cleo).Visit(topic.Path)).Find($"form[action='/topics/{topic.Id}/tags']"));
        using var helps = As(helper);
        Assert.Equal(303, (await helps.Submit(await helps.Visit(topic.Path), $"/topics/{topic.Id}/tags", new { tags = word })).Status);
        await Settled();

        Assert.Contains(word, (await Anyone().Visit(topic.Path)).Text);
        Assert.Contains($"→ {word}", (await As(Mona).Get("/admin/audit?act=topic.")).Text);
    }

    [Fact]
    public async Task Who_is_blocked_helps_with_others_topics_and_not_with_those_of_the_one_who_blocked_them()
    {
        var (helper, space) = await Appointed();
        var (author, other) = (await Given.Member(), await Given.Topic(Ada, space: space));
        var topic = await Given.Topic(author, space: space);
        Assert.Equal(303, (await As(author).Post($"/members/{helper.Id}/block", new { kind = "block" })).Status);

        foreach (var form in new object[] { new { tags = "lids" }, new { of = other.Path } })
            Assert.Contains("one of you has blocked the other", (await As(helper).Post($"/topics/{topic.Id}/{(form.ToString()!.Contains("tags") ? "tags" : "duplicate")}", form)).Text);
        Assert.Null((await As(helper).Visit(topic.Path)).Find($"form[action='/topics/{topic.Id}/tags']"));
        Assert.NotNull((await As(helper).Visit(other.Path)).Find($"form[action='/topics/{other.Id}/tags']"));
        Assert.Equal(303, (await As(Mona).Post($"/topics/{topic.Id}/tags", new { tags = "lids" })).Status);
    }

    [Fact]
    public async Task Whoever_is_trusted_says_that_a_question_was_asked_before_and_takes_it_back()
    {
        var (helper, space) = await Appointed();
        var (older, newer, discussion) = (await Given.Topic(Ada, space: space, title: $"How do I clean the lid{Given.Fresh()}?"), await Given.Topic(Ben, space: space), await Given.Topic(Ben, TopicKind.Discussion, space: space));
        using var helps = As(helper);
        async Task<Response> Mark(Topic which, object of) => await helps.Post($"/topics/{which.Id}/duplicate", new { of });

        Assert.Equal(303, (await helps.Submit(await helps.Visit(newer.Path), $"/topics/{newer.Id}/duplicate", new { of = $"https://example.org{older.Path}?page=2" })).Status);
        await Settled();
        var page = await Anyone().Visit(newer.Path);
        Assert.Contains("Asked before", page.Text);
        Assert.Contains(older.Title, page.Text);
        Assert.Contains("The other one says that it was asked before, here.", (await Mark(older, newer.Id)).Text);
        Assert.Contains("This is the topic itself.", (await Mark(newer, newer.Id)).Text);
        Assert.Contains("Only questions are asked twice.", (await Mark(newer, discussion.Id)).Text);
        foreach (var nowhere in new object[] { "", "the lid", 99, "/topics/99999999999999999999" }) Assert.Contains("Say where it was asked", (await Mark(newer, nowhere)).Text);
        Assert.Contains("Only whoever is trusted in this space", (await As(Cleo).Post($"/topics/{newer.Id}/duplicate", new { of = older.Id })).Text);

        Assert.Equal(303, (await helps.Post($"/topics/{newer.Id}/duplicate/undo", new { of = older.Id })).Status);
        await Settled();
        Assert.DoesNotContain("Asked before", (await Anyone().Visit(newer.Path)).Text);
    }

    [Fact]
    public async Task Whoever_is_trusted_publishes_what_waits_for_a_link_and_nothing_else()
    {
        var (helper, space) = await Appointed();
        var (nia, other) = (await Given.Newcomer(), await Given.Newcomer("Ole"));
        var (_, held) = await Given.HeldTopic(nia, $"Where is the lid{Given.Fresh()}?", "See https://example.org", space);
        var (_, elsewhere) = await Given.HeldTopic(other, "And where is this?", "See https://example.org");
        using var helps = As(helper);

        foreach (var nobody in new[] { await Given.Member(), nia }) Assert.Equal(404, (await As(nobody).Get("/help/waiting")).Status);
        var page = await helps.Get("/help/waiting");
        Assert.NotNull(page.Find($"form[action='/help/waiting/{held.Id}']"));
        Assert.Null(page.Find($"form[action='/help/waiting/{elsewhere.Id}']"));
        Assert.Equal(404, (await helps.Post($"/help/waiting/{elsewhere.Id}")).Status);

        Assert.Equal(303, (await helps.Submit(page, $"/help/waiting/{held.Id}")).Status);
        await Settled();
        Assert.NotEqual(404, (await Anyone().Get($"/posts/{held.ThingId}")).Status);
        Assert.Contains("decided this already", (await helps.Post($"/help/waiting/{held.Id}")).Text);
        Assert.Contains(helper.Name, (await As(Mona).Get(await Given.DecidedAt(held.Id))).Find($"#case-{held.Id}")!.TextContent);
        Assert.Contains("What you wrote is published", (await As(nia).Get("/notices")).Text);
    }

    [Fact]
    public async Task What_a_moderator_must_decide_a_helper_does_not()
    {
        var (helper, space) = await Appointed();
        var topic = await Given.Topic(await Given.Account("Nils"), space: space);
        await As(Ada).Post($"/report/post/{topic.Id}", new { why = "spam" });
        var about = (await Given.OpenCase(topic.Id))!;

        Assert.Contains("Only a moderator decides on this.", (await As(helper).Post($"/help/waiting/{about.Id}")).Text);
    }

    /// In a community of its own, where a bar that is laid and a clock that runs concern nobody else.
    [Fact]
    public async Task A_bar_is_lower_in_a_young_community_and_a_privilege_outlives_its_standing_by_thirty_days()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-200).ToMicroseconds());
        await using var world = await World.Start(Engine, services => services.AddSingleton<TimeProvider>(clock));
        var (given, space) = (world.Given, await world.Given.Space());
        var (helper, second) = (await given.Account("Hal"), await given.Account("Ola"));
        async Task Tend()
        {
            await world.Act(async db => { await db.Enqueue(new LookAtPrivileges()); await db.Save(); });
            await world.Settled();
        }
        Task<List<(Privilege Privilege, bool Fades)>> Held(Member member) => world.Query(async db => (await db.Grants.Where(g => g.MemberId == member.Id && g.EndedAt == null).OrderBy(g => g.Privilege).ToListAsync()).ConvertAll(g => (g.Privilege, g.FadesAt is not null)));
        async Task Stand(Member member, double points) => await world.Act(async db =>
        {
            var amount = points * Math.Pow(2, (clock.GetUtcNow() - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalDays / 365);
            await db.Standings.Where(s => s.MemberId == member.Id).ExecuteDeleteAsync();
            db.Add(new Standing(member.Id, space.Id, amount));
            await db.Save();
        });

        await Stand(helper, 12);
        await Stand(second, 3);
        await Tend();
        // The highest reaches what is open to a tenth, where a fifth of 50 points is reached at least; a fifth of 150 is not.
        Assert.Equal([(Privilege.Tags, false), (Privilege.Duplicates, false)], await Held(helper));
        Assert.Empty(await Held(second));
        Assert.Contains("You may now", (await world.Visit(helper).Get("/notices")).Text);

        await Stand(helper, 2);
        await Tend();
        Assert.Equal([(Privilege.Tags, true), (Privilege.Duplicates, true)], await Held(helper));
        var topic = await given.Topic(world.Cast.Ben, space: space);
        Assert.Equal(303, (await world.Visit(helper).Post($"/topics/{topic.Id}/tags", new { tags = "still" })).Status);
        Assert.Contains("until", (await world.Visit(helper).Get("/notices")).Text);

        clock.Advance(TimeSpan.FromDays(31));
        await Tend();
        Assert.Empty(await Held(helper));
        Assert.Contains("Only whoever is trusted in this space", (await world.Visit(helper).Post($"/topics/{topic.Id}/tags", new { tags = "no more" })).Text);
    }

    [Fact]
    public async Task Programs_do_the_same()
    {
        var (helper, space) = await Appointed();
        var (topic, older) = (await Given.Topic(Ben, space: space), await Given.Topic(Ada, space: space));
        var (robot, stranger, alma) = (await Robot.For(World, helper), await Robot.For(World, await Given.Member()), await Robot.For(World, Alma));
        var ola = await Given.Account("Ola");

        Assert.Equal((204, 422), ((await robot.Put($"/topics/{topic.Id}/tags", new { tags = new[] { "lid" } })).Status, (await stranger.Put($"/topics/{topic.Id}/tags", new { tags = new[] { "lid" } })).Status));
        Assert.Equal(204, (await robot.Put($"/topics/{topic.Id}/duplicates/{older.Id}", new { })).Status);
        Assert.Equal(204, (await robot.Delete($"/topics/{topic.Id}/duplicates/{older.Id}")).Status);
        Assert.Equal((200, 404), ((await robot.Get("/waiting")).Status, (await stranger.Get("/waiting")).Status));
        var made = await alma.Post("/helpers", new { handle = ola.Handle });
        Assert.Equal(201, made.Status);
        Assert.Contains($"\"{ola.Handle}\"", (await alma.Get("/helpers")).Body);
        Assert.Equal(204, (await alma.Delete($"/helpers/{made.Json.GetProperty("id").GetInt64()}")).Status);
        Assert.Equal(50, (await stranger.Get("/standing")).Json.GetProperty("privileges").GetProperty("tags").GetInt32());
    }
}

public sealed class PrivilegeTestsOnSqlite() : PrivilegeTests(Engine.Sqlite);
public sealed class PrivilegeTestsOnPostgres() : PrivilegeTests(Engine.Postgres);
