using System.ComponentModel;
using Rapport.Governance.Rules;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Api;

/// The most in a minute, an hour and a day; 0 for as much as one likes.
public sealed record LimitJson(int Minute, int Hour, int Day)
{
    public static LimitJson Example => new(6, 60, 200);

    internal static LimitJson Of(Limit limit) => new(limit.Minute, limit.Hour, limit.Day);

    internal Limit Said => new(Minute, Hour, Day);
}

/// What waits for a moderator, how much anybody writes, and the reasons moderators choose from.
public sealed record RulesJson([property: Description("When moderators look: `selective` (on a named signal), `before` or `after` publication; spaces may say otherwise.")] Holding Holding, [property: Description("So many first posts of a member wait; 0 where being new is no reason to wait.")] int FirstPosts, [property: Description("A member is new, and writes less at once, until so many posts were published.")] int NewUntil,
    LimitJson Posts, LimitJson NewcomersPosts, LimitJson Reports, LimitJson NewcomersReports, [property: Description("Null for those that come with the product.")] IReadOnlyList<string>? Reasons,
    [property: Description("The brand's own rules, each with a code and the ground it stands for.")] IReadOnlyList<HouseRuleJson> HouseRules, [property: Description("Words and links that are allowed nowhere here.")] DisallowedJson Disallowed)
{
    public static RulesJson Example => new(Holding.Selective, 0, 2, LimitJson.Example, new(2, 8, 20), new(5, 30, 60), new(2, 6, 10), null, [HouseRuleJson.Example], DisallowedJson.Example);

    internal static RulesJson Of(ModerationSettings r) => new(r.Holding, r.FirstPosts, r.NewUntil, LimitJson.Of(r.Posts), LimitJson.Of(r.NewcomersPosts), LimitJson.Of(r.Reports), LimitJson.Of(r.NewcomersReports), r.Reasons, [.. r.HouseRules.Select(h => new HouseRuleJson(h.Code, h.Ground, h.Text))], DisallowedJson.Of(r.Disallowed));
}

/// A rule of the brand's own.
public sealed record HouseRuleJson(string Code, Ground Ground, string Text)
{
    public static HouseRuleJson Example => new("H1", Ground.Spam, "No links that pay you.");
}

/// What is different about the rules; what is left out stays.
public sealed record RulesChange(Holding? Holding = null, int? FirstPosts = null, int? NewUntil = null, LimitJson? Posts = null, LimitJson? NewcomersPosts = null, LimitJson? Reports = null, LimitJson? NewcomersReports = null,
    [property: Description("An empty list for those that come with the product.")] IReadOnlyList<string>? Reasons = null, IReadOnlyList<HouseRuleJson>? HouseRules = null, DisallowedJson? Disallowed = null)
{
    public static RulesChange Example => new(Governance.Holding.Before, Posts: LimitJson.Example);
}

static class TheRules
{
    public static RulesJson Show(Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        return RulesJson.Of(settings.Of<ModerationSettings>());
    }

    public static async Task<Changed<RulesJson>> Change(RulesChange to, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var now = settings.Of<ModerationSettings>();
        await ChangeRules.Lay(now with
        {
            Holding = to.Holding ?? now.Holding, FirstPosts = to.FirstPosts ?? now.FirstPosts, NewUntil = to.NewUntil ?? now.NewUntil,
            Posts = to.Posts?.Said ?? now.Posts, NewcomersPosts = to.NewcomersPosts?.Said ?? now.NewcomersPosts, Reports = to.Reports?.Said ?? now.Reports, NewcomersReports = to.NewcomersReports?.Said ?? now.NewcomersReports,
            Reasons = to.Reasons ?? now.Reasons, HouseRules = to.HouseRules is { } rules ? [.. rules.Select(r => new HouseRule(r.Code ?? "", r.Ground, r.Text ?? ""))] : now.HouseRules,
            Disallowed = to.Disallowed?.Said ?? now.Disallowed,
        }, db, settings);
        return new("/settings/moderation", Show(me, settings));
    }
}
