using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Defence.Traces;

namespace Rapport.Defence.Patterns;

/// Asks for a look at what happened lately: every quarter of an hour; and, with rings, at who praises whom: every night. On one node.
public sealed record LookForPatterns(bool Rings = false);

/// Looks for what shows only when several things are seen together, and notes it for moderators.
public sealed class PatternFinder(Db db, SiteSettings settings) : Worker<LookForPatterns>
{
    public static void Register(IServiceCollection services) => services.AddWorker<PatternFinder, LookForPatterns>()
        .AddSchedule("look-for-bursts", "*/15 * * * *", new LookForPatterns()).AddSchedule("look-for-rings", "37 3 * * *", new LookForPatterns(Rings: true));

    public override async Task Do(LookForPatterns work, CancellationToken cancel)
    {
        var rules = settings.Of<DefenceSettings>();
        IReadOnlyList<Found> found = [.. await Bursts.Find(db, rules.Burst), .. await BoughtReviews.Find(db, rules.Reviews), .. await SharedTraces.Find(db, rules), .. work.Rings ? await Rings.Find(db) : []];
        foreach (var one in found) await one.Note(db);
        await db.Save();
    }
}
