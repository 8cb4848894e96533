using Microsoft.Playwright;

namespace Rapport.Tests.Story;

/// Somebody mutes a member on a phone, reads one folded post all the same, and lifts it.
public abstract class BlockPageTests(Engine engine) : InBrowser(engine)
{
    static async Task Fits(IPage page)
    {
        Assert.Empty(await page.ShutsOut());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), page.Url);
    }

    [Theory]
    [InlineData("", true), InlineData("", false), InlineData("/ar", true)]
    public async Task Muting_on_a_phone_folds_a_post_which_opens_on_request_until_it_is_lifted(string language, bool script)
    {
        var (ann, bob) = (await World.Given.Member("Ann"), await World.Given.Member("Bob"));
        var topic = await World.Given.Topic(by: World.Cast.Cleo);
        await World.Given.Comment(await World.Given.Reply(topic, bob, "Turn the lid to the left, says Bob."), World.Cast.Cleo, "Thank you, Bob.");
        var page = await Open(ann, width: 360, height: 740, script: script);
        var words = page.GetByText("Turn the lid to the left, says Bob.");

        await page.GotoAsync($"{language}/members/{bob.Id}");
        await page.Locator($"a[href$='/members/{bob.Id}/block']").ClickAsync();
        await page.WaitForURLAsync($"**/members/{bob.Id}/block");
        if (script) await Fits(page);
        await page.Locator("#mute button").ClickAsync();
        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("Bob");
        if (script) await Fits(page);

        await page.GotoAsync($"{language}{topic.Path}");
        await Assertions.Expect(words).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("Thank you, Bob.")).ToBeVisibleAsync();
        if (script) await Fits(page);
        await page.Locator("details.folded > summary").ClickAsync();
        await Assertions.Expect(words).ToBeVisibleAsync();
        if (script) await Fits(page);

        await page.GotoAsync($"{language}/settings/blocked");
        if (script) await Fits(page);
        await page.Locator(".rows button").ClickAsync();
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await page.GotoAsync($"{language}{topic.Path}");
        await Assertions.Expect(words).ToBeVisibleAsync();
    }
}

public sealed class BlockPageTestsOnSqlite() : BlockPageTests(Engine.Sqlite);
public sealed class BlockPageTestsOnPostgres() : BlockPageTests(Engine.Postgres);
