using Microsoft.Playwright;
using NetVips;
using Rapport.Tests.Kernel;
using Rapport.Tests.Story;

namespace Rapport.Tests.Shell;

/// What a script adds to choosing pictures, in a browser that reads no HEIC by itself.
public sealed class PictureScriptTests() : InBrowser(Engine.Sqlite)
{
    static FilePayload File(string name, byte[] bytes, string type) => new() { Name = name, Buffer = bytes, MimeType = type };

    static FilePayload Photo => File("IMG_2044.HEIC", FileWorld.Phone(), "");

    static readonly byte[] Lid = FileWorld.Drawing(900, 600, ".jpg");

    static ILocator Chosen(IPage page) => page.Locator("picture-field input[type=file]").First;

    async Task<IPage> Design()
    {
        var page = await Open(width: 360);
        await page.GotoAsync("/design");
        return page;
    }

    [Fact]
    public async Task The_browser_itself_makes_a_telephones_photo_smaller_and_the_policy_of_the_page_stays_strict()
    {
        var page = await Open(width: 360);
        await page.AddInitScriptAsync("const append = FormData.prototype.append; FormData.prototype.append = function (name, file) { globalThis.sent = `${file.name} ${file.type}`; return append.apply(this, arguments); }");
        await page.GotoAsync("/design");

        await Chosen(page).SetInputFilesAsync(Photo);

        // Decoding takes its time where others are at work too.
        var address = await page.Locator("picture-field input[type=hidden]").InputValueAsync(new() { Timeout = 60_000 });
        using var image = Image.NewFromBuffer(await new HttpClient().GetByteArrayAsync(new Uri(World.Address, address.Split('#')[0])));
        Assert.Equal("IMG_2044.jpg image/jpeg", await page.EvaluateAsync<string>("globalThis.sent"));
        Assert.Equal((1600, 2133), (image.Width, image.Height));
        Assert.True(image.Getpoint(1350, 200) is [> 180, < 80, < 80]);
        Assert.False(await page.EvaluateAsync<bool>("(async () => { try { await WebAssembly.compile(new Uint8Array([0,97,115,109,1,0,0,0])); return true } catch { return false } })()"));
    }

    [Fact]
    public async Task A_photo_dropped_into_the_words_becomes_a_picture_too()
    {
        var page = await Open(World.Cast.Ada);
        await page.GotoAsync("/ask");
        await page.Locator("textarea[name=body]").FillAsync("Look:");

        await page.Locator("markdown-editor .toolbar input[type=file]").SetInputFilesAsync(Photo);

        await Assertions.Expect(page.Locator("textarea[name=body]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^Look:\n\n!\[IMG_2044\]\(/files/\d+/.{22}/large\.webp#1600x2133\)\n$"), new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_connection_that_breaks_once_is_not_noticed()
    {
        var page = await Design();
        var tries = 0;
        await page.RouteAsync("**/files", route => Interlocked.Increment(ref tries) == 1 ? route.AbortAsync() : route.ContinueAsync());

        await Chosen(page).SetInputFilesAsync(File("lid.jpg", Lid, "image/jpeg"));

        await Assertions.Expect(page.Locator("picture-field input[type=hidden]")).ToHaveCountAsync(1);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_beside_the_picture_and_can_be_taken_off()
    {
        var page = await Design();
        await page.Locator("textarea[name=body]").FillAsync("These words stay.");

        await Chosen(page).SetInputFilesAsync([File("lies.jpg", "MZ\0\0"u8.ToArray(), "image/jpeg"), File("lid.jpg", Lid, "image/jpeg")]);

        await Assertions.Expect(page.Locator("picture-field li .error")).ToContainTextAsync("Files of this kind are not taken.");
        await Assertions.Expect(page.Locator("picture-field input[type=hidden]")).ToHaveCountAsync(1);
        await page.Locator("picture-field li .pictures-off").First.ClickAsync();
        await Assertions.Expect(page.Locator("picture-field li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("textarea[name=body]")).ToHaveValueAsync("These words stay.");
    }

    [Fact]
    public async Task A_review_waits_for_its_pictures_and_shows_them_below_its_words()
    {
        var product = await World.Given.Product();
        var page = await Open(World.Cast.Ben, width: 360);
        var through = new TaskCompletionSource();
        await page.RouteAsync("**/files", async route => { await through.Task; await route.ContinueAsync(); });
        await page.GotoAsync($"{product.Path}/review");

        await Chosen(page).SetInputFilesAsync(File("lid.jpg", Lid, "image/jpeg"));
        await page.Locator("textarea[name=body]").FillAsync("The lid closes well, and the handle stays cool.");
        await page.Locator("input[name=stars][value='4']").CheckAsync(new() { Force = true });
        await page.Locator("main form .actions button").First.ClickAsync();
        await Assertions.Expect(page.Locator("picture-field > [role=status]")).ToContainTextAsync("still on their way");
        through.SetResult();

        await page.WaitForURLAsync("**/thanks");
        var review = new Uri(page.Url).Segments[2].TrimEnd('/');
        await page.GotoAsync($"/reviews/{review}/edit");
        await Assertions.Expect(page.Locator("textarea[name=body]")).ToHaveValueAsync("The lid closes well, and the handle stays cool.");
        await Assertions.Expect(page.Locator("picture-field li img")).ToHaveCountAsync(1);
        await page.GotoAsync($"/posts/{review}");
        await Assertions.Expect(page.Locator(".prose img")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Only_so_many_are_taken_and_the_rest_is_said()
    {
        var page = await Design();

        await Chosen(page).SetInputFilesAsync(Enumerable.Range(0, 9).Select(n => File($"{n}.png", FileWorld.Drawing(9, 9, ".png"), "image/png")).ToArray());

        await Assertions.Expect(page.Locator("picture-field > [role=status]")).ToHaveTextAsync("At most 6 pictures are taken here.");
        await Assertions.Expect(page.Locator("picture-field input[type=hidden]")).ToHaveCountAsync(6);
    }
}
