using Rapport.Bench.Import;
using Rapport.Bench.Pages;
using Rapport.Bench.Reviews;
using Rapport.Bench.Search;
using Rapport.Bench.Spam;
using Rapport.Bench.Trust;

// Each bench prints its table, then one line of verdict, and returns whether every aim was met.
var benches = new Dictionary<string, Func<string[], bool>>
{
    ["search"] = arguments => Cranfield.Run() & RawIndex.Run(arguments) & OverHttp.Run(arguments),
    ["pages"] = PagesBench.Run,
    ["import"] = ImportBench.Run,
    ["reviews"] = arguments => Parts(arguments, ("pages", ReviewPages.Run), ("import", ReviewImport.Run), ("ratings", RatingBench.Run)),
    ["spam"] = SpamBench.Run,
    ["standing"] = arguments => Parts(arguments, ("rings", _ => RingBench.Run()), ("network", _ => NetworkBench.Run()), ("votes", _ => VoteBench.Run())),
};

// Not among them: the limit that pages are measured against, in a process of its own; and a server that runs already, asked for its searches.
if (args is ["bare", ..]) return Bare.Run(args[1..]) ? 0 : 1;
if (args is ["search-over", var address, var data, var process]) return OverHttp.Run(new Uri(address), data, int.Parse(process)) ? 0 : 1;

var unknown = args.Length > 0 && !benches.ContainsKey(args[0]);
if (unknown) Console.Error.WriteLine($"No bench is called {args[0]}; there are: {string.Join(", ", benches.Keys)}.");
if (unknown) return 2;

var met = true;
foreach (var (name, run) in benches)
    if (args.Length == 0 || args[0] == name) met &= run([.. args.Skip(1)]);
return met ? 0 : 1;

// All parts of a bench, or the one that is named first.
static bool Parts(string[] arguments, params (string Name, Func<string[], bool> Run)[] parts)
{
    var chosen = parts.Where(p => arguments.Contains(p.Name)).ToList();
    return (chosen.Count == 0 ? [.. parts] : chosen).Aggregate(true, (met, part) => met & part.Run([.. arguments.Where(a => a != part.Name)]));
}
