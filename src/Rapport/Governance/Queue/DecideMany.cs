using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Queue;

/// One of several cases that were decided at once, or why it could not be.
public sealed record DecidedOne(long Case, string? Problem);

/// POST /admin/queue/decisions: one verdict on several cases, each in a transaction of its own. POST /admin/queue/undo takes several back.
static class DecideMany
{
    public const int Most = 100;

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, Locale locale, ReportWeights weights, SiteSettings settings, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var form = context.Request.Form;
        if (!Enum.TryParse<Verdict>(form["verdict"], ignoreCase: true, out var verdict) || !Enum.IsDefined(verdict)) throw new Refused("Choose what becomes of them.") { Field = "verdict" };
        var results = await Decide(Chosen(form), verdict, Basis.From(name => form[name].FirstOrDefault(), settings.Of<ModerationSettings>()), db, me, locale, governed);
        return await Show(results, undone: false, db, me, locale, weights, governed);
    }

    public static async Task<IResult> Undo(HttpContext context, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        return await Show(await Each(Chosen(context.Request.Form), id => DecideCase.TakeBack(id, db, me, governed), db, locale), undone: true, db, me, locale, weights, governed);
    }

    public static Task<IReadOnlyList<DecidedOne>> Decide(IReadOnlyList<long> cases, Verdict verdict, Basis on, Db db, Me me, Locale locale, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        if (verdict is not (Verdict.Keep or Verdict.Publish or Verdict.Hide or Verdict.Restore)) throw new Refused("Members are suspended one by one.") { Field = "verdict" };
        if (verdict == Verdict.Hide && on.Ground is null) throw new Refused("Say why: the author reads it.") { Field = "ground" };
        if (!string.IsNullOrWhiteSpace(on.Passage)) throw new Refused("A passage is marked in one case at a time.") { Field = "passage" };
        return Each(cases, id => DecideCase.Decide(id, verdict, on, false, db, me, governed), db, locale);
    }

    static async Task<IReadOnlyList<DecidedOne>> Each(IReadOnlyList<long> cases, Func<long, Task> act, Db db, Locale locale)
    {
        if (cases.Count == 0) throw new Refused("Choose at least one case.");
        if (cases.Count > Most) throw new Refused("Choose at most {n} cases.", ("n", Most));
        var results = new List<DecidedOne>();
        foreach (var id in cases.Distinct())
        {
            db.Forget();
            try
            {
                await act(id);
                results.Add(new(id, null));
                // The form was carried out with the first of them; the others belong to it.
                db.Acting.Key = null;
            }
            catch (Refused no) { results.Add(new(id, locale.Say(no))); }
            catch (NotFound) { results.Add(new(id, locale.Say("This is gone"))); }
            catch (DbUpdateException problem) when (Acts.IsConflict(problem)) { results.Add(new(id, locale.Say("Somebody else decided on it at the same moment."))); }
        }
        db.Forget();
        return results;
    }

    static async Task<IResult> Show(IReadOnlyList<DecidedOne> results, bool undone, Db db, Me me, Locale locale, ReportWeights weights, IEnumerable<Governed> governed)
    {
        var ids = results.Select(r => r.Case).ToList();
        var rows = (await ShowQueue.Read(db, me, locale, weights, governed, await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync())).ToDictionary(r => r.Case.Id);
        return Page.Of<DecidedManyPage>(new { Results = results, Rows = rows, Undone = undone });
    }

    static IReadOnlyList<long> Chosen(IFormCollection form) => [.. form["case"].Select(c => long.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];
}
