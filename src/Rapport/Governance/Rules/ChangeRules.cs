using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Rules;

/// /admin/moderation: whose posts wait, how much anybody writes, and the reasons that moderators choose from.
static class ChangeRules
{
    const int MostReasons = 30, MostPosts = 100, MostAtOnce = 10_000;

    public static IResult Show(Me me)
    {
        me.RequireAdministrator();
        return Page.Of<RulesPage>();
    }

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Lay(settings.Of<ModerationSettings>() with
        {
            Holding = Enum.TryParse<Holding>(form["holding"], ignoreCase: true, out var holding) && Enum.IsDefined(holding) ? holding : throw new Refused("Choose when moderators look.") { Field = "holding" },
            FirstPosts = Number(form, "first", MostPosts), NewUntil = Number(form, "newuntil", MostPosts),
            Posts = Limit(form, "posts"), NewcomersPosts = Limit(form, "new"), Reports = Limit(form, "reported"), NewcomersReports = Limit(form, "newreported"),
            Reasons = form["reasons"].ToString().Split('\n'), HouseRules = HouseRule.Read(form["rules"]),
        }, db, settings);
        return Go.To("/admin/moderation?saved=1");
    }

    /// POST /admin/moderation/lists: words and links that are allowed nowhere here.
    public static async Task<IResult> Disallow(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await settings.Change(db, settings.Of<ModerationSettings>() with { Disallowed = Disallowed.From(name => form[name].FirstOrDefault()) });
        return Go.To("/admin/moderation?saved=1");
    }

    /// These rules hold from now on. Without reasons those that come with the product are offered.
    public static async Task Lay(ModerationSettings rules, Db db, SiteSettings settings)
    {
        var reasons = (rules.Reasons ?? []).Select(Characters.Line).Where(r => r.Length > 0).Distinct().ToList();
        if (reasons.Count > MostReasons) throw new Refused("Keep at most {n} reasons.", ("n", MostReasons)) { Field = "reasons" };
        if (reasons.Exists(r => r.Length > Case.LongestReason)) throw new Refused("A reason takes up to {most} characters.", ("most", Case.LongestReason)) { Field = "reasons" };
        HouseRule.Check(rules.HouseRules);
        Within(rules.FirstPosts, "first", MostPosts);
        Within(rules.NewUntil, "newuntil", MostPosts);
        foreach (var (name, limit) in new[] { ("posts", rules.Posts), ("new", rules.NewcomersPosts), ("reported", rules.Reports), ("newreported", rules.NewcomersReports) })
        {
            Within(limit.Minute, $"{name}-minute", MostAtOnce);
            Within(limit.Hour, $"{name}-hour", MostAtOnce);
            Within(limit.Day, $"{name}-day", MostAtOnce);
        }
        await settings.Change(db, rules with { Reasons = reasons.Count == 0 ? null : reasons });
    }

    static void Within(int number, string name, int most)
    {
        if (number < 0 || number > most) throw new Refused("Write a number from 0 to {most}.", ("most", most)) { Field = name };
    }

    static Limit Limit(IFormCollection form, string name) => new(Number(form, $"{name}-minute", MostAtOnce), Number(form, $"{name}-hour", MostAtOnce), Number(form, $"{name}-day", MostAtOnce));

    static int Number(IFormCollection form, string name, int most) => int.TryParse(form[name].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new Refused("Write a number from 0 to {most}.", ("most", most)) { Field = name };
}
