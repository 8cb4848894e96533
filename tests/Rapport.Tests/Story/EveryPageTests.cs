using Microsoft.Playwright;

namespace Rapport.Tests.Story;

/// What holds on every page there is, whoever looks, on every screen and in both colours.
public sealed class EveryPageTests() : InBrowser(Engine.Sqlite)
{
    readonly List<string> found = [];

    [Fact]
    public async Task Every_page_serves_everybody_on_every_screen()
    {
        var all = await EveryPage.In(World);
        foreach (var (who, paths) in all.For(World.Cast))
        {
            var page = await Open(who, 360, 740, bypassCsp: true);
            Listen(page);
            foreach (var path in paths) await Look(page, path);
            await page.SetViewportSizeAsync(360, 740);
            foreach (var path in paths)
            {
                await page.GotoAsync("/ar" + (path == "/" ? "" : path));
                await Fits(page, $"/ar{path} on a phone");
            }
            await page.Context.CloseAsync();
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    async Task Look(IPage page, string path)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(360, 740);
        var answer = await page.GotoAsync(path);
        if (answer!.Status >= 500 || answer.Status >= 400 && path != "/nowhere") found.Add($"{path}: {answer.Status}");
        await Fits(page, $"{path} on a phone");
        found.AddRange((await page.ShutsOut()).Select(problem => $"{path} at 360, light: {problem}"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(1280, 860);
        found.AddRange((await page.ShutsOut()).Select(problem => $"{path} at 1280, dark: {problem}"));
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await Fits(page, $"{path} in letters of twice the size");
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        // 400 % of 1280 pixels are 320.
        await page.SetViewportSizeAsync(320, 740);
        await Fits(page, $"{path} enlarged four times");
    }

    async Task Fits(IPage page, string what)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var over)
            found.Add($"{what}: {over} pixels too wide: {await page.EvaluateAsync<string>("[...document.querySelectorAll('main *')].filter(e => (r => r.right > innerWidth + 1 || r.left < -1)(e.getBoundingClientRect()) && !e.closest('pre, table, [class*=scroll]')).slice(-1).map(e => e.outerHTML.slice(0, 140)).join('')")}");
    }

    void Listen(IPage page)
    {
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("404 (Not Found)")) found.Add($"{page.Url}: {said.Text}"); };
        page.PageError += (_, problem) => found.Add($"{page.Url}: {problem}");
        page.Request += (_, request) => { if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } to && to.Authority != World.Address.Authority) found.Add($"{page.Url}: asks {request.Url}"); };
    }

    [Fact]
    public async Task A_topic_is_read_and_answered_by_keyboard_alone()
    {
        var all = await EveryPage.In(World);
        var page = await Open(World.Cast.Cleo);
        await page.GotoAsync(all.Question);

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        var met = new List<string>();
        while (!await page.Locator("#reply textarea").EvaluateAsync<bool>("e => e === document.activeElement") && met.Count < 120)
        {
            await page.Keyboard.PressAsync("Tab");
            met.Add(await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"));
        }
        Assert.Contains("Vote up", met);
        Assert.Contains("Quote", met);
        await page.Keyboard.TypeAsync("Written without a mouse.");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Post your answer" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".post .prose", new() { HasText = "Written without a mouse." })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_view_of_a_topic_moves_little()
    {
        var all = await EveryPage.In(World);
        var page = await Open(width: 360, height: 740);
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        var (bytes, files) = (0.0, new List<string>());
        wire.Event("Network.loadingFinished").OnEvent += (_, done) => { lock (files) { bytes += done!.Value.GetProperty("encodedDataLength").GetDouble(); files.Add($"{done.Value.GetProperty("encodedDataLength")}"); } };

        await page.GotoAsync(all.Question, new() { WaitUntil = WaitUntilState.NetworkIdle });

        lock (files) Assert.True(bytes is > 5_000 and <= 60 * 1024, $"{bytes} bytes in {files.Count} answers: {string.Join(", ", files)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes in {files.Count} answers");
    }
}
