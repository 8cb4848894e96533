using Rapport.Kernel.Jobs;

namespace Rapport.Kernel.Database;

/// Asks to count how many rows an index finds.
public sealed record CountTables;

/// SQLite chooses between indexes by what was counted; uncounted, it reads all reviews to find three of them. A few hundred rows of each
/// index are looked at, and only where a table has grown tenfold. PostgreSQL's autovacuum does the like.
public sealed class TableCounter(Db db) : Worker<CountTables>
{
    public override Task Do(CountTables work, CancellationToken cancel) => Count(db);

    public static async Task Count(Db db)
    {
        if (db.OnPostgres) return;
        using var turn = await db.Gate.Enter();
        await db.Database.OpenConnectionAsync();
        var before = await Known(db);
        await db.Database.ExecuteSqlRawAsync("PRAGMA analysis_limit=400; PRAGMA optimize=0x10002");
        // Connections that are open look at the counts when the tables change, and only then.
        if (await Known(db) != before) await db.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE; CREATE TABLE kernel_counted (id); DROP TABLE kernel_counted; COMMIT");
    }

    static async Task<string> Known(Db db) =>
        await db.Ask("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'") is "" ? "" : await db.Ask("SELECT group_concat(tbl || ' ' || coalesce(idx, '') || ' ' || stat) FROM sqlite_stat1");
}
