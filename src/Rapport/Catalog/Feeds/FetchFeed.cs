using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Catalog.Feeds;

/// Fetches a feed from its address, unless it is the same as before, and imports it.
public sealed class FetchFeed(IServiceScopeFactory scopes, GuardedHttp http, Import import, Installation installation, TimeProvider clock, ILogger<FetchFeed> log)
{
    public const long Largest = 512L << 20;
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// Null where nothing was read: unchanged, or not to be had.
    public async Task<ImportReport?> Run(long id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Acting.Cause = Cause.Import;
        var feed = await db.Set<FeedSource>().AsNoTracking().FirstAsync(f => f.Id == id, cancel);
        var file = Path.Combine(installation.Folder("imports"), $"feed-{id}-{Guid.NewGuid():N}");
        ImportReport? report = null;
        Fetched? fetched = null;
        Refused? problem = null;
        try
        {
            await using (var into = File.Create(file))
                fetched = await http.Fetch(new(new Uri(feed.Address!)) { Most = Largest, Within = Longest, ETag = feed.ETag, ModifiedSince = feed.LastModified, Accept = "application/xml, text/xml, text/tab-separated-values, text/csv, */*;q=0.5" }, into, cancel);
            if (!fetched.IsUnchanged) report = await import.Run(new(id, feed.Name, file, fetched.Charset), cancel);
            problem = report?.Problem is { } fault ? Saying.Tell(fault, report.ProblemArguments) : null;
        }
        catch (Refused refused) { problem = refused; }
        finally { File.Delete(file); }
        if (problem is not null) log.LogWarning("The feed {Feed} was not taken: {Problem}", feed.Name, problem.Plain);
        await Mark(db, id, fetched, problem);
        return report;
    }

    async Task Mark(Db db, long id, Fetched? fetched, Refused? problem)
    {
        db.Forget();
        var feed = await db.Set<FeedSource>().FirstAsync(f => f.Id == id);
        var same = fetched is { IsUnchanged: true };
        feed.Ran(clock.GetUtcNow(), problem, same ? feed.ETag : fetched?.ETag, same ? feed.LastModified : fetched?.LastModified);
        await db.Save();
    }
}
