using CsCheck;
using Rapport.Kernel.Web;

namespace Rapport.Tests.Kernel;

public sealed class PageCacheTests
{
    abstract record Step;
    sealed record Begin(int Page, int[] Tags) : Step;
    sealed record End(int Which) : Step;
    sealed record Evict(int Tag) : Step;
    sealed record Clear : Step;
    sealed record Ask(int Page) : Step;

    static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4].Array[1, 3], (page, tags) => (Step)new Begin(page, tags))),
        (4, Gen.Int[0, 9].Select(which => (Step)new End(which))),
        (3, Gen.Int[0, 4].Select(tag => (Step)new Evict(tag))),
        (1, Gen.Const((Step)new Clear())),
        (4, Gen.Int[0, 3].Select(page => (Step)new Ask(page))));

    /// However renderings, evictions and requests interleave: what is served began after the last eviction of each of its tags.
    [Fact]
    public void A_page_rendered_while_what_it_shows_changes_is_never_served() => Steps.Array[1, 60].Sample(steps =>
    {
        using var cache = new PageCache();
        var clock = 0;
        var evicted = new int[5];
        var underWay = new List<(int Page, KeptPage Rendered, int Since)>();
        var since = new Dictionary<KeptPage, int>();
        foreach (var step in steps)
        {
            clock++;
            switch (step)
            {
                case Begin begin:
                    underWay.Add((begin.Page, new([], $"{clock}", "text/html", [.. begin.Tags.Select(t => $"tag:{t}")], cache.Now), clock));
                    break;
                case End end when underWay.Count > 0:
                    var (page, rendered, began) = underWay[end.Which % underWay.Count];
                    underWay.RemoveAt(end.Which % underWay.Count);
                    since[rendered] = began;
                    cache.Keep($"/{page}", rendered);
                    break;
                case Evict evict: cache.Evict([$"tag:{evict.Tag}"]); evicted[evict.Tag] = clock; break;
                case Clear: cache.Clear(); Array.Fill(evicted, clock); break;
                case Ask ask when cache.Find($"/{ask.Page}") is { } served:
                    if (served.Tags.Any(tag => evicted[tag[^1] - '0'] > since[served])) return false;
                    break;
            }
        }
        return true;
    });

    [Fact]
    public void A_page_is_served_until_something_it_shows_changes()
    {
        using var cache = new PageCache();
        cache.Keep("/a", new([1], "a", "text/html", ["topic:1", "space:1"], cache.Now));
        cache.Evict(["topic:2"]);
        Assert.NotNull(cache.Find("/a"));
        cache.Evict(["space:1"]);
        Assert.Null(cache.Find("/a"));
    }
}
