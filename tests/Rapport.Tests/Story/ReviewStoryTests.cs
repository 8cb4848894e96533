using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Reviews.Asking;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Story;

/// What two buyers think of a thing, from the order to everywhere it is told: by signed hook, by real mail and by browser.
public abstract partial class ReviewStoryTests(Engine engine) : InBrowser(engine)
{
    const string Pleased = "It pours in a thin stream and has not dripped once.", Displeased = "The lid came off in my hand while I poured.", Removed = "Buy a better one from my own shop.", Secret = "shpss_for_this_story";

    readonly MailServer mails = new();
    WebApplication? shop;
    string shopsPage = "";

    protected override string[] Settings => ["--smtp", mails.Address, "--mail-hold", "0"];

    public override async ValueTask DisposeAsync()
    {
        if (shop is not null) await shop.DisposeAsync();
        await base.DisposeAsync();
        mails.Dispose();
    }

    [Fact]
    public async Task What_buyers_think_is_told_truthfully_wherever_it_is_seen()
    {
        var kettle = await World.Given.Product("Egret pourer");
        await SwitchAskingOn();
        var buyer = Given.Address();
        await Order(kettle, buyer);
        var praise = await ReviewByPhone(await TheMail(buyer), kettle);
        await Release(praise);

        var criticism = await Criticise(await Open(World.Cast.Ben, 360, 740), kettle);
        await Answer(await Open(World.Cast.Emil), criticism);
        await RemoveAndAppeal(kettle);
        await World.Settled();

        await OnTheProductsPage(await Open(width: 360, height: 740, script: false), kettle);
        await InTheShop(await Open(), kettle);
        await InTheFeed(kettle);
        await OnThePageAboutIt(await Open());
    }

    Task SwitchAskingOn() => World.Do(async services =>
    {
        var (db, settings) = (services.GetRequiredService<Db>(), services.GetRequiredService<SiteSettings>());
        await settings.Change(db, settings.Of<AskingSettings>() with { Since = db.Clock.GetUtcNow().AddMinutes(-1), Delay = 0, Reminder = null });
        return 0;
    });

