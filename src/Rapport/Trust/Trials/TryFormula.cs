using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Statistics;

namespace Rapport.Trust.Trials;

/// A member of a trial's list, with the name they have now.
public sealed record ChangeRow(long Member, string Name, double Before, double After);

/// What came of a trial.
public sealed record TrialView(Trial Trial, IReadOnlyList<ChangeRow> Winners, IReadOnlyList<ChangeRow> Losers, IReadOnlyList<TrialReach> Reach);

/// /admin/standing: the formula in force, another one tried on all that happened, who would win and lose by it; only then is it applied.
static class TryFormula
{
    const string Home = "/admin/standing";
    const int MostListed = 20;

    public static async Task<IResult> Show(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<TrialsPage>(new { Trials = await Latest(db) });
    }

    public static Task<List<Trial>> Latest(Db db) => db.Trials.AsNoTracking().LatestFirst(t => t.AskedAt).Take(MostListed).ToListAsync();

    public static async Task<IResult> One(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<TrialPage>(new { Of = await Read(id, db) });
    }

    public static async Task<TrialView> Read(long id, Db db)
    {
        var trial = await db.Trials.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound();
        var changes = await (from c in db.TrialChanges.AsNoTracking().Where(c => c.TrialId == id)
                             join m in db.Members on c.MemberId equals m.Id
                             where m.LeftAt == null
                             select new ChangeRow(m.Id, m.Name, c.Before, c.After)).ToListAsync();
        return new(trial, [.. changes.Where(c => c.After > c.Before).OrderByDescending(c => c.After - c.Before).ThenBy(c => c.Member)], [.. changes.Where(c => c.After < c.Before).OrderByDescending(c => c.Before - c.After).ThenBy(c => c.Member)],
            await db.TrialReaches.AsNoTracking().Where(r => r.TrialId == id).OrderBy(r => r.Privilege).ToListAsync());
    }

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        double Number(string name) => double.TryParse(form[name].ToString().Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new Refused("Write a number.") { Field = name };
        var trial = await Begin(new() { Accepted = Number("accepted"), Helpful = Number("helpful"), Hidden = Number("hidden"), Known = Number("known"), PassedOn = Number("passedon") / 100, Repeated = Number("repeated"), HalfLife = Number("halflife") }, db, me);
        return Go.To($"{Home}/{trial.Id}");
    }

    public static async Task<Trial> Begin(StandingFormula formula, Db db, Me me)
    {
        me.RequireAdministrator();
        try { formula.Checked(); }
        catch (ArgumentOutOfRangeException wrong) { throw new Refused("This number does not work in a formula. The hint says from where to where it goes.") { Field = wrong.ParamName?.ToLowerInvariant() }; }
        if (await db.Trials.AnyAsync(t => t.EndedAt == null)) throw new Refused("A formula is being tried already. Wait for it, or stop it.");
        var trial = new Trial(db.NewId(), formula, me.Member, db.Clock.GetUtcNow());
        db.Add(trial);
        await db.Save();
        return trial;
    }

    public static async Task<IResult> Stop(long id, Db db, Me me)
    {
        await End(id, db, me);
        return Go.To($"{Home}/{id}");
    }

    public static async Task<Trial> End(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var trial = await db.Trials.FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound();
        trial.Stop(db.Clock.GetUtcNow());
        await db.Save();
        return trial;
    }

    public static async Task<IResult> Apply(long id, Db db, Me me, SiteSettings settings)
    {
        await Take(id, db, me, settings);
        return Go.To($"{Home}/{id}?saved=1");
    }

    /// From now on standing is made by this formula, of everything that happened; the reader begins anew.
    public static async Task<Trial> Take(long id, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var trial = await db.Trials.FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound();
        trial.Apply(db.Clock.GetUtcNow());
        db.Audit("formula.changed", trial);
        var now = settings.Of<TrustSettings>();
        await settings.Change(db, now with { Formula = trial.Formula, Edition = now.Edition + 1 });
        return trial;
    }
}
