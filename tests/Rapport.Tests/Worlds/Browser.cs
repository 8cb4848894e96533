using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Rapport.Tests.Worlds;

/// The one browser of all tests. Each test opens windows of its own in it, which know nothing of each other, and closes them.
public static class Browser
{
    const string Program = "/usr/bin/chromium";
    static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Shared = new(Launch);
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static async Task<IBrowser> Started()
    {
        if (!File.Exists(Program) && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("No Chromium.");
        return (await Shared.Value).Browser;
    }

    static async Task<(IPlaywright, IBrowser)> Launch()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] }));
    }

    internal static async Task Stop()
    {
        if (!Shared.IsValueCreated || !Shared.Value.IsCompletedSuccessfully) return;
        var (driver, browser) = Shared.Value.Result;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    /// What shuts somebody out on the page as it stands, by axe; what is in frames is looked at where it is a page.
    public static async Task<IReadOnlyList<string>> ShutsOut(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'], preload: false, iframes: false })).violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`)");
    }
}
