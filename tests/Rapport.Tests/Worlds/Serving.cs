using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rapport.Tests.Worlds;

/// "rapport serve" as an operator starts it, in a process of its own.
public sealed partial class Serving : IAsyncDisposable
{
    readonly Process process;

    Serving(Process process, string address, IReadOnlyList<string> said) => (this.process, Address, Said) = (process, address, said);

    public string Address { get; }

    /// What it printed until it took requests.
    public IReadOnlyList<string> Said { get; }

    public static Task<Serving> Start(Home home, params string[] arguments) => Start([.. arguments, .. home.Settings]);

    public static async Task<Serving> Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rapport.dll"), "serve", .. arguments]) { RedirectStandardOutput = true })!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is not { Success: true, Value: var address }) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new(process, address, said);
        }
        throw new InvalidOperationException("It did not start: " + string.Join('\n', said));
    }

    /// kill -9.
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    [GeneratedRegex("(?<=Now listening on: )http://[0-9.:]+")]
    private static partial Regex Listening();
}
