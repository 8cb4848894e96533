using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Catalog.Prices;

/// POST /admin/catalog/prices: an administrator chooses what is told with a price.
static class ChangePrices
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        await settings.Change(db, settings.Of<PriceSettings>() with { TellsLowest = context.Request.Form["lowest"] == "true" });
        return Go.To("/admin/catalog?saved=1");
    }
}
