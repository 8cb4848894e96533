using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Members;

/// Every mail can be said in the brand's own words, and is shown before it is sent.
public abstract class MailWordsTests(Engine engine)
{
    [Fact]
    public async Task The_words_of_a_mail_are_changed_in_one_language_sent_so_and_given_back()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var nia = await world.Given.Account("Nia");
        var page = await alma.Get("/admin/mail/words/code?language=en");
        Assert.Contains("{code} becomes, say, 482913", page.Text);

        Assert.Equal(303, (await alma.Submit(page, "/admin/mail/words/code", new { part0 = "Psst: {code} opens the door" })).Status);
        using var visitor = world.Visit();
        await visitor.Post("/sign-in", new { email = nia.Email, by = "code" });
        await world.Settled();
        Assert.Matches("^Psst: [0-9]{6} opens the door$", (await world.Given.MailsTo(nia.Email))[0].Subject);
        Assert.Contains("Psst: 482913 opens the door", (await alma.Get("/admin/mail/words/code?language=en")).Text);
        Assert.DoesNotContain("Psst", (await alma.Get("/admin/mail/words/code?language=ar")).Text);
        Assert.Contains("Words of a mail changed", (await alma.Get("/admin/audit?act=settings.")).Text);

        await alma.Submit(await alma.Get("/admin/mail/words/code?language=en"), "/admin/mail/words/code/reset");
        await visitor.Post("/sign-in", new { email = nia.Email, by = "code" });
        await world.Settled();
        Assert.StartsWith("Your code is", (await world.Given.MailsTo(nia.Email))[0].Subject);
    }

    [Theory]
    [InlineData("Psst: opens the door", "{code} is missing.")]
    [InlineData("Psst: {code} for {nmae}", "Nothing is put in place of {nmae} here.")]
    public async Task A_placeholder_that_is_missing_or_unknown_is_refused_and_the_text_stays_in_the_form(string text, string answer)
    {
        var world = await World.Shared(engine);
        using var alma = world.Visit(world.Cast.Alma);

        var refused = await alma.Submit(await alma.Get("/admin/mail/words/code?language=en"), "/admin/mail/words/code", new { part0 = text });

        Assert.Equal(422, refused.Status);
        Assert.Contains(answer, refused.Text);
        Assert.Equal(text, refused.Find("input[name=part0]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Every_kind_has_a_page_a_preview_and_words_in_every_language()
    {
        var world = await World.Shared(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var book = world.Services.GetRequiredService<MailBook>();
        Assert.True(book.Kinds.Count >= 20);
        foreach (var kind in book.Kinds)
        {
            Assert.NotEmpty(book.Parts(kind));
            foreach (var language in new[] { "en", "ar" })
            {
                Assert.Equal(200, (await alma.Get($"/admin/mail/words/{kind.Name}?language={language}")).Status);
                var html = await alma.Get($"/admin/mail/words/{kind.Name}/html?language={language}");
                Assert.Equal(200, html.Status);
                Assert.Contains("sandbox", html.Header("Content-Security-Policy")!);
            }
        }
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get("/admin/mail/words")).Status);
        Assert.Equal(404, (await alma.Get("/admin/mail/words/no-such")).Status);
    }

    [Fact]
    public async Task What_stands_above_and_below_every_mail_is_said_by_the_brand_and_its_colour_stays_readable()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/mail/words"), "/admin/mail/frame", new Dictionary<string, string> { ["header-en"] = "News from the <kettle> people", ["footer-en"] = "Kettle Street 1" });
        await alma.Submit(await alma.Get("/admin/brand"), "/admin/brand", new { name = "Tern", accent = "#ffee00" });
        var nia = await world.Given.Account("Nia");

        await world.Visit().Post("/password/forgotten", new { email = nia.Email });
        await world.Settled();

        var mail = (await world.Given.MailsTo(nia.Email))[0];
        Assert.StartsWith("News from the <kettle> people", mail.Text);
        Assert.EndsWith("Kettle Street 1\n", mail.Text);
        Assert.Contains("News from the &lt;kettle&gt; people", mail.Html);
        Assert.Contains("background:#ffee00;color:#000000", mail.Html);
    }

    [Fact]
    public async Task Mail_waits_without_a_server_and_leaves_once_there_is_one()
    {
        await using var world = await World.Start(engine);
        using var server = new MailServer();
        using var alma = world.Visit(world.Cast.Alma);
        var nia = await world.Given.Account("Nia");
        await world.Visit().Post("/password/forgotten", new { email = nia.Email });
        await world.Settled();
        Assert.Null((await world.Given.MailsTo(nia.Email))[0].SentAt);
        Assert.Contains("1 message waits", (await alma.Get("/admin/mail")).Text);

        var address = new Uri(server.Address);
        await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail", new { host = address.Host, port = $"{address.Port}", sender = "us@example.org" });

        await Waiting.Eventually(async () => (await world.Given.MailsTo(nia.Email))[0].SentAt is not null, "the mail leaves");
        Assert.Single(server.To(nia.Email!));
    }

    [Fact]
    public async Task A_mail_that_is_tried_again_soon_is_not_sent_a_second_time_by_the_look_for_those_that_wait()
    {
        await using var world = await World.Start(engine, null, "--smtp", "smtp://127.0.0.1:1");
        var nia = await world.Given.Account("Nia");
        await world.Visit().Post("/password/forgotten", new { email = nia.Email });
        await Waiting.Eventually(() => world.Query(db => db.Set<Job>().AnyAsync(j => j.Kind == nameof(SendMail) && j.Problem != null)), "the first attempt");

        await world.Act(async db => { await db.Enqueue(new SendWaiting()); await db.Save(); });
        await Waiting.Eventually(() => world.Query(db => db.Set<Job>().AnyAsync(j => j.Kind == nameof(SendWaiting) && j.DoneAt != null)), "the look");

        Assert.Equal(1, await world.Query(db => db.Set<Job>().CountAsync(j => j.Kind == nameof(SendMail))));
    }
}

public sealed class MailWordsTestsOnSqlite() : MailWordsTests(Engine.Sqlite);
public sealed class MailWordsTestsOnPostgres() : MailWordsTests(Engine.Postgres);

/// Text on the brand's colour, whatever colour that is.
public sealed class ContrastTests
{
    [Fact]
    public void On_any_colour_one_of_black_and_white_reaches_four_and_a_half_to_one()
    {
        for (var colour = 0; colour < 1 << 24; colour += 4_099)
        {
            var text = $"#{colour:x6}";
            Assert.True(Contrast(text, BrandColour.On(text)) >= 4.5, text);
        }
    }

    static double Contrast(string one, string other) => (Light(one), Light(other)) is var (a, b) && a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);

    static double Light(string colour)
    {
        double Channel(int at) => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
