using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Catalog.Feeds;

/// A list of products that is read again and again: fetched from an address, or handed in as a file under the same name.
public sealed class FeedSource : Entity
{
    public const int ShortestMinutes = 15;

    /// How long a node may be silent before another one reads the feed.
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    FeedSource() { }

    public FeedSource(long id, string name, bool isComplete) => (Id, Name, IsComplete) = (id, name, isComplete);

    public static FeedSource At(long id, string address, TimeSpan every, bool isComplete, DateTimeOffset now)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || address.Length > 2_000)
            throw new Refused("The address must begin with http:// or https://.") { Field = "address" };
        RefuseUnlessFit(every);
        // A password within the address is for the shop, not for the page that names the feed.
        return new FeedSource(id, uri.Host + uri.PathAndQuery, isComplete) { Address = uri.AbsoluteUri, EveryMinutes = (int)every.TotalMinutes, NextAt = now };
    }

    /// Unique: the host and path, or the name a file was handed in under.
    public string Name { get; private set; } = "";
    public string? Address { get; private set; }
    public int EveryMinutes { get; private set; }

    /// It lists everything that is sold: what is missing from it is retired.
    public bool IsComplete { get; internal set; }

    /// The currency of prices that name none.
    public string? Currency { get; internal set; }
    public DateTimeOffset? NextAt { get; private set; }
    public DateTimeOffset? LockedUntil { get; private set; }
    public DateTimeOffset? LastRunAt { get; private set; }
    public string? ETag { get; private set; }
    public DateTimeOffset? LastModified { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }

    /// What the last fetch came to where it brought no products: unchanged, or why it failed.
    public string? LastProblem { get; private set; }
    public string? LastProblemArguments { get; private set; }
    public int Failures { get; private set; }

    internal void Ran(DateTimeOffset now, Refused? problem, string? etag, DateTimeOffset? modified)
    {
        (LastRunAt, LastProblem, LastProblemArguments, LockedUntil) = (now, problem?.Message, problem is null ? null : Saying.Keep(problem), null);
        Failures = problem is null ? 0 : Failures + 1;
        // What failed is fetched whole again; and sooner than usual, at first.
        (ETag, LastModified) = problem is null ? (etag, modified) : (null, null);
        if (Address is null) return;
        var pause = problem is null ? EveryMinutes : Math.Min(EveryMinutes, ShortestMinutes * Failures);
        NextAt = now + TimeSpan.FromMinutes(pause);
    }

    public void RunSoon(DateTimeOffset now)
    {
        if (Address is null || StoppedAt is not null) throw new Refused("This list is not fetched from an address.");
        NextAt = now;
        (ETag, LastModified) = (null, null);
    }

    public void Stop(DateTimeOffset now) => StoppedAt ??= now;

    public void Resume(TimeSpan every, bool isComplete, DateTimeOffset now)
    {
        if (Address is null) throw new Refused("This list is not fetched from an address.");
        RefuseUnlessFit(every);
        (StoppedAt, EveryMinutes, IsComplete, NextAt) = (null, (int)every.TotalMinutes, isComplete, now);
    }

    static void RefuseUnlessFit(TimeSpan every)
    {
        if (every < TimeSpan.FromMinutes(ShortestMinutes) || every > TimeSpan.FromDays(31))
            throw new Refused("A feed is fetched at most every {n} minutes and at least once a month.", ("n", ShortestMinutes)) { Field = "every" };
    }
}
