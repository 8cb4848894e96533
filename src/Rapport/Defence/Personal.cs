using Rapport.Defence.Copies;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Defence.Traces;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Defence;

/// What was noticed about a member and their words. It goes with them.
sealed class Personal : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Signal), typeof(Drawing), typeof(Trace), typeof(Deed), typeof(Praise), typeof(FindingPart)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("signals-about-me", [.. await db.Signals.AsNoTracking().Where(s => s.AuthorId == memberId || s.Of == "member" && s.ThingId == memberId).OrderBy(s => s.Id).Select(s => new { Signal = s.Kind.ToString(), About = s.Of, Id = s.ThingId, s.At, s.Held, s.Right }).ToListAsync()]),
        new("drawings-of-my-words", [.. await db.Drawings.AsNoTracking().Where(d => d.AuthorId == memberId).OrderBy(d => d.PostId).Select(d => new { d.PostId, d.At }).ToListAsync()]),
        .. await PatternRoom.Export(db, memberId),
    ];

    /// How often a kind of signal was right still counts, without saying about whom.
    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        await db.Signals.Where(s => s.Of == "member" && s.ThingId == memberId).ExecuteDeleteAsync();
        await db.Signals.Where(s => s.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(x => x.AuthorId, (long?)null));
        await db.DrawingBands.Where(b => db.Set<Drawing>().Any(d => d.PostId == b.PostId && d.AuthorId == memberId)).ExecuteDeleteAsync();
        await db.Drawings.Where(d => d.AuthorId == memberId).ExecuteDeleteAsync();
        await PatternRoom.Erase(db, memberId);
    }
}
