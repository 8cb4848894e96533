using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Catalog.Feeds;

/// POST /admin/catalog/feeds, /admin/catalog/feeds/{id}/run and /stop: a list is fetched from an address from now on, at once, or no longer.
public static class WatchFeed
{
    public sealed record Form
    {
        public string? Address { get; init; }
        public string? Every { get; init; }
        public string? Currency { get; init; }
        public string? Complete { get; init; }
    }

    public static async Task<IResult> Handle([FromForm] Form form, Me me, FeedDesk desk)
    {
        me.RequireAdministrator();
        await desk.Watch(form.Address ?? "", FeedDesk.Every(form.Every), form.Complete is not null, form.Currency);
        return Go.To("/admin/catalog?saved=1");
    }

    /// How often, and how it is read; one that was stopped is fetched again.
    public static async Task<IResult> Change(long id, [FromForm] Form form, Me me, Db db)
    {
        me.RequireAdministrator();
        await Again(id, form.Every, form.Complete is not null, form.Currency, db);
        return Go.To("/admin/catalog?saved=1");
    }

    public static async Task<IResult> Run(long id, Me me, Db db)
    {
        me.RequireAdministrator();
        await Soon(id, db);
        return Go.To("/admin/catalog?saved=1");
    }

    public static async Task<IResult> Stop(long id, Me me, Db db)
    {
        me.RequireAdministrator();
        await NoLonger(id, db);
        return Go.To("/admin/catalog?saved=1");
    }

    public static async Task<FeedSource> Again(long id, string? every, bool complete, string? currency, Db db)
    {
        var feed = await Find(db, id);
        feed.Resume(FeedDesk.Every(every), complete, db.Clock.GetUtcNow());
        feed.Currency = currency is { Length: 3 } ? currency.ToUpperInvariant() : null;
        db.Audit("feed.changed", feed, feed.Name);
        await db.Save();
        return feed;
    }

    public static async Task Soon(long id, Db db)
    {
        (await Find(db, id)).RunSoon(db.Clock.GetUtcNow());
        await db.Save();
    }

    public static async Task NoLonger(long id, Db db)
    {
        var feed = await Find(db, id);
        feed.Stop(db.Clock.GetUtcNow());
        db.Audit("feed.stopped", feed, feed.Name);
        await db.Save();
    }

    static async Task<FeedSource> Find(Db db, long id) => await db.Set<FeedSource>().FirstOrDefaultAsync(f => f.Id == id) ?? throw new NotFound();
}
