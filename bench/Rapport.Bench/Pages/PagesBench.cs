using Rapport.Bench.Communities;

namespace Rapport.Bench.Pages;

/// How many pages a second, how soon, by how much memory: on both databases, in three sizes of community.
static class PagesBench
{
    const double MostGrowth = 1.3, MostMemory = 350;
    const int ForMemory = 100_000;
    static string only = "";
    static readonly int[] sizes = [10_000, 100_000, 1_000_000];

    /// Arguments narrow it: sizes, "sqlite" or "postgres", "only=topic" for the cases named so, "seconds=2" for longer rounds.
    public static bool Run(string[] arguments)
    {
        var wanted = arguments.Where(a => int.TryParse(a, out _)).Select(int.Parse).ToArray();
        var round = TimeSpan.FromSeconds(arguments.FirstOrDefault(a => a.StartsWith("seconds=", StringComparison.Ordinal)) is { } said ? double.Parse(said[8..]) : .5);
        only = arguments.FirstOrDefault(a => a.StartsWith("only=", StringComparison.Ordinal))?[5..] ?? "";
        if (wanted.Length == 0) wanted = sizes;
        var engines = new[] { false, true }.Where(postgres => !arguments.Contains(postgres ? "sqlite" : "postgres")).ToList();
        Community.Make(wanted.SelectMany(size => engines.Select(postgres => (postgres, size))));
        using var bare = Running.Bare();
        var met = true;
        foreach (var postgres in engines)
        {
            var seen = new SortedDictionary<int, List<Figures>>();
            // Between the smallest and the largest only what has an aim of its own is asked.
            foreach (var size in wanted) met &= Measure(postgres, size, bare, round, seen[size] = [], onlyAims: size > wanted.Min() && size < wanted.Max());
            if (seen.Count > 1) met &= Growth(postgres, seen);
        }
        Console.WriteLine(met ? "pages: met" : "pages: MISSED");
        return met;
    }

    static bool Measure(bool postgres, int posts, Running bare, TimeSpan round, List<Figures> seen, bool onlyAims)
    {
        using var community = Community.Open(postgres, posts).GetAwaiter().GetResult();
        var to = Addresses.Of(community).GetAwaiter().GetResult();
        var starts = Enumerable.Range(0, posts == ForMemory ? 3 : 1).Select(_ => Start(community)).ToList();
        using var server = Running.Server(community);
        using var visitors = new Visitors(server.Port);
        using var bareVisitors = new Visitors(bare.Port);
        Console.WriteLine($"pages           {posts:N0} posts on {community.Engine}   {Visitors.Connections} connections, milliseconds");
        Figures.Head();
        foreach (var visiting in Case.Anonymous(to).Concat(Case.SignedInVisitors(to)).Where(Wanted)) visitors.WarmUp(visiting.Ask);

        foreach (var visiting in Case.Anonymous(to)) Take(visiting);
        var memory = server.Memory;
        foreach (var visiting in Case.SignedInVisitors(to).Append(Case.Reply(to)).Where(c => !onlyAims || c.Aim(postgres) is not null)) Take(visiting);
        Console.WriteLine($"  memory          {memory.Own:0} MB anonymous after the anonymous rounds{(posts == ForMemory ? $" (aim {MostMemory:0})" : "")}, {memory.Resident:0} MB resident with the files it has mapped");
        Console.WriteLine($"  start           {Figures.Middle(starts.Select(s => s.Wall)):0} ms to the first page, {Figures.Middle(starts.Select(s => s.Cpu)):0} ms of processor time");
        FirstVisit.Print(server, to.Topics[0]);
        return seen.TrueForAll(f => f.Met) & (posts != ForMemory || memory.Own <= MostMemory);

        void Take(Case visiting)
        {
            if (!Wanted(visiting)) return;
            seen.Add(Figures.Of(visiting, server, visitors, bareVisitors, round, visiting.Aim(postgres), to.Cookies[0]));
            seen[^1].Print();
        }
    }

    static bool Wanted(Case visiting) => visiting.Name.Contains(only, StringComparison.Ordinal);

    static (double Wall, double Cpu) Start(Community community)
    {
        using var server = Running.Server(community);
        return (server.Started.TotalMilliseconds, server.StartCpu);
    }

    static bool Growth(bool postgres, SortedDictionary<int, List<Figures>> seen)
    {
        var (least, most) = (seen.First(), seen.Last());
        Console.WriteLine($"growth          median at {most.Key:N0} posts by that at {least.Key:N0}, on {(postgres ? "PostgreSQL" : "SQLite")}; aim {MostGrowth:0.0}");
        var met = true;
        foreach (var (few, many) in least.Value.Zip(most.Value))
        {
            met &= many.Median <= MostGrowth * few.Median;
            Console.WriteLine($"  {few.Case,-26}{few.Median,9:0.00}{many.Median,9:0.00}{many.Median / few.Median,8:0.00}{(many.Median <= MostGrowth * few.Median ? "" : "  MISSED")}");
        }
        return met;
    }
}
