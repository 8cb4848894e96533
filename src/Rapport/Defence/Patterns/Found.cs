using Rapport.Defence.Signals;
using Rapport.Kernel.Database;

namespace Rapport.Defence.Patterns;

/// What a search for patterns came upon.
sealed record Found(SignalKind Kind, Burst? Burst, string Key, int Number, int Others, IReadOnlyList<(string Of, long Thing, bool Opens)> Parts)
{
    const int MostParts = 500;

    /// Notes it, or how it has grown; what a moderator dealt with stays as it was.
    public async Task Note(Db db)
    {
        var (now, parts) = (db.Clock.GetUtcNow(), Parts.Take(MostParts).ToList());
        var known = await db.Findings.AsTracking().FirstOrDefaultAsync(f => f.Key == Key);
        if (known is { IsOpen: false }) return;
        if (known is null) db.Add(known = new(db.NewId(), Kind, Burst, Key, now));
        known.See(Number, Others, now);
        var id = known.Id;
        var before = await db.FindingParts.AsTracking().Where(p => p.FindingId == id).ToListAsync();
        db.RemoveRange(before.Where(b => !parts.Exists(p => p.Of == b.Of && p.Thing == b.ThingId)));
        db.AddRange(parts.Where(p => !before.Exists(b => b.Of == p.Of && b.ThingId == p.Thing)).Select(p => new FindingPart(id, p.Of, p.Thing, p.Opens)));
    }
}
