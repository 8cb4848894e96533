namespace Rapport.Kernel.Database;

/// Gives out ids in blocks taken from the database, so that an id is known before anything is saved and is never given twice.
public sealed class Ids(IServiceProvider services)
{
    const int Block = 50_000, Spare = 20_000;
    internal const long First = 1_000;
    readonly SemaphoreSlim taking = new(1, 1);
    readonly Lock giving = new();
    readonly Queue<(long From, long To)> blocks = new();
    (long Next, long End) current;

    public long Next()
    {
        while (true)
        {
            lock (giving)
            {
                if (current.Next < current.End || blocks.TryDequeue(out current)) return current.Next++;
            }
            // More ids than the spare within one transaction, or the very first id: rare enough to wait for it.
            Task.Run(Reserve).GetAwaiter().GetResult();
        }
    }

    /// Called outside any transaction: keeps enough ids in hand that none has to be fetched inside one.
    public async Task Reserve()
    {
        if (Left >= Spare) return;
        await taking.WaitAsync();
        try { if (Left < Spare) await Take(); }
        finally { taking.Release(); }
    }

    long Left { get { lock (giving) return current.End - current.Next + blocks.Sum(b => b.To - b.From); } }

    /// Makes room for ids that come from elsewhere, from one number on and below another, and says by how much they have to be moved on: by nothing where nobody
    /// was ever given an id. Called within a transaction; the answer holds once that is committed.
    internal async Task<long> Room(Db db, long from, long below)
    {
        await taking.WaitAsync();
        try
        {
            var next = (await db.Database.SqlQuery<long>($"SELECT next AS \"Value\" FROM kernel_ids").ToListAsync())[0];
            if (from <= First && Untouched(next))
            {
                await db.Database.ExecuteSqlAsync($"UPDATE kernel_ids SET next = {Math.Max(next, below)}");
                return 0;
            }
            await db.Database.ExecuteSqlAsync($"UPDATE kernel_ids SET next = next + {below - from}");
            return next - from;
        }
        finally { taking.Release(); }
    }

    /// Whether all ids ever handed to a process are still in the hands of this one; it lets go of them.
    bool Untouched(long next)
    {
        lock (giving)
        {
            var given = current == default ? blocks.Select(b => b.From).DefaultIfEmpty(First).Min() : current.Next;
            if (given != First || next != First + Left) return false;
            current = default;
            blocks.Clear();
            return true;
        }
    }

    async Task Take()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var end = (await db.Database.SqlQuery<long>($"UPDATE kernel_ids SET next = next + {Block} RETURNING next AS \"Value\"").ToListAsync())[0];
        lock (giving) blocks.Enqueue((end - Block, end));
    }
}

/// How far ids have been given out: a single row.
public sealed class IdMark
{
    public int Id { get; init; } = 1;
    public long Next { get; init; } = Ids.First;
}
