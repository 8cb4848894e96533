using Microsoft.Playwright;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Story;

/// A test with a world of its own and a real browser to visit it with.
public abstract class InBrowser(Engine engine) : IAsyncLifetime
{
    readonly List<IBrowserContext> windows = [];
    IBrowser browser = null!;

    protected World World { get; private set; } = null!;

    protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync()
    {
        browser = await Browser.Started();
        World = await World.Start(engine, null, Settings);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var window in windows) await window.DisposeAsync();
        if (World is not null) await World.DisposeAsync();
    }

    protected async Task<IPage> Open(Member? member = null, int width = 1280, int height = 860, bool script = true, bool bypassCsp = false)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script, BypassCSP = bypassCsp, BaseURL = World.Address.ToString() });
        windows.Add(context);
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
