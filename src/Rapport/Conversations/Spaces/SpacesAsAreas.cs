using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// Spaces are the areas in which members are trusted.
static class SpacesAsAreas
{
    public static async Task<IReadOnlyDictionary<long, string>> Names(Db db, Me me, IReadOnlyCollection<long> ids) =>
        await db.Spaces.AsNoTracking().VisibleTo(me).Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name);

    public static async Task<IReadOnlyDictionary<long, string>> All(Db db, Me me) =>
        await db.Spaces.AsNoTracking().VisibleTo(me).OrderBy(s => s.Rank).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name);
}
