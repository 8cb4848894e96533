using Rapport.Kernel.Database;

namespace Rapport.Members.Confirming;

/// Accounts whose address nobody ever showed to be theirs. Those made for somebody by an import or an invitation are none of them: they are waited for.
static class Unconfirmed
{
    const int AtOnce = 100;

    /// Deletes those that were asked for before the moment and own nothing; tells how many.
    public static async Task<int> Sweep(Db db, DateTimeOffset before, int most, IEnumerable<PersonalData> everything)
    {
        var swept = 0;
        for (var last = 0L; swept < most;)
        {
            var ids = await db.Members.Where(m => m.Id > last && m.SignedUpAt < before && m.ConfirmedAt == null && m.Email != null && m.LeftAt == null && m.Role == Role.Member).OrderBy(m => m.Id).Select(m => m.Id).Take(AtOnce).ToListAsync();
            if (ids.Count == 0) break;
            foreach (var id in ids)
                if (swept < most && await IsSwept(db, id, everything)) swept++;
            last = ids[^1];
        }
        return swept;
    }

    static async Task<bool> IsSwept(Db db, long id, IEnumerable<PersonalData> everything)
    {
        foreach (var data in everything)
            if (await data.Owns(db, id)) return false;
        // Only if it was not confirmed a moment ago.
        if (await db.Members.Where(m => m.Id == id && m.ConfirmedAt == null).ExecuteDeleteAsync() == 0) return false;
        foreach (var data in everything) await data.Erase(db, id, LeavingChoice.RemoveWords);
        return true;
    }
}
