using System.ComponentModel;
using Rapport.Catalog.Feeds;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Catalog.Api;

/// A product list that is read again and again.
public sealed record FeedJson(long Id, string Name, [property: Description("Whether it is fetched from an address, or handed in.")] bool Fetched, [property: Description("How often, in minutes.")] int? EveryMinutes, [property: Description("What is missing from it is no longer sold.")] bool Complete, [property: Description("The currency of prices that name none.")] string? Currency,
    DateTimeOffset? NextAt, DateTimeOffset? LastRunAt, [property: Description("Why the last fetch failed.")] string? LastProblem, DateTimeOffset? StoppedAt)
{
    public static FeedJson Example => new(1080, "shop.example.com/feed.xml", true, 360, true, "EUR", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero), null, null);

    // The address itself may hold a password of the shop.
    internal static FeedJson Of(FeedSource f, Locale locale) => new(f.Id, f.Name, f.Address is not null, f.Address is null ? null : f.EveryMinutes, f.IsComplete, f.Currency, f.NextAt, f.LastRunAt, f.LastProblem is { } problem ? locale.Say(Saying.Tell(problem, f.LastProblemArguments)) : null, f.StoppedAt);
}

/// A product list to be fetched.
public sealed record NewFeed([property: Description("Begins with http:// or https://.")] string Address, [property: Description("Such as 30m, 6h or 1d.")] string Every = "6h", [property: Description("Whether what is missing from it is no longer sold.")] bool Complete = false, [property: Description("The currency of prices that name none.")] string? Currency = null)
{
    public static NewFeed Example => new("https://shop.example.com/feed.xml", "6h", true, "EUR");
}

/// How a product list is read from now on.
public sealed record FeedReading([property: Description("Such as 30m, 6h or 1d.")] string Every, [property: Description("Whether what is missing from it is no longer sold.")] bool Complete = false, [property: Description("The currency of prices that name none.")] string? Currency = null)
{
    public static FeedReading Example => new("6h", true, "EUR");
}

/// What came of reading a product list once.
public sealed record ImportJson(long Id, long Feed, string Source, DateTimeOffset StartedAt, [property: Description("Null while it is being read.")] DateTimeOffset? EndedAt, int Read, int Added, int Changed, int Unchanged, int Returned, int Retired, int Refused, int Noted,
    [property: Description("Why the whole was refused or broke off.")] string? Problem)
{
    public static ImportJson Example => new(1085, 1080, "products.tsv", new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 6, 0, 4, TimeSpan.Zero), 120, 2, 3, 115, 0, 0, 0, 1, null);

    internal static ImportJson Of(ImportReport r, Locale words) => new(r.Id, r.FeedId, r.Source, r.StartedAt, r.EndedAt, r.Read, r.Added, r.Changed, r.Unchanged, r.Returned, r.Retired, r.Refused, r.Noted, r.Problem is null ? null : words.Say(Saying.Tell(r.Problem, r.ProblemArguments)));
}

/// A row that was refused, or taken without something.
public sealed record ImportNoteJson(int Number, [property: Description("The line of a table, or which item of an XML feed.")] long Row, string? Sku, bool Taken, string Reason)
{
    public static ImportNoteJson Example => new(1, 17, "KET-1", true, "The GTIN 123 is wrong by its check digit or length; it was left out.");
}

/// A file to be read, and how.
public sealed record ProductList([property: Description("The file itself: RSS, Atom, TSV or CSV.")] IFormFile File, [property: Description("Under which name such files are read; `products` if not said.")] string? List, [property: Description("Any value: what is missing from it is no longer sold.")] string? Complete, [property: Description("Any value: take it even if it is suddenly small.")] string? Force, string? Encoding);

static class TheFeeds
{
    public static async Task<Paged<FeedJson>> List([AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        var feeds = db.Set<FeedSource>().AsNoTracking();
        if (paging.AfterId is { } after) feeds = feeds.Where(f => f.Id > after);
        return paging.Of(await feeds.OrderBy(f => f.Id).Take(paging.Take).ToListAsync(), f => $"{f.Id}", f => FeedJson.Of(f, locale));
    }

    public static async Task<FeedJson> Show(long id, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        return FeedJson.Of(await db.Set<FeedSource>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id) ?? throw new NotFound(), locale);
    }

    public static async Task<Made<FeedJson>> Watch(NewFeed feed, Me me, FeedDesk desk, Locale locale)
    {
        me.RequireAdministrator();
        var watched = await desk.Watch(feed.Address, FeedDesk.Every(feed.Every), feed.Complete, feed.Currency);
        return new($"/catalog/feeds/{watched.Id}", FeedJson.Of(watched, locale));
    }

    public static async Task<Changed<FeedJson>> Change(long id, FeedReading to, Me me, Db db, Locale locale)
    {
        me.RequireAdministrator();
        return new($"/catalog/feeds/{id}", FeedJson.Of(await WatchFeed.Again(id, to.Every, to.Complete, to.Currency, db), locale));
    }

    public static async Task<Done> Run(long id, Me me, Db db)
    {
        me.RequireAdministrator();
        await WatchFeed.Soon(id, db);
        return new();
    }

    public static async Task<Done> Stop(long id, Me me, Db db)
    {
        me.RequireAdministrator();
        await WatchFeed.NoLonger(id, db);
        return new();
    }
}

static class TheImports
{
    public static async Task<Paged<ImportJson>> List([AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        return paging.Of(await db.Set<ImportReport>().AsNoTracking().LatestFirst(r => r.StartedAt, paging.AfterMoment).Take(paging.Take).ToListAsync(), r => Paging.Moment(r.StartedAt, r.Id), r => ImportJson.Of(r, locale));
    }

    public static async Task<ImportJson> Show(long id, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        return ImportJson.Of(await db.Set<ImportReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id) ?? throw new NotFound(), locale);
    }

    public static async Task<Paged<ImportNoteJson>> Notes(long id, [AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        await Show(id, db, me, locale);
        var notes = db.Set<ImportNote>().AsNoTracking().Where(n => n.ReportId == id);
        if (paging.AfterId is { } after) notes = notes.Where(n => n.Number > after);
        return paging.Of(await notes.OrderBy(n => n.Number).Take(paging.Take).ToListAsync(), n => $"{n.Number}", n => new ImportNoteJson(n.Number, n.Row, n.Sku, n.IsTaken, locale.Say(Saying.Tell(n.Reason, n.Arguments))));
    }

    public static async Task<Made<ImportJson>> HandIn(HttpContext context, Db db, Me me, Locale locale, FeedDesk desk, HandedIn handedIn, Installation installation)
    {
        me.RequireAdministrator();
        var report = await Feeds.HandIn.Take(context, new(), db, desk, handedIn, installation);
        return new($"/catalog/imports/{report.Id}", ImportJson.Of(report, locale));
    }
}
