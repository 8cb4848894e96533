using System.ComponentModel;
using Rapport.Catalog;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Reviews.Api;

/// How the shop's pages and ours share the work.
public sealed record StorefrontJson([property: Description("The shop's page of a product is the one for search engines and carries its data; else ours is and does.")] bool ShopIsCanonical, [property: Description("The origins of the shop, whose pages may show ours in a frame.")] IReadOnlyList<string> Origins)
{
    public static StorefrontJson Example => new(false, ["https://shop.example.com"]);

    internal static StorefrontJson Of(StorefrontSettings s) => new(s.IsCanonical, s.Origins);
}

/// What is different about it; what is left out stays.
public sealed record StorefrontChange(bool? ShopIsCanonical = null, IReadOnlyList<string>? Origins = null)
{
    public static StorefrontChange Example => new(Origins: ["https://shop.example.com"]);
}

static class TheStorefront
{
    public static StorefrontJson Show(Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        return StorefrontJson.Of(settings.Of<StorefrontSettings>());
    }

    public static async Task<Changed<StorefrontJson>> Change(StorefrontChange to, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var now = settings.Of<StorefrontSettings>();
        await settings.Change(db, now with { IsCanonical = to.ShopIsCanonical ?? now.IsCanonical, Origins = to.Origins is { } origins ? StorefrontSettings.Read(string.Join('\n', origins)) : now.Origins });
        return new("/settings/storefront", Show(me, settings));
    }
}
