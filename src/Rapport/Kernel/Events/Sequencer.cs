using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;

namespace Rapport.Kernel.Events;

/// Gives committed events their gapless positions on PostgreSQL, one node at a time.
///
/// Events of a transaction become visible together, but a lower transaction number may commit after a higher one. Only
/// events whose transaction is older than every one still running are placed: nothing can then appear before them.
/// Within a subject the order is that of its versions, even where transaction numbers say otherwise.
public sealed class Sequencer(IServiceScopeFactory scopes, Wake wake, ILogger<Sequencer> log) : Loop(log)
{
    const long Lock = 5_227_001;

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            var ring = wake.Next;
            // More than one batch may be waiting, and a transaction that was still running may end without a ring.
            var placed = await Place();
            Succeeded();
            if (placed > 0) wake.Ring(fromElsewhere: false);
            if (placed < Batch) await Wake.Wait(ring, placed < 0 ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(1), cancel);
        }
    }

    const int Batch = 2_000;

    /// How many events were given a position; -1 where some still wait for a running transaction.
    public async Task<int> Place()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        if (!await db.Set<EventRow>().AnyAsync(e => e.Position == null)) return 0;
        var placed = 0;
        await db.Transact(async () =>
        {
            if (!(await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({Lock}) AS \"Value\"").ToListAsync())[0]) return;
            placed = await db.Database.ExecuteSqlAsync($"""
                WITH horizon AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS edge),
                ready AS (
                    SELECT id, subject_version,
                           max(xid) OVER (PARTITION BY subject_kind, subject_id ORDER BY subject_version, id) AS turn
                    FROM kernel_events e, horizon
                    WHERE position IS NULL AND xid < edge
                      AND NOT EXISTS (SELECT 1 FROM kernel_events o
                                      WHERE o.position IS NULL AND o.xid >= edge AND o.subject_kind = e.subject_kind
                                        AND o.subject_id = e.subject_id AND o.subject_version < e.subject_version)),
                numbered AS (
                    SELECT id, row_number() OVER (ORDER BY turn, subject_version, id) AS n
                    FROM ready ORDER BY turn, subject_version, id LIMIT {Batch}),
                head AS (SELECT coalesce(max(position), 0) AS position FROM kernel_events)
                UPDATE kernel_events e SET position = head.position + numbered.n
                FROM numbered, head WHERE e.id = numbered.id
                """);
            if (placed > 0) await db.Database.ExecuteSqlAsync($"SELECT pg_notify('rapport', '')");
            else if (await db.Set<EventRow>().AnyAsync(e => e.Position == null)) placed = -1;
        });
        return placed;
    }
}
