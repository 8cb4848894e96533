using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Statistics;
using Rapport.Trust.Shown;

namespace Rapport.Trust.Api;

public sealed record CountedJson(PraiseKind Kind, int Times, [property: Description("What they are worth today.")] double Points)
{
    public static CountedJson Example => new(PraiseKind.Accepted, 3, 31.4);
}

public sealed record AreaStandingJson([property: Description("The space.")] long Space, string Name, double Points, IReadOnlyList<CountedJson> Why, [property: Description("The brand made them a helper here.")] bool Appointed)
{
    public static AreaStandingJson Example => new(12, "Kettles", 31.4, [CountedJson.Example], false);
}

/// How a member stands.
public sealed record StandingJson(long Member, [property: Description("Over all spaces that you may see; of your own standing over all there are.")] double Points, IReadOnlyList<AreaStandingJson> Spaces, [property: Description("The brand made them a helper everywhere.")] bool HelperOfAll,
    [property: Description("Points they have left to give; null where it is not your own standing.")] double? Left)
{
    public static StandingJson Example => new(1031, 31.4, [AreaStandingJson.Example], false, null);

    internal static StandingJson Of(StandingView view, bool mine) => new(view.Member, Round(view.Points), [.. view.Areas.Select(a => new AreaStandingJson(a.Area, a.Name, Round(a.Points), [.. a.Why.Select(w => new CountedJson(w.Kind, w.Times, Round(w.Points)))], a.Appointed))], view.HelperOfAll, mine ? Round(view.Left) : null);

    static double Round(double points) => Math.Round(points, 2);
}

/// How standing is earned, and from how many points on it allows what.
public sealed record StandingRulesJson(FormulaJson Formula, [property: Description("Points from which a privilege is held; of links over all spaces, of all else in the space.")] IReadOnlyDictionary<string, int> Privileges)
{
    public static StandingRulesJson Example => new(FormulaJson.Example, new Dictionary<string, int> { ["links"] = 10 });
}

/// What praise is worth, and how far it carries.
public sealed record FormulaJson([property: Description("Points of an accepted answer, at most.")] double Accepted, [property: Description("Points of a helpful vote, at most.")] double Helpful, [property: Description("Points that words take which a moderator hid.")] double Hidden,
    [property: Description("Points to give for who is known.")] double Known, [property: Description("The share of one's own points that can be given besides.")] double PassedOn, [property: Description("Points between the same two after which praise counts half.")] double Repeated, [property: Description("Days after which a point counts half.")] double HalfLife)
{
    public static FormulaJson Example => Of(new());

    internal static FormulaJson Of(StandingFormula f) => new(f.Accepted, f.Helpful, f.Hidden, f.Known, f.PassedOn, f.Repeated, f.HalfLife);
}

static class TheStanding
{
    public static async Task<StandingJson> Show(long id, Db db, Me me, StandingOf standing)
    {
        await ShowStanding.Find(id, db, me);
        return StandingJson.Of(await standing.Read(id, me), me.Id == id);
    }

    public static StandingRulesJson Rules(SiteSettings settings)
    {
        var rules = settings.Of<TrustSettings>();
        return new(FormulaJson.Of(rules.Formula), Enum.GetValues<Privilege>().ToDictionary(p => p.ToString().ToLowerInvariant(), rules.For));
    }
}
