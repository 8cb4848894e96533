using Microsoft.Playwright;

namespace Rapport.Tests.Story;

/// What a menu offers can be touched, on a phone as well.
public abstract class MenuTests(Engine engine) : InBrowser(engine)
{
    [Theory]
    [InlineData("", 360), InlineData("/ar", 360), InlineData("", 1280), InlineData("/ar", 1280)]
    public async Task Every_entry_of_a_menu_lies_within_the_screen(string language, int width)
    {
        var topic = await World.Given.Topic(by: World.Cast.Ada);
        await World.Given.Reply(topic, World.Cast.Ben);
        var page = await Open(World.Cast.Mona, width);
        await page.GotoAsync(language + topic.Path);
        var menus = page.Locator("details.menu:visible");

        Assert.True(await menus.CountAsync() >= 3);
        for (var at = 0; at < await menus.CountAsync(); at++)
        {
            await menus.Nth(at).Locator("summary").ClickAsync();
            var entries = menus.Nth(at).Locator("li :is(a, button)");
            Assert.NotEqual(0, await entries.CountAsync());
            foreach (var entry in await entries.AllAsync())
            {
                var box = (await entry.BoundingBoxAsync())!;
                Assert.True(box.X >= 0 && box.X + box.Width <= width, $"{await entry.InnerTextAsync()}: {box.X} to {box.X + box.Width}");
            }
            await page.Keyboard.PressAsync("Escape");
        }
    }
}

public sealed class MenuTestsOnSqlite() : MenuTests(Engine.Sqlite);

public sealed class MenuTestsOnPostgres() : MenuTests(Engine.Postgres);
