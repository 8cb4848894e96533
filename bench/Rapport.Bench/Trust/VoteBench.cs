using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
using Rapport.Trust.Reading;

namespace Rapport.Bench.Trust;

/// A million votes through the event log and its reader into SQLite, by the command an operator types to make standing anew; then one more, a thousand times.
static partial class VoteBench
{
    const int Votes = 1_000_000, Members = 20_000, Posts = 200_000, More = 1_000, Rounds = 5;
    const double Aim = 60, OneAim = 1;

    public static bool Run()
    {
        var home = Directory.CreateTempSubdirectory("rapport-standing");
        try
        {
            var data = Path.Combine(home.FullName, "data");
            Command("migrate", "--data", data);
            Fill(Path.Combine(data, "rapport.db"));
            var all = Command("rebuild", "StandingReader", "--data", data);
            var kept = Count(Path.Combine(data, "rapport.db"));
            var one = OneMore(data).GetAwaiter().GetResult();
            var whole = kept == Votes;
            Console.WriteLine($"votes     {Votes} votes by {Members} members on {Posts} posts, {kept} weighed, SQLite: {all.Cpu:0.0} s of process time, {all.Cpu / Votes * 1e6:0} µs each, {all.Wall:0.0} s of wall time");
            Console.WriteLine($"votes     one more: {one.Cpu:0.00} ms of process time, best of {Rounds} rounds of {More}, {one.Wall:0.00} ms of wall time");
            var met = whole && all.Cpu <= Aim && one.Cpu <= OneAim;
            Console.WriteLine($"votes: {all.Cpu:0.0} s, aim {Aim:0}; one more {one.Cpu:0.00} ms, aim {OneAim:0}: {(met ? "met" : "MISSED")}");
            return met;
        }
        finally { home.Delete(recursive: true); }
    }

    /// The shell tells the time of the process it waited for, however many threads it had.
    static (double Cpu, double Wall) Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", "\"$@\"; code=$?; times >&2; exit $code", "bash", Path.Combine(Folders.Root, "bin/rapport"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var run = Process.Start(start)!;
        var problems = run.StandardError.ReadToEndAsync();
        var said = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        if (run.ExitCode != 0) throw new InvalidOperationException(problems.Result + said);
        return (Times().Matches(problems.Result).TakeLast(2).Sum(m => double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60 + double.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)), clock.Elapsed.TotalSeconds);
    }

    /// Half of the members bought something; votes of a year, each by somebody else on something else.
    static void Fill(string file)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var now = db.CreateCommand();
        const string columns = "INSERT INTO kernel_events (id, position, type, schema, at, actor, subject_kind, subject_id, subject_version, cause, payload)";
        now.CommandText = $$"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{Members / 2 - 1}})
            {{columns}} SELECT 1 + i, 1 + i, 'BuyerKnown', 1, 1760000000000000, NULL, 'customer', 5000000 + i, 1, 0, '{"member":' || (1000000 + 2 * i) || ',"holds":true}' FROM n;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{Votes - 1}})
            {{columns}} SELECT 100000 + i, {{Members / 2}} + 1 + i, 'VoteCast', 1, 1760000000000000 + i * 31536000, 1000000 + (i * 7919 + i / {{Posts}}) % {{Members}}, 'post', 2000000 + i % {{Posts}}, 1, 0,
                '{"kind":1,"author":' || (1000000 + (i % {{Posts}} * 31 + 1) % {{Members}}) || ',"value":1,"before":0,"topic":' || (3000000 + i % 50000) || ',"where":{"space":' || (1 + i % 7) || ',"tags":[],"products":[]}' || '}' FROM n
                WHERE (i * 7919 + i / {{Posts}}) % {{Members}} <> (i % {{Posts}} * 31 + 1) % {{Members}};
            """;
        now.ExecuteNonQuery();
        // Nobody votes on their own words: those are made up for by somebody else's.
        now.CommandText = $$"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{Votes - 1}})
            {{columns}} SELECT 100000 + i, {{Members / 2}} + 1 + i, 'VoteCast', 1, 1760000000000000 + i * 31536000, 1000000 + (i * 7919 + i / {{Posts}} + {{Members / 2}}) % {{Members}}, 'post', 2000000 + i % {{Posts}}, 1, 0,
                '{"kind":1,"author":' || (1000000 + (i % {{Posts}} * 31 + 1) % {{Members}}) || ',"value":1,"before":0,"topic":' || (3000000 + i % 50000) || ',"where":{"space":' || (1 + i % 7) || ',"tags":[],"products":[]}' || '}' FROM n
                WHERE (i * 7919 + i / {{Posts}}) % {{Members}} = (i % {{Posts}} * 31 + 1) % {{Members}};
            """;
        now.ExecuteNonQuery();
    }

    static long Count(string file)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var now = db.CreateCommand();
        now.CommandText = "SELECT COUNT(*) FROM trust_praises";
        return (long)now.ExecuteScalar()!;
    }

    /// As the reader gets it, one vote in a transaction of its own.
    static async Task<(double Cpu, double Wall)> OneMore(string data)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--data", data, "--urls", "http://127.0.0.1:0"], ApplicationName = "rapport", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        Server.Compose(builder, Composition.Modules);
        builder.Logging.ClearProviders();
        await using var app = Server.Wire(builder.Build());
        var reader = app.Services.GetRequiredService<StandingReader>();
        var (best, wall, position) = (double.MaxValue, double.MaxValue, 10_000_000L);
        for (var round = 0; round <= Rounds; round++)
        {
            var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            for (var n = 0; n < More; n++)
            {
                await using var scope = app.Services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<Db>();
                var vote = new VoteCast(3_000_000 + n, PostKind.Reply, 1_000_000 + n, 1, 0, new Where(1 + n % 7, [], []));
                var told = new Recorded(++position, vote, new Subject("post", 4_000_000 + round * More + n, 1), DateTimeOffset.FromUnixTimeSeconds(1_795_000_000), 1_000_000 + More + n, Cause.Live);
                await db.Transact(() => reader.Read(db, [told]));
            }
            // The first round warms up.
            if (round == 0) continue;
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / More);
            wall = Math.Min(wall, clock.Elapsed.TotalMilliseconds / More);
        }
        return (best, wall);
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"([0-9]+)m([0-9.]+)s")]
    private static partial System.Text.RegularExpressions.Regex Times();
}
