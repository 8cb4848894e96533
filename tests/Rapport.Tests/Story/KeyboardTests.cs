using Microsoft.Playwright;
using Rapport.Members;

namespace Rapport.Tests.Story;

/// Whoever uses no mouse, or cannot bear what moves, finds everything.
public sealed class KeyboardTests() : InBrowser(Engine.Sqlite)
{
    const string Focused = """
        () => {
            const e = document.activeElement;
            if (!e || e === document.body) return null;
            const shown = e.matches('input[type=file].visually-hidden') ? e.parentElement : e, style = getComputedStyle(shown), box = shown.getBoundingClientRect();
            const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || getComputedStyle(shown.parentElement).outlineStyle !== 'none';
            return [shown.outerHTML.slice(0, 120), ringed && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth ? '' : `${style.outlineStyle} ${style.outlineWidth} ${Math.round(box.width)}x${Math.round(box.height)} at ${Math.round(box.left)},${Math.round(box.top)}`, e.tabIndex > 0 ? 'out of turn' : ''];
        }
        """;

    [Fact]
    public async Task What_has_the_focus_is_seen_wherever_one_goes()
    {
        var all = await EveryPage.In(World);
        var found = new List<string>();
        foreach (var (who, paths) in new (Member?, string[])[] { (null, ["/", "/sign-in", "/search?q=kettle", "/products"]), (World.Cast.Ada, [all.Question, "/ask", "/settings"]), (World.Cast.Mona, ["/admin/queue"]), (World.Cast.Alma, ["/admin", "/admin/people", "/admin/brand", "/admin/keys", "/admin/moving"]) })
            foreach (var width in new[] { 1280, 360 })
            {
                var page = await Open(who, width, 740);
                foreach (var path in paths)
                {
                    await page.GotoAsync(path);
                    var (stops, first) = (0, "");
                    for (; stops < 150; stops++)
                    {
                        await page.Keyboard.PressAsync("Tab");
                        if (await page.EvaluateAsync<string[]?>(Focused) is not { } focus) break;
                        if (focus[1].Length + focus[2].Length > 0) found.Add($"{path} at {width}: {focus[0]}: {focus[1]} {focus[2]}");
                        if (stops == 0) first = focus[0];
                    }
                    Assert.Contains("class=\"skip\"", first);
                    Assert.True(stops > 8, $"{path}: only {stops} places to go to");
                }
                await page.Context.CloseAsync();
            }
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task A_question_back_takes_the_focus_and_gives_it_back()
    {
        await World.Given.Token(World.Cast.Alma);
        var page = await Open(World.Cast.Alma);
        await page.GotoAsync("/admin/keys");
        var revoke = page.Locator("form[action$='/revoke'] button").First;
        await revoke.FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        var dialog = page.Locator("dialog[open]");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        Assert.True(await dialog.EvaluateAsync<bool>("d => d.contains(document.activeElement)"));
        for (var presses = 0; presses < 6; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.False(await page.EvaluateAsync<bool>("() => !document.activeElement.closest('dialog') && document.activeElement !== document.body"));
        }
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(revoke).ToBeFocusedAsync();
        Assert.EndsWith("/admin/keys", page.Url);
    }

    [Fact]
    public async Task Nothing_moves_for_whoever_asked_for_stillness()
    {
        var all = await EveryPage.In(World);
        var page = await Open(World.Cast.Ada);
        const string Moving = "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0); }).length";
        await page.GotoAsync(all.Question);
        Assert.NotEqual(0, await page.EvaluateAsync<int>(Moving));

        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.ReloadAsync();

        Assert.Equal(0, await page.EvaluateAsync<int>(Moving));
    }
}
