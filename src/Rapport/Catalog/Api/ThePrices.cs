using System.ComponentModel;
using Rapport.Catalog.Prices;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Catalog.Api;

/// What is told with a price.
public sealed record PriceSettingsJson([property: Description("With a reduction, the lowest price of the 30 days before it is told, on the product's page and in comparisons.")] bool TellsLowest)
{
    public static PriceSettingsJson Example => new(true);
}

/// What is different about it; what is left out stays.
public sealed record PriceSettingsChange(bool? TellsLowest = null)
{
    public static PriceSettingsChange Example => new(true);
}

static class ThePrices
{
    public static PriceSettingsJson Show(Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        return new(settings.Of<PriceSettings>().TellsLowest);
    }

    public static async Task<Changed<PriceSettingsJson>> Change(PriceSettingsChange to, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var now = settings.Of<PriceSettings>();
        await settings.Change(db, now with { TellsLowest = to.TellsLowest ?? now.TellsLowest });
        return new("/settings/prices", Show(me, settings));
    }
}
