using Microsoft.Playwright;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Shell;

/// What scripts add, tried in a browser on the page that shows every component.
public sealed class ScriptTests() : InWorld(Engine.Sqlite)
{
    readonly List<IPage> pages = [];
    IBrowser browser = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        browser = await Browser.Started();
    }

    public override async ValueTask DisposeAsync()
    {
        // A page that was opened by itself takes its window along.
        foreach (var page in pages) await page.CloseAsync();
        await base.DisposeAsync();
    }

    async Task<IPage> Open(string path = "/design", BrowserNewPageOptions? options = null)
    {
        var page = await browser.NewPageAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 860 } });
        pages.Add(page);
        await page.GotoAsync(new Uri(World.Address, path).ToString());
        return page;
    }

    static Task Answer(IPage page, string path, string body, string type = "text/html", int status = 200) =>
        page.RouteAsync(path, route => route.FulfillAsync(new() { Status = status, ContentType = type, Body = body }));

    [Fact]
    public async Task A_suggestion_is_chosen_by_keyboard()
    {
        var page = await Open();
        await Answer(page, "**/suggest?*", """<li role="option" data-href="/design?one">One</li><li role="option" data-href="/design?two">Two</li>""");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search questions and products" });

        await box.FillAsync("ket");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await box.PressAsync("ArrowDown");
        await box.PressAsync("ArrowDown");
        Assert.Equal("Two", await page.Locator("#" + await box.GetAttributeAsync("aria-activedescendant")).TextContentAsync());
        await box.PressAsync("Enter");

        await page.WaitForURLAsync("**/design?two");
    }

    [Fact]
    public async Task Words_are_previewed_and_a_pasted_picture_finds_its_place()
    {
        var page = await Open();
        await Answer(page, "**/preview", "<p>As it <strong>will</strong> look</p>");
        await Answer(page, "**/files", """{"url":"/files/1/a.png"}""", "application/json");
        var area = page.Locator("markdown-editor textarea");

        await area.FillAsync("hello");
        await area.PressAsync("Control+a");
        await area.PressAsync("Control+b");
        await page.Locator(".preview strong").WaitForAsync();
        await area.EvaluateAsync("""
            area => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(10)], "my (new) kettle.png", { type: "image/png" }));
              area.setSelectionRange(area.value.length, area.value.length);
              area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);

        await Assertions.Expect(area).ToHaveValueAsync("**hello**\n\n![my  new  kettle](/files/1/a.png)\n");
    }

    [Fact]
    public async Task A_refused_picture_leaves_no_trace_and_says_why()
    {
        var page = await Open();
        await Answer(page, "**/preview", "");
        await Answer(page, "**/files", """{"title":"That is too large."}""", "application/problem+json", 413);

        await page.Locator("markdown-editor input[type=file]").SetInputFilesAsync(new FilePayload { Name = "big.png", MimeType = "image/png", Buffer = [1, 2, 3] });

        await Assertions.Expect(page.Locator(".editor-status")).ToHaveTextAsync("That is too large.");
        await Assertions.Expect(page.Locator("markdown-editor textarea")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_form_swaps_the_element_that_its_answer_holds_and_stays_on_the_page()
    {
        var page = await Open();
        await Answer(page, "**/try/vote", """<!doctype html><p>A whole page</p><form id="try" method="post" action="/try/vote" data-swap="try"><button name="value" value="0" aria-pressed="true">Up</button><output>24</output></form>""");
        await page.Locator("main").EvaluateAsync("""
            main => main.insertAdjacentHTML("beforeend",
              '<form id="try" method="post" action="/try/vote" data-swap="try"><button name="value" value="1">Up</button><output>23</output></form>')
            """);

        await page.Locator("#try button").ClickAsync();

        await Assertions.Expect(page.Locator("#try output")).ToHaveTextAsync("24");
        await Assertions.Expect(page.Locator("#try button")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("body > [role=status]")).ToHaveTextAsync("24");
        Assert.EndsWith("/design", page.Url);
    }

    [Fact]
    public async Task A_question_before_an_act_can_be_answered_with_no()
    {
        var page = await Open();
        await page.Locator("main").EvaluateAsync("""
            main => main.insertAdjacentHTML("beforeend",
              '<form id="try" method="get" action="/design" data-confirm="Remove it?" data-yes="Remove" data-no="Keep it"><button name="sent" value="1">Remove</button></form>')
            """);

        await page.Locator("#try button").ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Remove it?" }).GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        Assert.EndsWith("/design", page.Url);

        await page.Locator("#try button").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.WaitForURLAsync("**/design?sent=1");
    }

    [Fact]
    public async Task Chosen_colours_stay_and_a_menu_closes_by_escape()
    {
        var page = await Open();

        await page.Locator("theme-switch button").ClickAsync();
        await page.ReloadAsync();
        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));

        var menu = page.Locator(".post-foot details.menu");
        await menu.Locator("summary").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Null(await menu.GetAttributeAsync("open"));
    }

    [Theory]
    [InlineData("/design", 360, ColorScheme.Light), InlineData("/design", 1280, ColorScheme.Light)]
    [InlineData("/design", 360, ColorScheme.Dark), InlineData("/ar/design", 1280, ColorScheme.Dark)]
    [InlineData("/ar/design", 360, ColorScheme.Light), InlineData("/nowhere", 360, ColorScheme.Dark)]
    public async Task No_component_shuts_anybody_out(string path, int width, ColorScheme colours)
    {
        var page = await Open(path, new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = colours, BypassCSP = true });

        Assert.Empty(await page.ShutsOut());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }
}