    /// As Shopify tells of it: paid, sent and arrived.
    async Task Order(Product kettle, string buyer)
    {
        using var alma = World.Visit(World.Cast.Alma);
        var connected = (await alma.Post("/admin/shops", new { kind = "shopify", name = "Our shop" })).Location!;
        await alma.Post($"{connected}/secret", new { secret = Secret });
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var body = $$"""{"id":820982911946154508,"name":"#1001","email":"{{buyer}}","created_at":"{{now}}","updated_at":"{{now}}","currency":"EUR","total_price":"59.90","financial_status":"paid","fulfillment_status":"fulfilled","fulfillments":[{"id":1,"status":"success","shipment_status":"delivered","created_at":"{{now}}","updated_at":"{{now}}"}],"customer":{"id":207119551,"first_name":"Nora","last_name":"Bell"},"line_items":[{"id":466157049,"sku":"{{kettle.Sku}}","title":"Kettle","quantity":1,"price":"59.90"}]}""";
        using var visitor = World.Visit();
        var answer = await visitor.Send(HttpMethod.Post, connected.Replace("/admin/", "/hooks/"), new StringContent(body, Encoding.UTF8, "application/json"),
            ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Webhook-Id", "w1"), ("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)))));
        Assert.Equal(200, answer.Status);
        await World.Settled();
    }

    /// The link behind the fourth star.
    async Task<string> TheMail(string buyer)
    {
        await World.Act(async db => { await db.Enqueue(new AskForReviews()); await db.Save(); });
        await Waiting.Eventually(() => mails.To(buyer).Count == 1, "the mail to the buyer");
        return FourStars().Match(mails.To(buyer)[0].HtmlBody!).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
    }

    async Task<long> ReviewByPhone(string link, Product kettle)
    {
        var phone = await Open(width: 360, height: 740);
        await phone.GotoAsync(link);
        await Assertions.Expect(phone.Locator("input[name=stars][value='4']")).ToBeCheckedAsync();
        await phone.Locator("textarea[name=body]").FillAsync(Pleased);
        await phone.Locator("input[name=pictures]").SetInputFilesAsync(new FilePayload { Name = "kettle.png", MimeType = "image/png", Buffer = Picture() });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Post your review" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Thank you, Nora B.");
        return await World.Query(db => Task.FromResult(db.Set<Rapport.Reviews.Review>().Single(r => r.ProductId == kettle.Id).Id));
    }

    /// A buyer's words do not wait; were they held, a moderator would not see the stars.
    Task Release(long review) => Waiting.Eventually(() => World.Query(db => Task.FromResult(db.Set<Rapport.Reviews.Review>().Any(r => r.Id == review && r.State == Rapport.Reviews.ReviewState.Published && r.OrderLineId != null))), "the buyer's review to be published, bought here");

    static async Task<string> Criticise(IPage page, Product kettle)
    {
        await page.GotoAsync($"{kettle.Path}/review");
        await page.Locator("label", new() { Has = page.Locator("input[name=stars][value='1']") }).ClickAsync();
        await page.Locator("textarea[name=body]").FillAsync(Displeased);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post your review" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your review is published")).ToBeVisibleAsync();
        await page.GotoAsync($"{kettle.Path}");
        return (await page.Locator(".review", new() { HasText = Displeased }).Locator("a[href*='/topics/']").First.GetAttributeAsync("href"))!;
    }

    static async Task Answer(IPage page, string criticism)
    {
        await page.GotoAsync(criticism);
        await page.Locator("#reply textarea[name=body]").FillAsync("That should not happen; we send you another lid.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post your reply" }).ClickAsync();
        await Assertions.Expect(page.Locator(".post:not(.post-opening)").First).ToContainTextAsync("another lid");
    }

    async Task RemoveAndAppeal(Product kettle)
    {
        var review = await World.Given.Review(kettle, World.Cast.Cleo, 3, Removed);
        await World.Given.Hidden(review.Id, World.Cast.Mona, "It advertises another shop.");
        await World.Settled();
        var author = await Open(World.Cast.Cleo, 360, 740);
        await author.GotoAsync($"/posts/{review.Id}");
        await author.GetByRole(AriaRole.Link, new() { Name = "Ask for another look" }).ClickAsync();
        await author.Locator("textarea[name=words]").FillAsync("I only meant to help.");
        await author.GetByRole(AriaRole.Button, new() { Name = "Ask for another look" }).ClickAsync();
        await Assertions.Expect(author.GetByText("Another look at it was asked for")).ToBeVisibleAsync();

        var other = await Open(World.Cast.Alma);
        await other.GotoAsync("/admin/queue");
        var card = other.Locator(".case", new() { HasText = "I only meant to help." });
        await Assertions.Expect(card).ToContainTextAsync("It advertises another shop.");
        await Assertions.Expect(card.Locator(".stars")).ToHaveCountAsync(0);
        await card.Locator("summary", new() { HasText = "Leave it hidden" }).ClickAsync();
        await card.Locator("details[open] input[name=reason], details[open] textarea[name=reason]").First.FillAsync("It still advertises a shop.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Leave it hidden" }).ClickAsync();
        await World.Settled();
        await author.GotoAsync("/notices");
        await Assertions.Expect(author.Locator("main")).ToContainTextAsync("it stays hidden");
        await Assertions.Expect(author.Locator("main")).ToContainTextAsync("It still advertises a shop.");
    }

    static async Task OnTheProductsPage(IPage page, Product kettle)
    {
        await page.GotoAsync(kettle.Path);
        var reviews = page.Locator("#reviews");
        foreach (var words in new[] { Pleased, Displeased, "2.5", "2 of 3 published", "Bought here" }) await Assertions.Expect(reviews).ToContainTextAsync(words);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync(Removed);
        await Assertions.Expect(reviews.Locator(".review", new() { HasText = Pleased }).Locator("img").First).ToBeVisibleAsync();
        Assert.Contains("\"ratingValue\":2.5", (await page.Locator("script[type='application/ld+json']").AllTextContentsAsync()).Aggregate("", string.Concat).Replace(" ", "", StringComparison.Ordinal).Replace("\"2.5\"", "2.5", StringComparison.Ordinal));
    }

    /// A page of another origin with the lines that ours gives for it.
    async Task InTheShop(IPage page, Product kettle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        shop = builder.Build();
        shop.Run(context => { context.Response.ContentType = "text/html; charset=utf-8"; return context.Response.WriteAsync(shopsPage); });
        await shop.StartAsync();
        using (var alma = World.Visit(World.Cast.Alma)) await alma.Post("/admin/embeds", new { canonical = "here", origins = shop.Urls.First() });
        shopsPage = $"""<!DOCTYPE html><html lang="en"><head><title>A shop</title></head><body><h1>Kettle</h1><iframe src="{World.Address}embed/reviews?product={kettle.Sku}" title="Reviews" width="100%" height="720"></iframe></body></html>""";

        await page.GotoAsync(shop.Urls.First());

        var frame = page.FrameLocator("iframe");
        foreach (var words in new[] { Pleased, Displeased, "2 of 3 published", "Bought here" }) await Assertions.Expect(frame.Locator("body")).ToContainTextAsync(words);
        await Assertions.Expect(frame.Locator("body")).Not.ToContainTextAsync(Removed);
    }

    async Task InTheFeed(Product kettle)
    {
        using var anyone = World.Visit();
        var feed = XDocument.Parse((await anyone.Get("/feeds/google-reviews.xml")).Body);
        var told = feed.Descendants("review").Where(r => r.Descendants("sku").Any(s => s.Value == kettle.Sku)).ToList();
        Assert.Equal(["1", "4"], told.Select(r => r.Descendants("overall").Single().Value).Order());
        Assert.Equal([Pleased, Displeased], told.OrderByDescending(r => r.Descendants("overall").Single().Value).Select(r => r.Element("content")!.Value));
    }

    static async Task OnThePageAboutIt(IPage page)
    {
        await page.GotoAsync("/reviews/how");
        var said = page.Locator("main");
        foreach (var words in new[] { "everybody who ordered is asked by mail", "Of 3 reviews that were written here, 2 are published, 1 were refused or hidden", "Advertising or spam: 1 review", "asking once for another look" }) await Assertions.Expect(said).ToContainTextAsync(words);
    }

    static byte[] Picture()
    {
        using var picture = NetVips.Image.Black(64, 48, bands: 3) + 120;
        return picture.Cast(NetVips.Enums.BandFormat.Uchar).WriteToBuffer(".png");
    }

    [GeneratedRegex(@"href=""http://[^/""]+(/[^""]*stars=4[^""]*)""")]
    private static partial Regex FourStars();
}

public sealed class ReviewStoryTestsOnSqlite() : ReviewStoryTests(Engine.Sqlite);
public sealed class ReviewStoryTestsOnPostgres() : ReviewStoryTests(Engine.Postgres);
