using Npgsql;

namespace Rapport.Kernel.Database;

/// Brings the tables up to date while other nodes go on serving.
public static class UpToDate
{
    static readonly TimeSpan Most = TimeSpan.FromMinutes(10);

    public static async Task Bring(Db db)
    {
        if (!(await db.Database.GetPendingMigrationsAsync()).Any()) return;
        if (!db.OnPostgres) { await db.Database.MigrateAsync(); return; }
        // Who waits for a lock on a table makes everybody after it wait too: give way after a moment and try again.
        await db.Database.OpenConnectionAsync();
        try
        {
            db.Database.SetCommandTimeout(Most);
            await db.Database.ExecuteSqlRawAsync("SET lock_timeout = '3s'");
            for (var since = DateTimeOffset.UtcNow; ; await Task.Delay(500))
                try
                {
                    await db.Database.MigrateAsync();
                    return;
                }
                catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable && DateTimeOffset.UtcNow < since + Most) { }
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("RESET lock_timeout");
            db.Database.SetCommandTimeout((int?)null);
            await db.Database.CloseConnectionAsync();
        }
    }
}
