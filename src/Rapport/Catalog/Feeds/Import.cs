using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Catalog.Feeds;

/// Which list is read, from which file, and how.
public sealed record ImportOrder(long Feed, string Source, string File, string? Charset = null, bool Force = false, bool Trial = false, long? Report = null);

/// Reads a product list twice: first whole, without storing anything, so that a list that is broken or suddenly small changes
/// nothing; then again in small transactions. Broken off, it is simply run again: what is stored is then unchanged.
public sealed class Import(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Import> log)
{
    const int Batch = 100, SmallestCatalog = 4;

    public async Task<ImportReport> Run(ImportOrder order, CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Acting.Cause = Cause.Import;
        var report = await Begin(db, order);
        var tally = new ImportTally(report, db, clock);
        try
        {
            var feed = await db.Set<FeedSource>().AsNoTracking().FirstAsync(f => f.Id == order.Feed, cancel);
            await Check(db, feed, order, report, cancel);
            if (!order.Trial) await Apply(scope.ServiceProvider, db, feed, order, tally, cancel);
        }
        catch (Refused refused) { report.Fail(refused); }
        catch (Exception) when (cancel.IsCancellationRequested) { report.Fail(new("The import was broken off. Run it again: it goes on where it was.")); }
        catch (Exception problem)
        {
            log.LogError(problem, "The import of {Source} failed", order.Source);
            report.Fail(new("The import failed on our side; the server's log says why. Run it again: it goes on where it was."));
        }
        report.EndedAt = clock.GetUtcNow();
        await tally.Store();
        return report;
    }

    async Task<ImportReport> Begin(Db db, ImportOrder order)
    {
        var now = clock.GetUtcNow();
        if (order.Report is { } known) return await db.Set<ImportReport>().AsNoTracking().FirstAsync(r => r.Id == known);
        var report = new ImportReport { Id = db.NewId(), FeedId = order.Feed, Source = order.Source, StartedAt = now, BeatAt = now, IsForced = order.Force, IsTrial = order.Trial };
        db.Add(report);
        await db.Save();
        db.Forget();
        return report;
    }

    async Task Check(Db db, FeedSource feed, ImportOrder order, ImportReport report, CancellationToken cancel)
    {
        var skus = new HashSet<string>();
        try
        {
            foreach (var row in new FeedFile(order.File, order.Charset).Rows())
            {
                cancel.ThrowIfCancellationRequested();
                report.Read++;
                if (ReadRow.Sku(row) is { } sku) skus.Add(sku);
            }
        }
        catch (Refused broken) { throw new Refused("Nothing was changed. {n} products were read before the fault: {fault}", ("n", report.Read), ("fault", broken.Plain)); }
        if (skus.Count == 0) throw new Refused("There are no products in this list, so nothing was changed.");
        var sold = await db.Products.CountAsync(p => p.FeedId == feed.Id && p.RetiredAt == null, cancel);
        if (!feed.IsComplete || order.Force || sold < SmallestCatalog || skus.Count * 2 >= sold) return;
        report.IsShrunk = true;
        throw new Refused("This list holds {n} products, less than half of the {sold} that are sold from it now, so nothing was changed.", ("n", skus.Count), ("sold", sold));
    }



    static async Task Apply(IServiceProvider services, Db db, FeedSource feed, ImportOrder order, ImportTally tally, CancellationToken cancel)
    {
        var shelf = services.GetRequiredService<Shelf>();
        var seen = new HashSet<string>();
        var listed = new HashSet<long>();
        var ended = new List<string>();
        tally.Report.Read = 0;
        foreach (var rows in new FeedFile(order.File, order.Charset).Rows().Chunk(Batch))
        {
            cancel.ThrowIfCancellationRequested();
            var batch = new List<(FeedRow Row, Listing Listing)>();
            var refused = new List<string>();
            foreach (var row in rows)
            {
                tally.Report.Read++;
                var sku = ReadRow.Sku(row);
                if (sku is not null && !seen.Add(sku)) { tally.Refuse(row, new("The id {id} is listed twice; the first one counts.", ("id", sku))); continue; }
                if (sku is not null && ReadRow.IsDiscontinued(row)) { ended.Add(sku); continue; }
                var reading = new ReadRow(row, feed.Currency);
                try { batch.Add((row, reading.Listing())); }
                catch (Refused problem)
                {
                    tally.Refuse(row, problem);
                    if (sku is not null) refused.Add(sku);
                    continue;
                }
                foreach (var note in reading.Notes) tally.Note(row, note);
            }
            await Store(shelf, db, feed, batch, tally, listed);
            await tally.Beat();
            // A row with a fault still lists its product.
            if (refused.Count > 0) listed.UnionWith(await db.Products.Where(p => refused.Contains(p.Sku)).Select(p => p.Id).ToListAsync(cancel));
        }
        await Retire(shelf, db, feed, ended, listed, tally, cancel);
    }

    static async Task Store(Shelf shelf, Db db, FeedSource feed, List<(FeedRow Row, Listing Listing)> batch, ImportTally tally, HashSet<long> listed)
    {
        db.Forget();
        try { Count(await shelf.Put([.. batch.Select(b => b.Listing)], feed.Id)); }
        catch (DbUpdateException)
        {
            // One of them cannot be stored, or somebody changed one at the same moment: each for itself.
            foreach (var (row, listing) in batch)
            {
                db.Forget();
                try { Count(await shelf.Put([listing], feed.Id)); }
                catch (DbUpdateException) { tally.Refuse(row, new("It could not be stored.")); }
            }
        }

        void Count(IReadOnlyList<Placed> placed)
        {
            foreach (var (id, outcome) in placed)
            {
                listed.Add(id);
                tally.Count(outcome);
            }
        }
    }

    static async Task Retire(Shelf shelf, Db db, FeedSource feed, List<string> ended, HashSet<long> listed, ImportTally tally, CancellationToken cancel)
    {
        db.Forget();
        var gone = new List<long>();
        foreach (var skus in ended.Chunk(Batch)) gone.AddRange(await db.Products.Where(p => skus.Contains(p.Sku) && p.RetiredAt == null).Select(p => p.Id).ToListAsync(cancel));
        if (feed.IsComplete)
            gone.AddRange((await db.Products.Where(p => p.FeedId == feed.Id && p.RetiredAt == null).Select(p => p.Id).ToListAsync(cancel)).Where(id => !listed.Contains(id)));
        foreach (var ids in gone.Distinct().Chunk(Batch))
        {
            db.Forget();
            await shelf.Retire(ids);
            tally.Report.Retired += ids.Length;
            await tally.Beat();
        }
    }
}
