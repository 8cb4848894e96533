using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rapport.Bench.Reviews;

/// How many reviews come in within a minute of process time, by the command an operator types: 50 thousand of 500 products, every fifth with a reply.
static partial class ReviewImport
{
    const int Reviews = 50_000, Products = 500;
    const double Aim = 50_000;

    public static bool Run(string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("rapport-reviews");
        try
        {
            var list = Path.Combine(home.FullName, "list.csv");
            Write(list);
            // The shell tells the time of the process it waited for, however many threads it had.
            var start = new ProcessStartInfo("bash", ["-c", "\"$@\"; code=$?; times >&2; exit $code", "bash", Path.Combine(Folders.Root, "bin/rapport"), "import", "reviews", list, "--unmatched", "make", "--data", Path.Combine(home.FullName, "data")]) { RedirectStandardOutput = true, RedirectStandardError = true };
            var began = Stopwatch.GetTimestamp();
            using var import = Process.Start(start)!;
            var problems = import.StandardError.ReadToEndAsync();
            var said = import.StandardOutput.ReadToEnd();
            import.WaitForExit();
            var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var seconds = Times().Matches(problems.Result).TakeLast(2).Sum(m => double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60 + double.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
            var whole = import.ExitCode == 0 && said.Contains($"reviews read {Reviews} stored {Reviews} ", StringComparison.Ordinal);
            if (!whole) Console.WriteLine(problems.Result + said);
            var pace = Reviews / seconds * 60;
            Console.WriteLine($"review import   {Reviews} reviews of {Products} products, {new FileInfo(list).Length >> 20} MB, to SQLite: {seconds:0.0} s of process time, {elapsed:0.0} s in all");
            Console.WriteLine($"review import: {pace:0} reviews a minute of process time, aim {Aim:0}: {(whole && pace >= Aim ? "met" : "MISSED")}");
            return whole && pace >= Aim;
        }
        finally { home.Delete(recursive: true); }
    }

    static void Write(string path)
    {
        string[] words = ["It", "pours", "without", "a", "drip", "and", "boils", "fast", "the", "lid", "fits", "well", "handle", "stays", "cool", "but", "it", "is", "loud", "in", "mornings", "after", "some", "weeks", "of", "use"];
        var random = new Random(7);
        string Text(int most) => string.Join(' ', Enumerable.Range(0, 6 + random.Next(most)).Select(_ => words[random.Next(words.Length)])) + ".";
        using var to = new StreamWriter(path, false, new UTF8Encoding(false));
        to.WriteLine("id,sku,product_name,rating,date,title,body,author,email,verified,reply");
        for (var n = 0; n < Reviews; n++)
        {
            var product = random.Next(Products);
            to.WriteLine($"{n},P-{product},Kettle {product},{1 + random.Next(5)},{new DateTime(2020, 1, 1).AddMinutes(n * 50):yyyy-MM-dd HH:mm:ss},{Text(4)},{Text(60)},Person {n / 2},{(n % 2 == 0 ? $"person{n / 2}@people.example" : "")},{(n % 3 == 0 ? "true" : "false")},{(n % 5 == 0 ? Text(20) : "")}");
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"([0-9]+)m([0-9.]+)s")]
    private static partial System.Text.RegularExpressions.Regex Times();
}
