using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Kernel;
using Rapport.Kernel.Mail;
using Rapport.Members;
using Rapport.Tests.Story;

namespace Rapport.Tests.Privacy;

/// Nobody else learns who reads here: no page and no mail fetches anything from anywhere else, whatever members put into their words.
public sealed class ForeignTests() : InBrowser(Engine.Sqlite)
{
    const string Words = "![A kettle](https://tracker.example/kettle.png) and [a shop](https://shop.example/kettles?from=us)\n\n<img src=\"https://tracker.example/pixel.gif\" width=1 height=1>\n\n<iframe src=\"https://tracker.example/film\"></iframe>";

    readonly List<string> asked = [];

    protected override string[] Settings => ["--mail-hold", "0"];

    [Fact]
    public async Task No_page_asks_another_origin_for_anything()
    {
        var product = await World.Given.Product("Egret kettle", l => l with { Pictures = ["https://tracker.example/product.png"], Description = Words });
        var topic = await World.Given.Topic(World.Cast.Ada, title: "Where is the kettle?", body: Words, product: product.Id);
        await World.Given.Said(topic, World.Cast.Ben, Words);
        await World.Settled();
        string[] ofAnyone = ["/", topic.Path, product.Path, "/products", "/search?q=kettle", "/sign-up", "/sign-in", "/privacy/data", "/design"];
        foreach (var (who, paths) in new (Member?, string[])[] { (null, ofAnyone), (World.Cast.Ada, ["/", topic.Path, "/news", "/notices", "/settings"]), (World.Cast.Alma, ["/admin", "/admin/people", "/admin/brand", "/admin/baseline", "/admin/health"]) })
        {
            // Without the policy that would keep the browser from asking: the pages themselves name nothing.
            var page = await Open(who, bypassCsp: true);
            page.Request += (_, request) => { lock (asked) asked.Add(request.Url); };
            foreach (var path in paths)
            {
                Assert.Equal(200, (await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle }))!.Status);
                // What is fetched only once it is scrolled to.
                await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            }
            if (who is null) Assert.Empty(await page.Context.CookiesAsync());
            await page.Context.CloseAsync();
        }

        Assert.Contains(asked, url => new Uri(url).AbsolutePath.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(asked, url => new Uri(url).AbsolutePath.EndsWith(".js", StringComparison.Ordinal));
        Assert.Empty(asked.Where(IsForeign).Distinct());
    }

    [Fact]
    public async Task The_test_would_hear_of_a_foreign_request()
    {
        var page = await Open(bypassCsp: true);
        page.Request += (_, request) => { lock (asked) asked.Add(request.Url); };
        await page.GotoAsync("/");
        await page.EvaluateAsync("new Promise(done => { const image = new Image(); image.onload = image.onerror = done; image.src = 'http://127.0.0.1:9/pixel.gif' })");

        Assert.Equal("http://127.0.0.1:9/pixel.gif", Assert.Single(asked, IsForeign));
    }

    bool IsForeign(string url) => new Uri(url) is { Scheme: not ("data" or "blob") } to && to.Authority != World.Address.Authority;

    [Fact]
    public async Task No_mail_shows_a_remote_picture_or_leads_anywhere_by_a_detour()
    {
        var reader = await World.Given.Mailed("Rhea");
        var topic = await World.Given.Topic(reader, title: "Where is the kettle?", body: "Where?");
        await World.Given.Said(topic, World.Cast.Ben, Words);
        await Waiting.Eventually(() => World.Query(db => db.Set<SentMail>().AnyAsync(m => m.Member == reader.Id && m.Kind == "notice")), "the mail that quotes the reply");
        await World.Do(async services =>
        {
            // Every kind of mail there is, in every language.
            var (db, book, installation) = (services.GetRequiredService<Rapport.Kernel.Database.Db>(), services.GetRequiredService<MailBook>(), services.GetRequiredService<Installation>());
            foreach (var kind in book.Kinds)
                foreach (var language in installation.Languages)
                    foreach (var mail in book.Samples(kind, language)) await db.Post(mail, installation);
            await db.Save();
            return true;
        });
        var address = World.Services.GetRequiredService<Installation>().Address;
        var mails = await World.Query(db => db.Set<SentMail>().AsNoTracking().ToListAsync());
        Assert.True(mails.Count > 10);
        var quoting = false;
        foreach (var mail in mails)
        {
            var html = new HtmlParser().ParseDocument(mail.Html);
            Assert.Empty(html.QuerySelectorAll("img, link, script, style, iframe, object, embed, video, audio, source, [background], [srcset]").Select(e => $"{mail.Subject}: {e.OuterHtml}"));
            Assert.DoesNotContain("url(", mail.Html, StringComparison.OrdinalIgnoreCase);
            var links = html.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).ToList();
            // What somebody wrote leads where they said, and nothing of ours leads away.
            quoting |= links.Contains("https://shop.example/kettles?from=us");
            Assert.Empty(links.Where(l => !l.StartsWith(address + "/", StringComparison.Ordinal) && !l.StartsWith("https://shop.example/", StringComparison.Ordinal) && !l.StartsWith("https://tracker.example/kettle.png", StringComparison.Ordinal)).Select(l => $"{mail.Subject}: {l}"));
            Assert.Empty(links.Where(l => l.Contains("utm_", StringComparison.Ordinal) || l[8..].Contains("://", StringComparison.Ordinal) || l.Contains("%3A%2F%2F", StringComparison.OrdinalIgnoreCase)).Select(l => $"{mail.Subject}: {l}"));
        }
        Assert.True(quoting);
    }
}
