using Microsoft.Playwright;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Story;

/// A test with a world of its own and a real browser to visit it with.
public abstract class InBrowser(Engine engine) : IAsyncLifetime
{
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    protected World World { get; private set; } = null!;

    protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/chromium") && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("No Chromium.");
        Assertions.SetDefaultExpectTimeout(20_000);
        World = await World.Start(engine, null, Settings);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (World is not null) await World.DisposeAsync();
    }

    protected async Task<IPage> Open(Member? member = null, int width = 1280, int height = 860, bool script = true, bool bypassCsp = false)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script, BypassCSP = bypassCsp, BaseURL = World.Address.ToString() });
        if (member is not null)
        {
            var cookie = await Session.Of(World, member);
            await context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = World.Address.ToString() }]);
        }
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        return page;
    }
}
