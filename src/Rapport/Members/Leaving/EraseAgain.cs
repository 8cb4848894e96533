using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Members.Leaving;

/// Work that was under way when somebody left may have written after they were erased, a mail to them say: the night after, it goes too.
public sealed record EraseAgain;

sealed class SecondErasure(Db db, IEnumerable<PersonalData> everything, TimeProvider clock) : Worker<EraseAgain>
{
    static readonly TimeSpan UnderWay = TimeSpan.FromHours(1), Within = TimeSpan.FromDays(3);

    public override async Task Do(EraseAgain work, CancellationToken cancel)
    {
        var (since, until) = (clock.GetUtcNow() - Within, clock.GetUtcNow() - UnderWay);
        foreach (var left in await db.Members.AsNoTracking().Where(m => m.LeftAt > since && m.LeftAt < until).Select(m => m.Id).ToListAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            await db.Transact(async () =>
            {
                foreach (var data in everything) await data.Erase(db, left, LeavingChoice.KeepWordsWithoutName);
                await db.SaveChangesAsync(cancel);
            });
            db.Forget();
        }
    }
}
