using System.Diagnostics;
using Rapport.Search.Index;

namespace Rapport.Bench.Search;

/// How long searches take in an index of a million documents, without the web around it.
static class RawIndex
{
    const double Aim = 50;
    static readonly DateTimeOffset today = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly Access access = Access.To("public", "members");

    public static bool Run(string[] arguments)
    {
        var size = arguments.Length > 0 ? int.Parse(arguments[0]) : 1_000_000;
        var babble = new Babble();
        using (var empty = Open(size)) Fill(empty, babble, size);
        SearchIndex index = null!;
        var opening = Timed(() => index = Open(size));
        using var _ = index;
        var first = Timed(() => Find.Handle(index, new(babble.Word(3)) { Access = access }));

        var random = new Random(7);
        var mix = QueryMix.Of(Lexicon.Of(babble), random).ToList();
        foreach (var query in mix.Take(100)) Search(index, babble, query.Text, out var hits);

        var measured = mix.Select(q => (q.Kind, Spent: Search(index, babble, q.Text, out var total), Total: total)).ToList();
        Console.WriteLine($"raw index       documents {index.Count:N0}   milliseconds of process time, facets, highlights and access included");
        Console.WriteLine($"  {"",-24}{"searches",10}{"median",10}{"p95",10}{"p99",10}{"hits",12}");
        foreach (var kind in measured.GroupBy(m => m.Kind)) Print(kind.Key, [.. kind.Select(k => k.Spent)], kind.Average(k => k.Total));
        var all = measured.Select(m => m.Spent).ToArray();
        Print("all", all, measured.Average(m => m.Total));
        Print("suggestions", [.. Enumerable.Range(0, 300).Select(n => Timed(() => Suggest.Handle(index, babble.Word(n * 7)[..(1 + n % 4)], access)))], 0);
        Print("similar", [.. Enumerable.Range(0, 100).Select(n => Timed(() =>
            Similar.Handle(index, babble.Text(new Random(n), 6), babble.Text(new Random(-n), 60), "en", access)))], 0);
        Print("visible after put", [.. Enumerable.Range(0, 50).Select(n => Timed(() => { index.Put(Document(babble, size + n)); index.Refresh(); }))], 0);
        Console.WriteLine($"  opening {opening:0} ms, every byte checked; the first search {first:0} ms");
        Console.WriteLine($"  memory          {Process.GetCurrentProcess().WorkingSet64 >> 20} MB resident, {GC.GetTotalMemory(true) >> 20} MB managed");

        var p95 = At(all, 0.95);
        Console.WriteLine($"raw index: p95 {p95:0.0} ms, aim {Aim:0}: {(p95 <= Aim ? "met" : "MISSED")}");
        return p95 <= Aim;
    }

    static SearchIndex Open(int size) => SearchIndex.Open(Folders.Cache($"raw-index-{size}"));

    static void Fill(SearchIndex index, Babble babble, int size)
    {
        if (index.Position == "filled") return;
        var started = Stopwatch.GetTimestamp();
        index.Clear();
        foreach (var batch in Enumerable.Range(0, size).Chunk(10_000)) index.Put(batch.Select(n => Document(babble, n)));
        index.Commit("filled");
        Console.WriteLine($"raw index       filled in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }

    /// Of a hundred posts twelve open a topic; the others reply, and inherit the topic's facets.
    static SearchDocument Document(Babble babble, int n)
    {
        var random = new Random(n);
        var topic = n % 100 < 12;
        var product = random.Next(2) == 0 ? [(long)(2_000 * Math.Pow(random.NextDouble(), 3))] : Array.Empty<long>();
        return new(topic ? DocumentKind.Topic : n % 100 == 99 ? DocumentKind.Product : DocumentKind.Reply, n)
        {
            Title = topic ? babble.Text(random, 7) : "",
            Body = Body(babble, n),
            Language = "en",
            Audience = random.Next(100) switch { < 90 => "public", < 97 => "members", var rest => $"space:{rest}" },
            Space = random.Next(40),
            Products = product,
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => "tag-" + (int)(500 * Math.Pow(random.NextDouble(), 2)))],
            Solved = topic ? random.Next(2) == 0 : null,
            Accepted = !topic && random.Next(10) == 0,
            Author = random.Next(20_000),
            Topic = topic ? null : n - n % 100,
            Votes = random.Next(12) - 1,
            Created = today.AddMinutes(-random.Next(3 * 525_600)),
        };
    }

    static string Body(Babble babble, int n) => babble.Text(new Random(~n), Babble.PostLength);

    static double Search(SearchIndex index, Babble babble, string text, out int total)
    {
        SearchResults found = null!;
        var spent = Timed(() => found = Find.Handle(index, new(text) { Access = access }));
        var texts = found.Hits.Select(h => Body(babble, (int)h.Id)).ToList();
        spent += Timed(() => texts.ForEach(t => found.Highlight.Best(t, "en")));
        total = found.Total;
        return spent;
    }

    static double Timed(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    static double At(double[] spent, double share) => spent.Order().ElementAt((int)Math.Min(spent.Length - 1, spent.Length * share));

    static void Print(string name, double[] spent, double hits) =>
        Console.WriteLine($"  {name,-24}{spent.Length,10}{At(spent, .5),10:0.0}{At(spent, .95),10:0.0}{At(spent, .99),10:0.0}{(hits > 0 ? $"{hits:N0}" : ""),12}");
}
