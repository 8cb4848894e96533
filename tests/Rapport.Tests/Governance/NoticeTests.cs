using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Governance;

namespace Rapport.Tests.Governance;

/// Notices of unlawful content by people without an account.
public abstract class NoticeTests(Engine engine)
{
    static Task<World> Started(Engine engine) => World.Start(engine, null, "--mail-hold", "0");

    static Task<Response> Give(World world, string address, string? name = "Olga Outside", string? email = "olga@people.example", string why = "illegal", string words = "This is an insult under the law of my country.", string faith = "true", string? website = null) =>
        world.Visit().Post("/notice", new { address, why, words, name, email, faith, website, from = "/notice" });

    static string At(World world, Topic topic) => world.Services.GetRequiredService<Rapport.Kernel.Installation>().Address + topic.Path;

    [Fact]
    public async Task Somebody_outside_gets_a_receipt_at_once_and_the_outcome_with_how_to_object()
    {
        await using var world = await Started(engine);
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        using var olga = world.Visit();
        Assert.Contains("/notice", (await olga.Get("/")).All("footer a").Select(a => a.GetAttribute("href")));

        var given = await Give(world, At(world, topic) + $"#p{topic.Id}");
        Assert.Equal((303, "/notice?received=1"), (given.Status, given.Location));
        Assert.Contains("A receipt with a link to it goes to the address you gave", (await olga.Get(given.Location!)).Text);
        await world.Settled();
        var receipt = Assert.Single(await world.Given.MailsTo("olga@people.example"));
        Assert.Contains("We received your notice", receipt.Subject);
        var link = Regex.Match(receipt.Text, @"/notice/\d+\?key=[\w-]+").Value;
        Assert.Contains("We received your notice", (await olga.Get(link)).Text);
        Assert.Equal(404, (await olga.Get(Regex.Replace(link, "key=.*", "key=AAAA"))).Status);

        var card = await world.Visit(world.Cast.Mona).Get("/admin/queue");
        Assert.Contains("A notice from outside", card.Text);
        foreach (var personal in new[] { "Olga Outside", "olga@people.example" }) Assert.DoesNotContain(personal, card.Body);
        await world.Visit(world.Cast.Mona).Post($"/admin/cases/{(await world.Given.OpenCase(topic.Id))!.Id}", new { verdict = "keep", reason = "It is an opinion." });
        await world.Settled();
        var outcome = (await world.Given.MailsTo("olga@people.example"))[0];
        foreach (var words in new[] { "left it as it is", "It is an opinion.", "no automated means", "object on the page of your notice" }) Assert.Contains(words, outcome.Text);
        Assert.Equal(Origin.Notice, (await world.Query(db => db.Statements.AsNoTracking().SingleAsync())).Origin);

        Assert.Equal(303, (await olga.Submit(await olga.Get(link), "/objection", new { words = "Read the second line." })).Status);
        Assert.Equal(422, (await olga.Post(link.Split('?')[0] + "/objection", new { key = link.Split("key=")[1], words = "Once more." })).Status);
        await world.Visit(world.Cast.Alma).Post($"/admin/cases/{(await world.Given.OpenCase(topic.Id))!.Id}", new { verdict = "hide", ground = "insult" });
        await world.Settled();
        Assert.Contains("What you reported was hidden.", (await world.Given.MailsTo("olga@people.example"))[0].Text);
        Assert.Equal(404, (await world.Visit().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task What_is_missing_or_leads_nowhere_is_refused_with_words_and_nothing_is_stored()
    {
        await using var world = await Started(engine);
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        var (at, hidden) = (At(world, topic), await world.Given.Topic(by: world.Cast.Ada));
        await world.Given.Hidden(hidden.Id, world.Cast.Mona);
        foreach (var (answer, words) in new[]
        {
            (await Give(world, ""), "Write the exact address"), (await Give(world, "https://example.org/posts/1"), "This address is of another site."), (await Give(world, "/posts/9007199254740991"), "leads to nothing here"),
            (await Give(world, "/products"), "leads to nothing here"), (await Give(world, At(world, hidden)), "leads to nothing here"), (await Give(world, "javascript:alert(1)"), "leads to nothing here"),
            (await Give(world, at, words: "Bad."), "Say why it is unlawful"), (await Give(world, at, name: " "), "Write your name"), (await Give(world, at, email: "nobody"), "Write an e-mail address"),
            (await Give(world, at, faith: ""), "Confirm that what you say"), (await Give(world, at, why: "stars"), "Choose what is wrong"), (await Give(world, at, website: "https://spam.example"), "Leave the field for machines empty."),
        })
        {
            Assert.Equal(422, answer.Status);
            Assert.Contains(words, answer.Text);
        }
        Assert.Equal(0, await world.Query(db => db.OutsideNotices.CountAsync()));
    }

    [Fact]
    public async Task Abuse_of_a_child_is_reported_without_a_name()
    {
        await using var world = await Started(engine);
        var topic = await world.Given.Topic(by: world.Cast.Ada);

        Assert.Matches(@"^/notice/\d+\?key=", (await Give(world, At(world, topic), name: "", email: "", why: "child")).Location);

        var given = await world.Query(db => db.OutsideNotices.AsNoTracking().SingleAsync());
        Assert.Equal((null, null), (given.Name, given.Email));
        Assert.NotNull(await world.Given.OpenCase(topic.Id));
    }

    [Fact]
    public async Task The_same_notice_twice_is_one_and_nobody_floods_the_desk()
    {
        await using var world = await Started(engine);
        var topics = new List<Topic>();
        for (var n = 0; n <= OutsideNotice.ADay; n++) topics.Add(await world.Given.Topic(by: world.Cast.Ada));

        foreach (var email in new[] { "olga@people.example", "Olga@people.example" }) Assert.Equal("/notice?received=1", (await Give(world, At(world, topics[0]), email: email)).Location);
        await world.Settled();
        Assert.Single(await world.Given.MailsTo("olga@people.example"));
        for (var n = 1; n < OutsideNotice.ADay; n++) Assert.Equal(303, (await Give(world, At(world, topics[n]))).Status);
        foreach (var topic in new[] { topics[^1], topics[0] }) Assert.Contains("You gave 10 notices within a day.", (await Give(world, At(world, topic))).Text);
        Assert.All(topics, topic => Assert.Equal(200, world.Visit().Get(topic.Path).Result.Status));
    }
}

public sealed class NoticeTestsOnSqlite() : NoticeTests(Engine.Sqlite);
public sealed class NoticeTestsOnPostgres() : NoticeTests(Engine.Postgres);
