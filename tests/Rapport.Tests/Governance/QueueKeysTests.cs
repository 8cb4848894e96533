using Microsoft.Playwright;
using Rapport.Tests.Story;

namespace Rapport.Tests.Governance;

/// The queue by keyboard, and on a phone.
public sealed class QueueKeysTests() : InBrowser(Engine.Sqlite)
{
    /// What reaches beyond the window.
    const string Wide = "document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .visually-hidden')).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`).join(', ').slice(0, 400)";

    [Fact]
    public async Task A_moderator_goes_through_the_queue_by_keyboard_and_nothing_is_wider_than_a_phone()
    {
        var topics = new List<Rapport.Conversations.Topic>();
        for (var n = 0; n < 3; n++)
        {
            topics.Add(await World.Given.Topic(by: World.Cast.Ada, title: $"A question that is reported, number {n}"));
            await World.Visit(World.Cast.Ben).Post($"/report/post/{topics[n].Id}", new { why = "spam" });
        }
        var page = await Open(World.Cast.Mona, width: 360);
        await page.GotoAsync("/admin/queue");
        await Assertions.Expect(page.Locator("queue-keys")).ToBeVisibleAsync();
        Assert.Equal("", await page.EvaluateAsync<string>(Wide));

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync(" ");
        Assert.Equal(new[] { true, true, false }, await page.EvaluateAsync<bool[]>("[...document.querySelectorAll('[data-key=choose]')].map(c => c.checked)"));
        await page.Keyboard.PressAsync("?");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('queue-keys details').open"));
        await page.EvaluateAsync("() => { const words = document.querySelector('.case-words .prose p'); getSelection().selectAllChildren(words); }");
        await page.Locator(".case").First.FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Locator(".case").First.Locator("[name=passage]").FocusAsync();
        Assert.NotEqual("", await page.Locator(".case").First.Locator("[name=passage]").InputValueAsync());
        Assert.Empty(await page.ShutsOut());

        await page.Locator("#several-verdict").SelectOptionAsync("keep");
        await page.GetByRole(AriaRole.Button, new() { Name = "Decide on all of them" }).ClickAsync();

        await Assertions.Expect(page.GetByText("2 were decided")).ToBeVisibleAsync();
        Assert.Equal("", await page.EvaluateAsync<string>(Wide));
        Assert.Empty(await page.ShutsOut());
    }
}
