using System.Globalization;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Incentives;

/// /admin/reviews/incentives: what is offered for reviews, by which link, and how many came of it.
static class IncentiveDesk
{
    public const string Path = "/admin/reviews/incentives";

    public static async Task<IResult> Show(Db db, Me me, Offers offers)
    {
        me.RequireAdministrator();
        var all = await offers.All();
        var written = await db.Reviews.Where(r => r.IncentiveId != null).GroupBy(r => r.IncentiveId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var products = await db.Set<IncentiveProduct>().GroupBy(p => p.IncentiveId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return Page.Of<IncentivesPage>(new { All = all, Written = written, Products = products });
    }

    public static async Task<IResult> Make(HttpContext context, Me me, Offers offers)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        var reward = Reward.Read(Enum.TryParse<RewardKind>(form["kind"], ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null, form["amount"], null,
            int.TryParse(form["percent"], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var percent) ? percent : null, form["gift"]);
        await offers.Make(form["name"], reward, Day(form["since"], "since"), Day(form["until"], "until"), [.. form["products"].ToString().Split('\n').Select(s => Characters.Line(s)).Where(s => s.Length > 0).Distinct()]);
        return Go.To($"{Path}?saved=1");
    }

    public static async Task<IResult> End(long id, Me me, Offers offers)
    {
        me.RequireAdministrator();
        await offers.End(id);
        return Go.To($"{Path}?saved=1");
    }

    static DateOnly? Day(string? said, string field) => string.IsNullOrWhiteSpace(said) ? null
        : DateOnly.TryParseExact(said.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new Refused("Write a day such as 2026-03-01.") { Field = field };
}
