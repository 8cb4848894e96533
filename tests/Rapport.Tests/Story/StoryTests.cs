using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Rapport.Catalog;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Story;

/// The job the house exists for, from nothing found to found by the next one, by browser and by real mail.
public abstract partial class StoryTests(Engine engine) : InBrowser(engine)
{
    const string Heading = "My kettle hums at midnight", Answer = "Mine hummed until I emptied the reservoir before bed.";

    readonly MailServer mails = new();

    protected override string[] Settings => ["--smtp", mails.Address, "--mail-hold", "0"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        mails.Dispose();
    }

    [Theory]
    [InlineData(360, 740, false), InlineData(1280, 860, true)]
    public async Task A_question_is_asked_answered_accepted_and_found_by_the_next_one(int width, int height, bool script)
    {
        await World.Given.Space();
        var product = await World.Given.Product("Egret pourer");
        var nora = await Open(width: width, height: height, script: script);

        await FindNothing(nora);
        await WriteQuestion(nora, product);
        var address = await SignUp(nora);
        await AskWithPicture(nora, script);
        var topic = new Uri(nora.Url).AbsolutePath;
        await ReleaseIt(await Open(World.Cast.Mona, width, height, script), nora, address);

        await AnswerIt(await Open(World.Cast.Ben, width, height, script));
        await ReadMailAndAccept(nora, address);
        await World.Settled();
        await FindIt(await Open(width: width, height: height, script: script), topic, product);
    }

    static async Task FindNothing(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("main input[type=search]").FillAsync(Heading);
        await page.Locator("main form.search button").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nothing found");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Ask a question" }).ClickAsync();
    }

    static async Task WriteQuestion(IPage page, Product product)
    {
        await Assertions.Expect(page.GetByLabel("In one line")).ToHaveValueAsync(Heading);
        await page.Locator("textarea[name=body]").FillAsync("It stands on its base, switched off, and hums. What is it?");
        await page.Locator("input[name=product]").FillAsync(product.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What you wrote is kept.")).ToBeVisibleAsync();
    }

    async Task<string> SignUp(IPage page)
    {
        var address = Given.Address();
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await page.Locator("input[name=name]").FillAsync("Nora");
        await page.Locator("input[name=email]").FillAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Look at your mail" })).ToBeVisibleAsync();

        await page.GotoAsync(Link(await MailTo(address, 1)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm and go on" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("In one line")).ToHaveValueAsync(Heading);
        return address;
    }

    static async Task AskWithPicture(IPage page, bool script)
    {
        var picture = new FilePayload { Name = "kettle.png", MimeType = "image/png", Buffer = Picture() };
        if (script)
        {
            await page.Locator("markdown-editor input[type=file]").First.SetInputFilesAsync(picture);
            await Assertions.Expect(page.Locator("textarea[name=body]")).ToHaveValueAsync(Sent());
        }
        else await page.Locator("input[name=picture]").SetInputFilesAsync(picture);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Heading);
        await Assertions.Expect(page.Locator(".post-opening .prose")).ToContainTextAsync("What is it?");
        var shown = page.Locator(".post-opening .prose img");
        await Assertions.Expect(shown).ToBeVisibleAsync();
        Assert.Equal(200, (await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), await shown.GetAttributeAsync("src")).ToString())).Status);
    }

    /// A first question waits for a moderator; only then do others see it.
    async Task ReleaseIt(IPage moderator, IPage asker, string address)
    {
        await Assertions.Expect(asker.GetByText("This waits for a moderator.")).ToBeVisibleAsync();
        await moderator.GotoAsync("/");
        await Assertions.Expect(moderator.Locator("main").GetByRole(AriaRole.Link, new() { Name = Heading })).ToHaveCountAsync(0);
        await moderator.GetByRole(AriaRole.Link, new() { Name = "1 waits for a decision" }).ClickAsync();
        await Assertions.Expect(moderator.Locator(".case")).ToContainTextAsync("among the first posts of a new member");
        await moderator.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(moderator.GetByRole(AriaRole.Heading, new() { Name = "Nothing waits" })).ToBeVisibleAsync();
        Assert.Equal("What you wrote is published", (await MailTo(address, 2)).Subject);
    }

    static async Task AnswerIt(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = Heading }).First.ClickAsync();
        await page.Locator("#reply textarea[name=body]").FillAsync(Answer);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post your answer" }).ClickAsync();
        await Assertions.Expect(page.Locator(".post:not(.post-opening) .prose").First).ToHaveTextAsync(Answer);
    }

    async Task ReadMailAndAccept(IPage page, string address)
    {
        var mail = await MailTo(address, 3);
        Assert.Equal("Re: " + Heading, mail.Subject);
        Assert.Contains(Answer, mail.TextBody);
        await page.GotoAsync(Link(mail));
        var reply = page.Locator("article:not(.post-opening)", new() { HasText = Answer });
        await reply.GetByRole(AriaRole.Button, new() { Name = "Accept this answer" }).ClickAsync();
        await Assertions.Expect(page.Locator(".post-accepted .prose")).ToHaveTextAsync(Answer);
        await page.Locator(".post-accepted").GetByRole(AriaRole.Button, new() { Name = "Vote up" }).ClickAsync();
        await Assertions.Expect(page.Locator(".post-accepted .vote-score").First).ToHaveTextAsync("1");
    }

    static async Task FindIt(IPage page, string topic, Product product)
    {
        await page.GotoAsync("/search?q=kettle+hums");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = Heading }).First.ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == topic);
        await Assertions.Expect(page.Locator(".post-accepted .prose")).ToHaveTextAsync(Answer);

        await page.GotoAsync(product.Path);
        await Assertions.Expect(page.Locator("a.product-says[href='#talk']")).ToHaveTextAsync("1 question · 1 solved");
        var solved = page.Locator("section", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Solved questions" }) });
        await Assertions.Expect(solved.GetByRole(AriaRole.Link, new() { Name = Heading })).ToBeVisibleAsync();
    }

    async Task<MimeMessage> MailTo(string address, int count)
    {
        await Waiting.Eventually(() => mails.To(address).Count >= count, $"mail {count} to {address}");
        return mails.To(address)[count - 1];
    }

    /// The first link of a mail, on the server of this test.
    static string Link(MimeMessage mail) => MailedLink().Match(mail.TextBody!).Groups[1].Value;

    static byte[] Picture()
    {
        using var picture = NetVips.Image.Black(64, 48, bands: 3) + 120;
        return picture.Cast(NetVips.Enums.BandFormat.Uchar).WriteToBuffer(".png");
    }

    [GeneratedRegex(@"http://[^/\s]+(/\S+)")]
    private static partial Regex MailedLink();

    [GeneratedRegex(@"!\[kettle\]\(/files/")]
    private static partial Regex Sent();
}

public sealed class StoryTestsOnSqlite() : StoryTests(Engine.Sqlite);
public sealed class StoryTestsOnPostgres() : StoryTests(Engine.Postgres);
