using System.Diagnostics;
using System.Net;
using Rapport.Bench.Communities;
using Rapport.Bench.Pages;

namespace Rapport.Bench.Search;

/// How much a search costs a running server: the whole page, with facets, highlights and access, one visitor after the other.
/// The server is to be started with --limits high enough, its index built.
static class OverHttp
{
    const double Aim = 50;

    /// In a generated community, by default of a million posts.
    public static bool Run(string[] arguments)
    {
        using var community = Community.Open(postgres: false, arguments.Length > 0 ? int.Parse(arguments[0]) : 1_000_000).GetAwaiter().GetResult();
        var to = Addresses.Of(community).GetAwaiter().GetResult();
        using var server = Running.Server(community);
        return Run(server.Client.BaseAddress!, community.Data, server.Id, cookie: to.Cookies[0]);
    }

    /// The mix of the words that the server's own index holds; the index lies in the data folder, the process answers at the address.
    public static bool Run(Uri address, string data, int process, int count = 1_000, string? cookie = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
        if (cookie is not null) client.DefaultRequestHeaders.Add("Cookie", cookie);
        var lexicon = Lexicon.Of(Directory.GetDirectories(data, "search-*").Order(StringComparer.Ordinal).First());
        var mix = QueryMix.Of(lexicon, new Random(7), count).ToList();
        // An index of this size is read through once before it answers.
        for (var tries = 0; tries < 600 && client.GetAsync("/search?q=a").GetAwaiter().GetResult().StatusCode == HttpStatusCode.ServiceUnavailable; tries++) Thread.Sleep(200);
        foreach (var query in mix.Take(100)) Search(client, process, query.Text);

        var measured = mix.Select(q => (q.Kind, Cost: Search(client, process, q.Text))).ToList();
        Console.WriteLine($"search over HTTP  documents {lexicon.Documents:N0}   milliseconds of the server's process time, and of waiting");
        Console.WriteLine($"  {"",-24}{"searches",10}{"median",10}{"p95",10}{"p99",10}{"wall p50",12}{"wall p95",12}");
        foreach (var kind in measured.GroupBy(m => m.Kind)) Print(kind.Key, [.. kind.Select(k => k.Cost)]);
        var all = measured.Select(m => m.Cost).ToArray();
        Print("all", all);
        Print("suggestions", [.. mix.Take(200).Select(q => Fetch(client, process, "/suggest?q=" + Uri.EscapeDataString(q.Text[..Math.Min(4, q.Text.Length)])))]);
        Print("similar", [.. mix.Take(100).Select(q => Fetch(client, process, "/similar?title=" + Uri.EscapeDataString(q.Text)))]);

        var p95 = At(all.Select(c => c.Spent), .95);
        Console.WriteLine($"search over HTTP: p95 {p95:0.0} ms of process time, aim {Aim:0}: {(p95 <= Aim ? "met" : "MISSED")}");
        return p95 <= Aim;
    }

    static (double Spent, double Waited) Search(HttpClient client, int process, string words) => Fetch(client, process, "/search?q=" + Uri.EscapeDataString(words));

    static (double Spent, double Waited) Fetch(HttpClient client, int process, string path)
    {
        var (before, began) = (Spent(process), Stopwatch.GetTimestamp());
        using var answer = client.GetAsync(path).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        var waited = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return (Spent(process) - before, waited);
    }

    /// Milliseconds all threads of the process have run. Linux tells nanoseconds for each thread; elsewhere it is coarser.
    static double Spent(int process)
    {
        var threads = $"/proc/{process}/task";
        if (!Directory.Exists(threads)) return Process.GetProcessById(process).TotalProcessorTime.TotalMilliseconds;
        var sum = 0.0;
        foreach (var thread in Directory.EnumerateDirectories(threads))
            try { sum += long.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0]) / 1e6; }
            catch (IOException) { /* a thread that just ended */ }
        return sum;
    }

    static double At(IEnumerable<double> costs, double share)
    {
        var sorted = costs.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }

    static void Print(string name, (double Spent, double Waited)[] costs)
    {
        double Spent(double share) => At(costs.Select(c => c.Spent), share);
        double Waited(double share) => At(costs.Select(c => c.Waited), share);
        Console.WriteLine($"  {name,-24}{costs.Length,10}{Spent(.5),10:0.0}{Spent(.95),10:0.0}{Spent(.99),10:0.0}{Waited(.5),12:0.0}{Waited(.95),12:0.0}");
    }
}
