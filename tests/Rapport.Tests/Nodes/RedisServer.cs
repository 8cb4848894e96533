using System.Diagnostics;

namespace Rapport.Tests.Nodes;

/// A Redis of one test alone, that can be lost and come back.
public sealed class RedisServer : IAsyncDisposable
{
    readonly int port = Balancer.FreePort();
    Process? process;

    public string Address => $"127.0.0.1:{port}";

    /// The one that all tests share.
    public static string Shared => Environment.GetEnvironmentVariable("RAPPORT_TEST_REDIS") is { Length: > 0 } address ? address : throw new InvalidOperationException("RAPPORT_TEST_REDIS names no Redis; run bin/test.");

    public void Start() => process = Process.Start(new ProcessStartInfo("redis-server", ["--bind", "127.0.0.1", "--port", $"{port}", "--save", ""]) { RedirectStandardOutput = true });

    public async Task Lose()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync() => await Lose();
}
