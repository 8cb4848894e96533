using System.Globalization;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Kernel.Retention;

/// What was deleted is overwritten in SQLite's file at once, but the log beside it still holds it as it was: that is emptied. PostgreSQL's autovacuum does the like.
public sealed record EmptyLog;

public sealed class LogEmptier(Db db, TimeProvider clock) : Worker<EmptyLog>
{
    /// Whoever reads an older state meanwhile, a backup say, holds the log for as long.
    static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    public override async Task Do(EmptyLog work, CancellationToken cancel)
    {
        if (db.OnPostgres || await IsEmptied(cancel)) return;
        await db.Enqueue(new EmptyLog(), due: clock.GetUtcNow() + Again);
        await db.Save();
    }

    async Task<bool> IsEmptied(CancellationToken cancel)
    {
        using var turn = await db.Gate.Enter();
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) == 0;
    }
}
