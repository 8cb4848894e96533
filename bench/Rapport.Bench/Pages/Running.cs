using System.Diagnostics;
using System.Globalization;
using System.Net;
using Rapport.Bench.Communities;

namespace Rapport.Bench.Pages;

/// A process that listens: our server as it is shipped, or the bare one beside it.
sealed class Running : IDisposable
{
    readonly Process process;

    Running(string assembly, Func<int, string[]> arguments, string ready)
    {
        Port = Cluster.FreePort();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments(Port)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RAPPORT_LIMITS"] = "1000000";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var began = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Client = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(60) };
        while (!Answers(ready))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(2)) throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', said));
            Thread.Sleep(5);
        }
        Started = Stopwatch.GetElapsedTime(began);
        StartCpu = Spent;
    }

    readonly Queue<string> said = [];

    public static Running Server(Community community) => Server(community.Settings);

    public static Running Server(params string[] settings) => new(Path.Combine(Folders.Root, "artifacts/rapport/rapport.dll"), port => ["serve", "--urls", $"http://127.0.0.1:{port}", .. settings], "/");

    public static Running Bare() => new(typeof(Running).Assembly.Location, port => ["bare", port.ToString(CultureInfo.InvariantCulture)], "/1");

    public int Port { get; }
    public int Id => process.Id;
    public HttpClient Client { get; }

    /// Milliseconds that the process has computed.
    public double Spent
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// From the start of the process to its first page.
    public TimeSpan Started { get; }
    public double StartCpu { get; }

    /// Megabytes resident, and of these what is anonymous: the process's own rather than a file's, which the system takes back when it needs the room.
    public (double Resident, double Own) Memory
    {
        get
        {
            var status = $"/proc/{process.Id}/status";
            process.Refresh();
            if (!File.Exists(status)) return (process.WorkingSet64 / 1048576.0, double.NaN);
            var lines = File.ReadAllLines(status);
            double Of(string name) => double.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024;
            return (Of("VmRSS:"), Of("RssAnon:"));
        }
    }

    bool Answers(string path)
    {
        try { return Client.GetAsync(path).GetAwaiter().GetResult().StatusCode == HttpStatusCode.OK; }
        catch (HttpRequestException) { return false; }
    }

    void Keep(string? line)
    {
        if (line is null) return;
        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > 30) said.Dequeue();
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
