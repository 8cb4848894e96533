using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Catalog;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Tests.Reviews;

/// What moderators see of a review, and for which reasons it is refused or hidden.
public abstract class ReviewModerationTests(Engine engine) : InWorld(engine)
{
    /// A newcomer's review, which waits.
    async Task<(Product Kettle, Member By, long Id, Case Case)> Held(int stars = 1, object? more = null)
    {
        var (kettle, by) = (await Given.Product($"Kettle {Given.Fresh()}"), await Given.Newcomer("Nils", mailed: true));
        Assert.Equal(303, (await As(by).Post($"/products/{kettle.Id}/review", more ?? new { stars, title = "It drips", body = "It drips since Tuesday.", pros = "Boils fast", cons = "The <b>spout</b>" })).Status);
        await Settled();
        var id = await World.Query(db => db.Reviews.Where(r => r.AuthorId == by.Id).Select(r => r.Id).FirstAsync());
        return (kettle, by, id, (await Given.OpenCase(id))!);
    }

    [Fact]
    public async Task A_moderator_sees_title_words_and_sides_and_no_stars_until_it_is_decided()
    {
        var (_, _, id, about) = await Held();
        using var mona = As(Mona);

        var card = (await mona.Get(await Given.QueueAt(id))).Find($"#case-{about.Id}")!;
        var page = await mona.Visit($"/posts/{id}");

        foreach (var said in new[] { "It drips", "It drips since Tuesday.", "Boils fast", "The <b>spout</b>" }) Assert.Contains(said, card.TextContent);
        foreach (var seen in new[] { card.InnerHtml, page.Find("main")!.InnerHtml }) Assert.DoesNotContain("of 5 stars", seen);
        Assert.Contains("The stars appear once it is decided", page.Text);
        await mona.Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground = "unrelated", reason = "It is about another thing." });
        await Settled();
        Assert.Contains("1 of 5 stars", (await mona.Visit($"/posts/{id}")).Body);
    }

    [Fact]
    public async Task Whoever_could_see_the_stars_does_not_decide_a_second_time()
    {
        var (hidden, published) = (await Held(stars: 5), await Held(stars: 1));
        using var mona = As(Mona);
        await mona.Post($"/admin/cases/{hidden.Case.Id}", new { verdict = "hide", ground = "unrelated" });
        await mona.Post($"/admin/cases/{published.Case.Id}", new { verdict = "publish" });

        Assert.Equal(303, (await mona.Post($"/admin/cases/{hidden.Case.Id}/undo")).Status);
        Assert.Contains("somebody else decides now", (await mona.Post($"/admin/cases/{hidden.Case.Id}", new { verdict = "publish" })).Text);
        Assert.Equal(303, (await As(Alma).Post($"/admin/cases/{hidden.Case.Id}", new { verdict = "publish" })).Status);
        Assert.Empty((await mona.Get($"/admin/queue?done={published.Case.Id}")).All($"form[action='/admin/cases/{published.Case.Id}/undo']"));
        Assert.Contains("does not wait again", (await mona.Post($"/admin/cases/{published.Case.Id}/undo")).Text);
        Assert.Equal(200, (await Anyone().Visit($"/posts/{published.Id}")).Status);
    }

    [Fact]
    public async Task Programs_of_moderators_see_no_stars_either()
    {
        var (_, _, _, about) = await Held();

        var told = await (await Robot.For(World, Mona)).Get($"/cases/{about.Id}");

        Assert.Contains("Boils fast", told.Json.GetProperty("html").GetString());
        Assert.DoesNotContain("stars", told.Body);
    }

    [Fact]
    public async Task Nothing_is_refused_without_one_of_the_reasons_and_discontent_is_none()
    {
        var (_, _, id, about) = await Held();
        using var mona = As(Mona);
        foreach (var ground in new[] { "", "negative", "99" })
        {
            var answer = await mona.Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground, reason = "They do not like it." });
            Assert.Equal(422, answer.Status);
            Assert.Contains("Say why: the author reads it.", answer.Text);
        }
        Assert.Equal(422, (await mona.Post($"/posts/{id}/remove", new { reason = "They do not like it." })).Status);
        Assert.NotEqual(200, (await (await Robot.For(World, Mona)).Put($"/cases/{about.Id}/decision", new { verdict = "hide", ground = "negative", reason = "They do not like it." })).Status);
        Assert.NotNull(await Given.OpenCase(id));
        Assert.DoesNotContain(Enum.GetNames<Ground>(), name => name.Contains("neg", StringComparison.OrdinalIgnoreCase) || name.Contains("star", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("spam", "Advertising or spam")]
    [InlineData("personaldata", "Personal data of somebody")]
    [InlineData("conflictofinterest", "Its author is paid by a competitor or by the brand")]
    public async Task The_reason_reaches_its_author_and_the_list_of_decisions(string ground, string words)
    {
        var (_, by, id, about) = await Held();

        await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground });
        // At once, before others decide so much that it stands on the next page.
        var decided = await As(Mona).Get("/admin/queue/decided");
        await Settled();

        using var author = As(by);
        Assert.Contains(words, (await author.Get("/notices")).Text);
        Assert.Contains(words, (await author.Visit($"/posts/{id}")).Text);
        Assert.Contains(words, decided.Find($"#case-{about.Id}")!.TextContent);
        Assert.Contains(words, (await As(Alma).Get("/admin/audit?act=post.hidden")).Text);
    }

    [Fact]
    public async Task Whoever_wants_no_notices_is_told_all_the_same_why_their_words_are_hidden()
    {
        var (_, by, _, about) = await Held();
        await World.Query(async db =>
        {
            db.Add(new Rapport.Feed.Choices.NoticeChoice(by.Id, Rapport.Feed.Notices.NoticeKind.Decision, false, false));
            await db.Save();
            return true;
        });

        await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground = "insult" });
        await Settled();

        Assert.Contains("An insult or a threat", (await As(by).Get("/notices")).Text);
    }

    [Fact]
    public async Task What_is_held_for_ten_days_alarms_the_administrators_once_and_is_marked()
    {
        // Some time ago, so that sessions last.
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-100).ToMicroseconds());
        await using var world = await World.Start(Engine, services => services.AddSingleton<TimeProvider>(clock), "--smtp", "smtp://127.0.0.1:1");
        var (alma, kettle, nils) = (await world.Given.Account("Anna", password: null, role: Role.Administrator), await world.Given.Product(), await world.Given.Newcomer("Nils"));
        await world.Visit(nils).Post($"/products/{kettle.Id}/review", new { stars = 1, body = "It drips since Tuesday." });
        async Task<int> Mails(double days)
        {
            clock.Advance(TimeSpan.FromDays(days));
            await world.Act(async db => { await db.Enqueue(new LookAtHeld()); await db.Save(); });
            await world.Settled();
            return await world.Query(db => db.Set<SentMail>().CountAsync(m => m.Kind == "held-too-long" && m.Address == alma.Email));
        }

        Assert.Equal(0, await Mails(9.9));
        Assert.DoesNotContain("Held for", (await world.Visit(world.Cast.Mona).Get("/admin/queue")).Text);
        Assert.Equal(1, await Mails(0.2));
        Assert.Contains("Held for 10 days", (await world.Visit(world.Cast.Mona).Get("/admin/queue")).Text);
        Assert.Equal(1, await Mails(3));
    }
}

public sealed class ReviewModerationTestsOnSqlite() : ReviewModerationTests(Engine.Sqlite);
public sealed class ReviewModerationTestsOnPostgres() : ReviewModerationTests(Engine.Postgres);
