using System.Diagnostics;

namespace Rapport.Tests.Worlds;

/// The command line, as an operator uses it: a process with arguments, an exit code and what it printed.
public static class Terminal
{
    public sealed record Said(int Code, string Out, string Error)
    {
        public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task<Said> Rapport(Home home, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. arguments, .. home.Settings]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}

/// The real data that some tests read, where it is kept beside the repository.
public static class TestData
{
    public static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable("RAPPORT_TEST_DATA") ?? Beside();
        var folder = root is null ? null : Path.Combine(root, name);
        if (folder is null || !Directory.Exists(folder)) Assert.Skip($"There is no {name}: RAPPORT_TEST_DATA names the folder of test data.");
        return folder;
    }

    static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "data"))) return Path.Combine(folder.FullName, "shared", "data");
        return null;
    }
}
