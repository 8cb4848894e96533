using Rapport.Bench.Search;

// Each bench prints its table, then one line of verdict, and returns whether every aim was met.
var benches = new Dictionary<string, Func<string[], bool>>
{
    ["search"] = arguments => Cranfield.Run() & RawIndex.Run(arguments),
};

// Not one of them: asks a server that runs already.
if (args is ["search-over", var address, var data, var process]) return OverHttp.Run(new Uri(address), data, int.Parse(process)) ? 0 : 1;

var unknown = args.Length > 0 && !benches.ContainsKey(args[0]);
if (unknown) Console.Error.WriteLine($"No bench is called {args[0]}; there are: {string.Join(", ", benches.Keys)}.");
if (unknown) return 2;

var met = true;
foreach (var (name, run) in benches)
    if (args.Length == 0 || args[0] == name) met &= run([.. args.Skip(1)]);
return met ? 0 : 1;
