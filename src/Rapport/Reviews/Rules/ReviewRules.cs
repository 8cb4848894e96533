using System.Globalization;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Rules;

/// /admin/reviews: who may review, what counts in the stars, and what is asked beside them.
static class ReviewRules
{
    public const string Path = "/admin/reviews";

    public static async Task<IResult> Show(Db db, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        return Page.Of<ReviewRulesPage>(new { Groups = await aspects.Groups() });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        int? Number(string name) => form[name].Count == 0 ? null : int.TryParse(form[name].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        await settings.Change(db, (settings.Of<ReviewSettings>() with { BuyersOnly = form["buyersonly"] == "true", ImportsCount = form["importscount"] == "true" }).Asking(Number("ownersasked"), Number("ownerweekly")));
        return Go.To($"{Path}?saved=1");
    }
}
