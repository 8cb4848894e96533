using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Tests.Nodes;
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
    public Uri Address => Client.BaseAddress!;

    /// What the process itself does: serve, and say where.
    public static async Task<int> Run(string[] settings)
    {
        var next = settings.Contains(NextModule.Setting);
        var app = World.Build(settings, modules: next ? new([.. Home.Modules.All, new NextModule()]) : null);
        if (next)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Db>().Database.ExecuteSqlRawAsync(NextModule.Migration);
        }
        await Server.Migrate(app.Services);
        await app.StartAsync();
        Console.WriteLine("listening " + app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// With a limit no file may grow beyond it: what a full disk is to a database.
    public static async Task<Node> Start(Home home, int? mostKilobytes = null, params string[] settings)
    {
        string[] command = ["dotnet", typeof(Node).Assembly.Location, "node", .. home.Settings, "--urls", "http://127.0.0.1:0", "--limits", "100000", "--drain", "0", .. settings];
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

    /// SIGTERM: what is under way is finished. The exit code, once it has ended.
    public async Task<int> Stop()
    {
        Tell();
        return await Ended();
    }

    /// SIGTERM alone.
    public void Tell() => Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();

    public async Task<int> Ended()
    {
        using var most = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await process.WaitForExitAsync(most.Token);
        return process.ExitCode;
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
