using Microsoft.Playwright;
using Rapport.Tests.Story;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

/// What a browser does by itself when words are refused or a session has ended.
public abstract class LostWordsInBrowserTests(Engine engine) : InBrowser(engine)
{
    [Fact]
    public async Task A_draft_that_nobody_kept_is_not_called_saved()
    {
        var page = await Open(World.Cast.Ben);
        await page.GotoAsync("/ask");
        var area = page.Locator("textarea[name=body]");
        await area.FillAsync("It drips.");
        await Assertions.Expect(page.Locator(".editor-status")).ToHaveTextAsync("Draft saved");

        await page.Context.ClearCookiesAsync();
        await area.FillAsync("It drips since Tuesday.");

        await Assertions.Expect(page.Locator(".editor-status")).ToContainTextAsync("You are signed out: this draft is not saved.");
        await Assertions.Expect(area).ToHaveValueAsync("It drips since Tuesday.");
    }

    [Fact]
    public async Task Words_for_a_closed_topic_are_read_and_copied_on_a_phone()
    {
        var topic = await World.Given.Topic(World.Cast.Ada);
        var page = await Open(World.Cast.Ben, width: 360, height: 740);
        await page.GotoAsync(topic.Path);
        await page.Locator("form[action$='/replies'] textarea").FillAsync("Turn the lid to the left,\nthen wait.");
        await World.Visit(World.Cast.Mona).Post($"/topics/{topic.Id}/close", new { reason = "Said enough" });

        await page.Locator("form[action$='/replies'] .button:not([name=preview])").First.ClickAsync();

        var words = page.GetByRole(AriaRole.Textbox, new() { Name = "What you wrote" });
        await Assertions.Expect(words).ToHaveValueAsync("Turn the lid to the left,\nthen wait.");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(topic.Title);
        var box = await words.BoundingBoxAsync();
        Assert.InRange(box!.X + box.Width, 200, 360);
    }
}

public sealed class LostWordsInBrowserTestsOnSqlite() : LostWordsInBrowserTests(Engine.Sqlite);
public sealed class LostWordsInBrowserTestsOnPostgres() : LostWordsInBrowserTests(Engine.Postgres);
