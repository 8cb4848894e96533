using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Feeds;

namespace Rapport.Reviews.Embeds;

/// /admin/embeds: what a shop's pages show of ours, the lines for them, codes for parcels, and the feed for Google.
static class ShowEmbeds
{
    public const string Path = "/admin/embeds";

    public static async Task<IResult> Show(string? platform, string? product, string? language, Db db, Me me, SiteSettings settings, Locale locale, Installation installation, GoogleFeed feed)
    {
        me.RequireAdministrator();
        var chosen = Enum.TryParse<Platform>(platform, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Platform.Html;
        var code = locale.All.Contains(language) ? language! : locale.Code == Locale.Pseudo ? locale.All[0] : locale.Code;
        // The one asked for; else the one with the latest review, so that there is something to see.
        var asked = string.IsNullOrWhiteSpace(product) ? null : (await db.ByKeys([product])) is [{ Product: { } named }] ? named : null;
        var shown = asked ?? await Latest(db);
        var now = settings.Of<StorefrontSettings>();
        return Page.Of<EmbedsPage>(new
        {
            Now = now, Platform = chosen, Language = code, Product = shown, Unknown = asked is null && !string.IsNullOrWhiteSpace(product) ? product : null,
            Snippets = shown is null ? [] : new Snippets(locale, installation, code).For(chosen, shown, now), InFeed = await feed.All().CountAsync(),
        }).With("Content-Security-Policy", Heads.Policy(frames: "'self'"));
    }

    static async Task<Product?> Latest(Db db)
    {
        var reviewed = await db.Reviews.Where(r => r.State == ReviewState.Published).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Select(r => r.ProductId).FirstOrDefaultAsync();
        return await db.Products.AsNoTracking().Where(p => p.RetiredAt == null || p.Id == reviewed).OrderByDescending(p => p.Id == reviewed).ThenByDescending(p => p.Id).FirstOrDefaultAsync();
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await settings.Change(db, settings.Of<StorefrontSettings>() with { IsCanonical = form["canonical"] == "shop", Origins = StorefrontSettings.Read(form["origins"]) });
        return Go.To($"{Path}?saved=1");
    }
}
