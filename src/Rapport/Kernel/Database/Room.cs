namespace Rapport.Kernel.Database;

/// More memory for SQLite's pages while much is written at once: with little, a page that many rows touch is written and read again for each.
public sealed class Room : IAsyncDisposable
{
    /// In KiB, for each connection.
    public const int Usual = 4_000, Much = 64_000;

    readonly Db db;

    Room(Db db) => this.db = db;

    public static async Task<Room?> For(Db db)
    {
        if (db.OnPostgres) return null;
        await db.Database.ExecuteSqlRawAsync($"PRAGMA cache_size=-{Much}");
        return new(db);
    }

    public async ValueTask DisposeAsync() => await db.Database.ExecuteSqlRawAsync($"PRAGMA cache_size=-{Usual}");
}
