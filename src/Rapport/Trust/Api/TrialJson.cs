using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Trust.Trials;

namespace Rapport.Trust.Api;

public sealed record TrialChangeJson(long Member, string Name, double Before, double After)
{
    public static TrialChangeJson Example => new(1031, "Ada", 31.4, 28.2);
}

/// A formula that is tried, or was.
public sealed record TrialJson(long Id, FormulaJson Formula, [property: Description("`trying`, `ready`, `stopped` or `applied`.")] string State, [property: Description("Events read, of how many.")] long Done, long Events, int Winners, int Losers, int Same,
    [property: Description("Who would win or lose most; empty in a list.")] IReadOnlyList<TrialChangeJson> Changes)
{
    public static TrialJson Example => new(1401, FormulaJson.Example, "ready", 5_000, 5_000, 12, 9, 300, [TrialChangeJson.Example]);

    internal static TrialJson Of(Trial t, IEnumerable<ChangeRow>? changes = null) => new(t.Id, FormulaJson.Of(t.Formula), t switch { { AppliedAt: not null } => "applied", { Stopped: true } => "stopped", { EndedAt: not null } => "ready", _ => "trying" }, t.Done, t.Of, t.Winners, t.Losers, t.Same,
        [.. (changes ?? []).Select(c => new TrialChangeJson(c.Member, c.Name, Math.Round(c.Before, 2), Math.Round(c.After, 2)))]);
}

/// Another formula, to be tried; what is left out is as usual.
public sealed record NewTrial(double Accepted = 15, double Helpful = 1, double Hidden = 10, double Known = 60, double PassedOn = .1, double Repeated = 15, double HalfLife = 365)
{
    public static NewTrial Example => new(20);

    internal Statistics.StandingFormula Said => new() { Accepted = Accepted, Helpful = Helpful, Hidden = Hidden, Known = Known, PassedOn = PassedOn, Repeated = Repeated, HalfLife = HalfLife };
}

static class TheTrials
{
    public static async Task<Paged<TrialJson>> List(Db db, Me me)
    {
        me.RequireAdministrator();
        return new((await TryFormula.Latest(db)).ConvertAll(t => TrialJson.Of(t)), null);
    }

    public static async Task<TrialJson> Show(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var view = await TryFormula.Read(id, db);
        return TrialJson.Of(view.Trial, view.Winners.Concat(view.Losers));
    }

    public static async Task<Made<TrialJson>> Begin(NewTrial said, Db db, Me me)
    {
        var trial = await TryFormula.Begin(said.Said, db, me).Called(("halflife", "halfLife"), ("passedon", "passedOn"));
        return new($"/standing/trials/{trial.Id}", TrialJson.Of(trial));
    }

    public static async Task<Done> Stop(long id, Db db, Me me)
    {
        await TryFormula.End(id, db, me);
        return new();
    }

    public static async Task<Done> Apply(long id, Db db, Me me, SiteSettings settings)
    {
        await TryFormula.Take(id, db, me, settings);
        return new();
    }
}
