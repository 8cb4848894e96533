using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Rapport.Tests.Worlds;

/// A server in a process of its own, so that it can be killed at any moment.
public sealed class Node : IAsyncDisposable
{
    readonly Process process;

    Node(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        Client.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    public HttpClient Client { get; }

    /// What the process itself does: serve, and say where.
    public static async Task<int> Run(string[] settings)
    {
        var app = World.Build(settings);
        await Server.Migrate(app.Services);
        await app.StartAsync();
        Console.WriteLine("listening " + app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// With a limit no file may grow beyond it: what a full disk is to a database.
    public static async Task<Node> Start(Home home, int? mostKilobytes = null)
    {
        string[] command = ["dotnet", typeof(Node).Assembly.Location, "node", .. home.Settings, "--urls", "http://127.0.0.1:0", "--limits", "100000"];
        var start = mostKilobytes is null ? new ProcessStartInfo(command[0], command[1..])
            : new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -S -f {mostKilobytes}; exec \"$@\"", "bash", .. command]);
        start.RedirectStandardOutput = true;
        // The runtime maps its code through a file that is larger than any limit here.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var process = Process.Start(start)!;
        for (var said = ""; (said = await process.StandardOutput.ReadLineAsync()) is not null;)
            if (said.StartsWith("listening ", StringComparison.Ordinal)) return new Node(process, new Uri(said[10..]));
        throw new InvalidOperationException("The node did not start.");
    }

    /// kill -9: nothing is said, nothing is finished.
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// Room on the disk again.
    public Task Unlimited() => Process.Start("prlimit", ["--pid", $"{process.Id}", "--fsize=unlimited:"]).WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) await Kill();
        process.Dispose();
    }
}
