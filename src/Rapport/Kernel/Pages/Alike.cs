using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Rapport.Kernel.Pages;

/// What many read alike: written once, then kept with the reading it shows. Nothing of one visitor's own belongs in here;
/// the keys of its acts and the page it stands on are holes, filled whenever it is shown.
public sealed class Alike : ComponentBase
{
    [Inject] IServiceProvider Services { get; set; } = null!;
    [Inject] IHttpContextAccessor Access { get; set; } = null!;

    [Parameter, EditorRequired] public Fragments Kept { get; set; } = null!;

    /// Names it among what is kept there: everything it depends on beside the reading.
    [Parameter, EditorRequired] public string Key { get; set; } = "";
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    string[] pieces = [];

    protected override async Task OnParametersSetAsync() => pieces = Kept.Find(Key) ?? Kept.Keep(Key, await Write());

    async Task<string> Write()
    {
        await using var renderer = new HtmlRenderer(Services, Services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<Alike>>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CascadingValue<Alike>.Value)] = this, [nameof(CascadingValue<Alike>.IsFixed)] = true, [nameof(CascadingValue<Alike>.ChildContent)] = ChildContent,
            }))).ToHtmlString());
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        for (var n = 0; n < pieces.Length; n++)
        {
            if (n % 2 == 0) builder.AddMarkupContent(0, pieces[n]);
            else builder.AddContent(1, pieces[n] == ActKey.Hole ? ActKey.New() : ActKey.PageOf(Access.HttpContext!));
        }
    }
}

/// The fragments of one reading, by their keys.
public sealed class Fragments
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<string, string[]> all = new();

    internal string[]? Find(string key) => all.GetValueOrDefault(key);

    /// Text and hole in turn.
    internal string[] Keep(string key, string html) => all[key] = ActKey.Holes.Split(html);
}
