using Rapport.Kernel;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Shell.Home;

namespace Rapport.Shell;

/// The frame around every page: header, footer, error pages, and the page that shows every component.
public sealed class ShellModule : Module
{
    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton(new ErrorPage(typeof(ErrorView)));
        services.AddSingleton<Bundle>();
        services.AddSlot<HeadView>("head");
        services.AddSlot<EmbedHeadView>("embed.head");
        services.AddSlot<HeaderView>("header");
        services.AddSlot<FooterView>("footer");
    }

    public override void Route(Doors doors)
    {
        // Made now, so that a wrong accent stops the start instead of every page.
        doors.Pages.ServiceProvider.GetRequiredService<Bundle>();
        // What stands here changes with any topic and any product; their events touch these names.
        doors.Pages.MapGet("/", () => Page.Of<HomePage>().Tagged("topics", "products"));
        doors.Pages.MapGet("/assets/{name}", (string name, HttpContext context, Bundle bundle) => bundle.Send(context, name));
        doors.Pages.MapGet("/favicon.ico", (Fingerprints files, Installation installation) => Results.Redirect(installation.Chosen.Brand.Logo ?? files["icons/brand.svg"]));
        doors.Pages.MapGet("/site.webmanifest", Manifest);
        doors.Pages.MapGet("/design", () => Page.Of<DesignPage>());
    }

    static IResult Manifest(Installation installation, Locale locale, Fingerprints files) => Results.Json(new
    {
        name = installation.Brand,
        short_name = installation.Brand,
        start_url = locale.To("/"),
        display = "standalone",
        lang = locale.Code,
        dir = locale.Direction,
        background_color = "#ffffff",
        theme_color = "#ffffff",
        icons = installation.Chosen.Brand.Logo is { } logo ? [new { src = logo, sizes = "160x160", type = "image/webp" }] : new object[]
        {
            new { src = files["icons/brand.svg"], sizes = "any", type = "image/svg+xml" },
            new { src = files["icons/touch.png"], sizes = "180x180", type = "image/png" },
        },
    }, contentType: "application/manifest+json");
}
