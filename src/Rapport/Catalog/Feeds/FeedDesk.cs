using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;

namespace Rapport.Catalog.Feeds;

/// The verbs on lists: hand a file in, watch an address, fetch now, stop.
public sealed class FeedDesk(Db db, TimeProvider clock)
{
    /// The list that files of this name belong to.
    public async Task<FeedSource> Named(string? name, bool complete)
    {
        var said = Kernel.Content.Characters.Line(name ?? "") is { Length: > 0 } line ? line[..Math.Min(line.Length, 100)] : "products";
        var feed = await db.Set<FeedSource>().FirstOrDefaultAsync(f => f.Name == said);
        if (feed is null) db.Add(feed = new FeedSource(db.NewId(), said, complete));
        feed.IsComplete = complete;
        await db.Save();
        return feed;
    }

    /// Fetches the address from now on; an address that is known already is fetched as said now.
    public async Task<FeedSource> Watch(string address, TimeSpan every, bool complete, string? currency = null)
    {
        var now = clock.GetUtcNow();
        var feed = FeedSource.At(db.NewId(), address, every, complete, now);
        if (await db.Set<FeedSource>().FirstOrDefaultAsync(f => f.Address == feed.Address || f.Name == feed.Name) is { } known)
        {
            if (known.Address != feed.Address) throw new Refused("There is a list called {name} already.", ("name", feed.Name)) { Field = "address" };
            (feed = known).Resume(every, complete, now);
        }
        else db.Add(feed);
        feed.Currency = currency is { Length: 3 } ? currency.ToUpperInvariant() : null;
        db.Audit("feed.watched", feed, feed.Name);
        await db.Save();
        return feed;
    }

    /// "30m", "6h", "2d".
    public static TimeSpan Every(string? text) =>
        text is { Length: > 1 } && int.TryParse(text[..^1], out var n) && n is > 0 and < 100_000 ? text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(n),
            'h' => TimeSpan.FromHours(n),
            'd' => TimeSpan.FromDays(n),
            _ => throw NotATime(text),
        } : throw NotATime(text ?? "");

    static Refused NotATime(string text) => new("{text} is not a time such as 30m, 6h or 1d.", ("text", text)) { Field = "every" };
}
