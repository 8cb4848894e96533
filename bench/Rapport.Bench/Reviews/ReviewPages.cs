using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Rapport.Bench.Pages;

namespace Rapport.Bench.Reviews;

/// What the page of a product with 10 thousand reviews costs beside one with 10, and how many frames a second a shop's pages are given.
static class ReviewPages
{
    const int Few = 10, Many = 10_000;
    const double MostGrowth = 1.3, LeastEmbed = .5;

    public static bool Run(string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("rapport-review-pages");
        try
        {
            var data = Path.Combine(home.FullName, "data");
            Import(Path.Combine(home.FullName, "list.csv"), data);
            var (few, many) = (PathOf(data, "P-few"), PathOf(data, "P-many"));
            using var server = Running.Server("--data", data);
            using var bare = Running.Bare();
            Settle(data);
            using var visitors = new Visitors(server.Port);
            using var bareVisitors = new Visitors(bare.Port);
            var round = TimeSpan.FromSeconds(1);
            var fresh = 0;
            byte[] Fresh(string path) => Addresses.Get($"{path}?seen={Interlocked.Increment(ref fresh)}");
            var embed = Addresses.Get("/embed/reviews?product=P-many");
            foreach (var ask in new Func<int, int, byte[]>[] { (_, _) => Fresh(few), (_, _) => Fresh(many), (_, _) => embed }) visitors.WarmUp(ask);

            Console.WriteLine($"review pages    {Many:N0} reviews of one product, {Few} of another, on SQLite   {Visitors.Connections} connections, milliseconds");
            Figures.Head();
            var ofFew = Take("product, 10 reviews", (_, _) => Fresh(few), few + "?seen=0");
            var ofMany = Take("product, 10,000 reviews", (_, _) => Fresh(many), many + "?seen=0");
            var framed = Take("embed, kept", (_, _) => embed, aim: LeastEmbed);
            var growth = ofMany.Median / ofFew.Median;
            Console.WriteLine($"review pages: median of {Many:N0} by that of {Few} {growth:0.00}, aim {MostGrowth}; embed {framed.Ratio:0.00} of bare, aim {LeastEmbed}: {(growth <= MostGrowth && framed.Met ? "met" : "MISSED")}");
            return growth <= MostGrowth && framed.Met;

            Figures Take(string name, Func<int, int, byte[]> ask, string? example = null, double? aim = null)
            {
                var figures = Figures.Of(new(name, ask, example), server, visitors, bareVisitors, round, aim, null);
                figures.Print();
                return figures;
            }
        }
        finally { home.Delete(recursive: true); }
    }

    static void Import(string list, string data)
    {
        using (var to = new StreamWriter(list, false, new UTF8Encoding(false)))
        {
            to.WriteLine("id,sku,product_name,rating,date,title,body,author,email,reply");
            for (var n = 0; n < Few + Many; n++)
                to.WriteLine($"{n},{(n < Few ? "P-few" : "P-many")},Kettle,{1 + n * 7 % 5},{new DateTime(2024, 1, 1).AddMinutes(n * 50):yyyy-MM-dd HH:mm:ss},It pours well,It boils fast and the handle stays cool after {n} mornings.,Person {n},person{n}@people.example,{(n % 5 == 0 ? "Thank you for telling us." : "")}");
        }
        using var import = Process.Start(new ProcessStartInfo(Path.Combine(Folders.Root, "bin/rapport"), ["import", "reviews", list, "--unmatched", "make", "--data", data]) { RedirectStandardOutput = true })!;
        var said = import.StandardOutput.ReadToEnd();
        import.WaitForExit();
        if (import.ExitCode != 0 || !said.Contains($"stored {Few + Many} ", StringComparison.Ordinal)) throw new InvalidOperationException(said);
    }

    static string PathOf(string data, string sku) => (string)Ask(data, "SELECT '/products/' || id || '/' || slug FROM catalog_products WHERE sku = $sku", sku);

    /// Until what came in was read by all that follows it: it changes the pages for as long.
    static void Settle(string data)
    {
        while ((long)Ask(data, "SELECT (SELECT max(position) FROM kernel_events) - (SELECT min(position) FROM kernel_checkpoints) + (SELECT count(*) FROM kernel_jobs WHERE done_at IS NULL AND dead_at IS NULL)") > 0) Thread.Sleep(200);
    }

    static object Ask(string data, string question, string sku = "")
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(data, "rapport.db")};Mode=ReadOnly;Pooling=False");
        db.Open();
        using var ask = db.CreateCommand();
        ask.CommandText = question;
        ask.Parameters.AddWithValue("$sku", sku);
        return ask.ExecuteScalar()!;
    }
}
