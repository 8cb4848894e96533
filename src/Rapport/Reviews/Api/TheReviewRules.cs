using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Reviews.Api;

/// How reviews are taken and counted. Nothing here looks at their stars.
public sealed record ReviewRulesJson([property: Description("Only who bought the thing here may review it.")] bool BuyersOnly, [property: Description("Reviews that were written elsewhere count in the stars; they are labelled either way.")] bool ImportsCount,
    [property: Description("To how many owners a question is passed on at most.")] int OwnersAsked, [property: Description("How many such questions come to one owner in a week at most.")] int OwnerWeekly)
{
    public static ReviewRulesJson Example => new(false, true, 10, 2);

    internal static ReviewRulesJson Of(ReviewSettings s) => new(s.BuyersOnly, s.ImportsCount, s.OwnersAsked, s.OwnerWeekly);
}

/// What is different about how reviews are taken; what is left out stays.
public sealed record ReviewRulesChange(bool? BuyersOnly = null, bool? ImportsCount = null, int? OwnersAsked = null, int? OwnerWeekly = null)
{
    public static ReviewRulesChange Example => new(ImportsCount: false);
}

static class TheReviewRules
{
    public static ReviewRulesJson Show(Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        return ReviewRulesJson.Of(settings.Of<ReviewSettings>());
    }

    public static async Task<Changed<ReviewRulesJson>> Change(ReviewRulesChange to, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var now = settings.Of<ReviewSettings>();
        await settings.Change(db, (now with { BuyersOnly = to.BuyersOnly ?? now.BuyersOnly, ImportsCount = to.ImportsCount ?? now.ImportsCount }).Asking(to.OwnersAsked, to.OwnerWeekly));
        return new("/settings/reviews", Show(me, settings));
    }
}
