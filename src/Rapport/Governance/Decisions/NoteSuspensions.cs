using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Governance.Decisions;

/// Writes the statement of every suspension, by whichever door it came, and ends it when the member is readmitted.
sealed class NoteSuspensions : EffectReader
{
    public override string What => "Statements of suspensions";
    public override IReadOnlyList<Type> Hears => [typeof(SuspensionChanged)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
        {
            if (told.Event is not SuspensionChanged changed) continue;
            var id = told.Subject.Id;
            if (!changed.Suspended)
            {
                foreach (var standing in await db.Statements.AsTracking().Where(s => s.Kind == "member" && s.ThingId == id && s.Verdict == Verdict.Suspend && s.EndedAt == null).ToListAsync())
                {
                    if (standing.StandsAt(told.At)) standing.End(Ending.Readmitted, told.Actor, told.At);
                    else standing.End(Ending.Expired, null, standing.Until!.Value);
                }
                continue;
            }
            if (await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) is not { SuspendedAt: not null } member) continue;
            var before = await db.Statements.AsTracking().Where(s => s.Kind == "member" && s.ThingId == id && s.Verdict == Verdict.Suspend && s.EndedAt == null).ToListAsync();
            foreach (var over in before.Where(s => !s.StandsAt(told.At))) over.End(Ending.Expired, null, over.Until!.Value);
            if (before.Exists(s => s.EndedAt is null)) continue;
            var about = await db.Cases.AsNoTracking().Where(c => c.Kind == "member" && c.ThingId == id && c.Verdict == Verdict.Suspend).OrderByDescending(c => c.DecidedAt).FirstOrDefaultAsync();
            db.Add(new Statement(db.NewId(), id, Verdict.Suspend, told.Actor, new(member.SuspendedFor, Until: member.SuspendedUntil), told.At, about, about is null ? Origin.Own : await db.OriginOf(about)));
            await db.SaveChangesAsync();
        }
    }
}

/// The way to the statement, for Members: who is suspended follows it without signing in.
sealed class SuspensionWay(DecisionLinks links) : SuspensionPath
{
    public override string Of(long member) => links.SuspensionPath(member);
}
