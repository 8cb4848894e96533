using Microsoft.EntityFrameworkCore;
using Rapport.Members;
using Rapport.Members.Legal;

namespace Rapport.Tests.Members;

/// Which version of the terms a member agreed to, when, and what happens when a new one asks.
public abstract class TermsTests(Engine engine)
{
    static async Task Publish(World world, string page, string words, bool asks)
    {
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Equal(303, (await alma.Post($"/admin/legal/{page}", new { words, asks = asks ? "true" : "false" })).Status);
    }

    [Fact]
    public async Task Who_signs_up_agrees_to_the_versions_that_are_shown()
    {
        await using var world = await World.Start(engine);
        using var visitor = world.Visit();
        Assert.Null((await visitor.Get("/sign-up")).Find("input[name=agree]"));
        await Publish(world, "terms", "Be kind.", asks: false);
        var page = await visitor.Get("/sign-up");
        var form = new { name = "Dora", email = "dora@example.com", password = "a long enough one" };

        var refused = await visitor.Submit(page, "/sign-up", form);
        Assert.Equal(422, refused.Status);
        Assert.Contains("agree to them", refused.Text);
        Assert.Equal("Dora", refused.Find("input[name=name]")!.GetAttribute("value"));
        await Publish(world, "privacy", "We keep little.", asks: false);
        Assert.Contains("changed a moment ago", (await visitor.Submit(page, "/sign-up", new { form.name, form.email, form.password, agree = "true" })).Text);
        Assert.Equal("/sign-up/sent", (await visitor.Submit(await visitor.Get("/sign-up"), "/sign-up", new { form.name, form.email, form.password, agree = "true" })).Location);

        Assert.Equal(["privacy 1", "terms 1"], await Agreed(world, "Dora"));
    }

    static Task<List<string>> Agreed(World world, string name) => world.Query(async db => (await (from a in db.Set<Agreement>()
                                                                                                    join t in db.Set<LegalText>() on a.TextId equals t.Id
                                                                                                    join m in db.Members on a.MemberId equals m.Id
                                                                                                    where m.Name == name
                                                                                                    select new { t.Page, t.Edition }).ToListAsync()).Select(a => $"{a.Page} {a.Edition}").Order().ToList());

    [Fact]
    public async Task A_version_that_another_node_published_asks_too_whatever_its_id()
    {
        await using var world = await World.Start(engine);
        // Ids are given out in blocks: what a node publishes later may have a smaller one.
        var small = await world.Query(db => Task.FromResult(db.NewId()));
        await Publish(world, "terms", "Be kind.", asks: true);
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        using var ben = world.Visit(world.Cast.Ben);
        await ben.Submit(await ben.Get("/legal/agree"), "/legal/agree");
        Assert.NotEqual("/legal/agree", (await ben.Post($"/topics/{topic.Id}/replies", new { body = "Between" })).Location);

        await world.Act(async db =>
        {
            var text = new LegalText(small, "terms", 2, Rapport.Kernel.Content.Content.Markdown("Be kind and honest."), world.Cast.Alma.Id, db.Clock.GetUtcNow(), asks: true);
            db.Add(text);
            await db.Save(new LegalTextChanged(text));
        });

        Assert.Equal("/legal/agree", (await ben.Post($"/topics/{topic.Id}/replies", new { body = "After" })).Location);
        await ben.Submit(await ben.Get("/legal/agree"), "/legal/agree");
        Assert.NotEqual("/legal/agree", (await ben.Post($"/topics/{topic.Id}/replies", new { body = "And again" })).Location);
        Assert.Equal(["terms 1", "terms 2"], await Agreed(world, "Ben"));
    }

    [Fact]
    public async Task A_version_that_asks_stops_writing_until_it_is_agreed_to_and_what_was_written_is_kept()
    {
        await using var world = await World.Start(engine);
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        using var ben = world.Visit(world.Cast.Ben);
        await Publish(world, "terms", "Be kind.", asks: false);
        Assert.Equal(303, (await ben.Post($"/topics/{topic.Id}/replies", new { body = "Before" })).Status);
        await Publish(world, "terms", "Be kind and honest.", asks: true);

        var read = await ben.Visit(topic.Path);
        Assert.Contains("Our terms have changed.", read.Html.Body!.TextContent);
        var stopped = await ben.Submit(read, "/replies", new { body = "What I wanted to say" });
        Assert.StartsWith("/legal/agree?then=", stopped.Location);
        var ask = await ben.Get(stopped.Location!);
        Assert.Contains("Be kind and honest.", ask.Text);
        Assert.Contains("What you wrote is kept.", ask.Text);
        Assert.Contains("changed a moment ago", (await ben.Submit(ask, "/legal/agree", new { agreed = "1" })).Text);
        var back = await ben.Submit(ask, "/legal/agree");

        var page = await ben.Get(back.Location!);
        Assert.Contains("What I wanted to say", page.Find("textarea[name=body]")!.TextContent);
        Assert.DoesNotContain("Our terms have changed.", page.Html.Body!.TextContent);
        Assert.Equal(303, (await ben.Submit(page, "/replies", new { body = "What I wanted to say" })).Status);
        Assert.Equal(["terms 2"], await Agreed(world, "Ben"));
    }

    [Fact]
    public async Task Whoever_publishes_agrees_and_sees_how_many_did()
    {
        await using var world = await World.Start(engine);
        await Publish(world, "terms", "Be kind.", asks: true);
        using var ada = world.Visit(world.Cast.Ada);
        await ada.Submit(await ada.Get("/legal/agree"), "/legal/agree");

        var desk = await world.Visit(world.Cast.Alma).Get("/admin/legal");

        Assert.Contains("2 of", desk.Text);
        Assert.Contains("asked everybody", desk.Text);
    }

    [Fact]
    public async Task It_stands_in_the_copy_of_ones_own_data_and_goes_when_one_leaves()
    {
        await using var world = await World.Start(engine);
        await Publish(world, "terms", "Be kind.", asks: true);
        using var ada = world.Visit(world.Cast.Ada);
        await ada.Submit(await ada.Get("/legal/agree"), "/legal/agree");
        var id = world.Cast.Ada.Id;

        var rows = await world.Do(async services =>
        {
            var found = new List<PersonalRows>();
            foreach (var data in Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<PersonalData>(services)) found.AddRange(await data.Export(Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Rapport.Kernel.Database.Db>(services), id));
            return found;
        });

        Assert.Contains("terms", System.Text.Json.JsonSerializer.Serialize(Assert.Single(rows, r => r.Name == "agreements").Rows));
    }

    [Fact]
    public async Task A_page_that_was_withdrawn_is_published_again_and_asks_nobody_meanwhile()
    {
        await using var world = await World.Start(engine);
        await Publish(world, "terms", "Be kind.", asks: true);
        await Publish(world, "terms", "", asks: false);
        Assert.Equal(404, (await world.Visit().Get("/legal/terms")).Status);
        using var ada = world.Visit(world.Cast.Ada);
        Assert.Equal(303, (await ada.Post("/drafts/ask", new { title = "Free to write", body = "Yes" })).Status);
        Assert.Equal("/", (await ada.Get("/legal/agree")).Location);

        await Publish(world, "terms", "Be kind again.", asks: false);

        Assert.Contains("Version 3", (await world.Visit().Get("/legal/terms")).Text);
    }
}

public sealed class TermsTestsOnSqlite() : TermsTests(Engine.Sqlite);
public sealed class TermsTestsOnPostgres() : TermsTests(Engine.Postgres);
