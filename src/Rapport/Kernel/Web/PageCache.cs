using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;

namespace Rapport.Kernel.Web;

/// What this node keeps until something it shows changes: whole pages for the anonymous, and what many visitors read alike.
///
/// Both carry tags ("topic:5"). Evicting a tag gives it a new stamp; a page counts only while every one of its tags is
/// older than the beginning of its rendering, so a page rendered while something changed is never kept.
public sealed class PageCache : IDisposable
{
    const int MostTags = 200_000;
    readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 64 << 20 });
    readonly MemoryCache readings = new(new MemoryCacheOptions { SizeLimit = 32 << 20 });
    readonly ConcurrentDictionary<string, long> evicted = new();
    long stamp, floor;

    static readonly AsyncLocal<bool> Anew = new();

    /// From here on this request takes nothing that was kept: its visitor acted on another node, which this one may not have heard of yet.
    public static void ReadAnew() => Anew.Value = true;

    /// The moment a rendering begins, to be given back when it is kept.
    public long Now => Interlocked.Read(ref stamp);

    public void Evict(IEnumerable<string> tags)
    {
        var now = Interlocked.Increment(ref stamp);
        if (evicted.Count > MostTags)
        {
            Interlocked.Exchange(ref floor, now);
            evicted.Clear();
        }
        foreach (var tag in tags)
        {
            evicted.AddOrUpdate(tag, now, (_, before) => Math.Max(before, now));
            if (tag == Event.Everything) Clear();
        }
    }

    public void Keep(string key, KeptPage page)
    {
        if (IsFresh(page.Tags, page.Began))
            pages.Set(key, page, new MemoryCacheEntryOptions { Size = page.Size, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });
    }

    public KeptPage? Find(string key)
    {
        if (!pages.TryGetValue(key, out KeptPage? page) || page is null) return null;
        if (IsFresh(page.Tags, page.Began)) return page;
        pages.Remove(key);
        return null;
    }

    /// What was read before under this key, else what is read now. The key names everything the reading depends on, the
    /// visitor's audiences among it; nothing of one visitor's own belongs in here.
    public async Task<T> Share<T>(string key, Func<Task<T>> read, Func<T, Shared> about) where T : class
    {
        if (!Anew.Value && readings.TryGetValue(key, out (T Value, string[] Tags, long Began) known) && IsFresh(known.Tags, known.Began)) return known.Value;
        var began = Now;
        var value = await read();
        var (tags, bytes) = about(value);
        if (IsFresh(tags, began))
            readings.Set(key, (value, tags, began), new MemoryCacheEntryOptions { Size = bytes + 512, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });
        return value;
    }

    bool IsFresh(string[] tags, long began)
    {
        if (began < Interlocked.Read(ref floor)) return false;
        foreach (var tag in tags)
            if (evicted.TryGetValue(tag, out var at) && at > began) return false;
        return true;
    }

    /// Nothing rendered before now counts any more.
    public void Clear() => Interlocked.Exchange(ref floor, Interlocked.Increment(ref stamp));

    public void Dispose()
    {
        pages.Dispose();
        readings.Dispose();
    }
}

/// What a shared reading shows, and about how many bytes it holds.
public readonly record struct Shared(string[] Tags, long Bytes);

/// A rendered page: its bytes as they are, its tag for If-None-Match, what it shows, and when its rendering began.
public sealed record KeptPage(byte[] Plain, string ETag, string ContentType, string[] Tags, long Began)
{
    byte[]? brotli, gzip;

    /// What its answer says besides.
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// Compressed when it is first asked for so, and then kept: most pages are only ever asked for in one encoding.
    public byte[] In(string? encoding) => encoding switch
    {
        "br" => brotli ??= PageResult.Compress(Plain, "br"),
        "gzip" => gzip ??= PageResult.Compress(Plain, "gzip"),
        _ => Plain,
    };

    /// As large as it can become.
    public long Size => Plain.Length * 3 / 2 + 512;
}

/// Evicts the pages that show what an event touched.
public sealed class PageEvictions(PageCache cache) : LocalReader
{
    public override string What => "Kept pages";

    public override async Task<long> Start(Db db)
    {
        // In this order: a page rendered between the two is thrown away, whatever it showed.
        var head = await EventLog.Head(db);
        cache.Clear();
        return head;
    }

    public override bool ReadsUnknown => true;

    public override Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        if (events.Any(e => e.Event is Unknown)) cache.Clear();
        cache.Evict(events.SelectMany(e => e.Event.Touches));
        return Task.CompletedTask;
    }
}
