using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Rapport.Bench.Reviews;

/// How long the ratings of 100 thousand products take, by the command an operator types: half a million reviews of ten years. Only what ratings are made of is in the table.
static partial class RatingBench
{
    const int Products = 100_000, Each = 5;
    const double Aim = 60;

    public static bool Run(string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("rapport-ratings");
        try
        {
            var data = Path.Combine(home.FullName, "data");
            Command("migrate", data);
            Fill(Path.Combine(data, "rapport.db"));
            var (first, said) = Command("ratings", data);
            var (again, _) = Command("ratings", data);
            var whole = said.Contains($"{Products} ", StringComparison.Ordinal);
            if (!whole) Console.WriteLine(said);
            Console.WriteLine($"ratings   {Products} products, {Products * Each} reviews, SQLite: {first:0.0} s of process time at first, {again:0.0} s again");
            Console.WriteLine($"ratings: {Math.Max(first, again):0.0} s, aim {Aim:0}: {(whole && Math.Max(first, again) <= Aim ? "met" : "MISSED")}");
            return whole && Math.Max(first, again) <= Aim;
        }
        finally { home.Delete(recursive: true); }
    }

    /// The shell tells the time of the process it waited for, however many threads it had.
    static (double Seconds, string Said) Command(string verb, string data)
    {
        var start = new ProcessStartInfo("bash", ["-c", "\"$@\"; code=$?; times >&2; exit $code", "bash", Path.Combine(Folders.Root, "bin/rapport"), verb, "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var run = Process.Start(start)!;
        var problems = run.StandardError.ReadToEndAsync();
        var said = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        if (run.ExitCode != 0) throw new InvalidOperationException(problems.Result + said);
        return (Times().Matches(problems.Result).TakeLast(2).Sum(m => double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60 + double.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)), said);
    }

    static void Fill(string file)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var now = db.CreateCommand();
        now.CommandText = $"""
            PRAGMA foreign_keys = OFF;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Products * Each - 1})
            INSERT INTO reviews_reviews (id, version, product_id, shared_id, stars, headed, created_at, bought_at, rewarded, sampled, relation, source_verified, state, helpful, unhelpful, helpful_rank)
            SELECT 1000000 + i, 1, 1 + i / {Each}, 1 + i / {Each}, 1 + (i * 7 + i / 11) % 5, 0, 1790000000000000 - (i * 631 % 315360000) * 1000000, CASE i % 3 WHEN 0 THEN 1700000000000000 END, i % 17 = 0, 0, 0, 0, 0, 0, 0, 0 FROM n;
            """;
        now.ExecuteNonQuery();
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"([0-9]+)m([0-9.]+)s")]
    private static partial System.Text.RegularExpressions.Regex Times();
}
