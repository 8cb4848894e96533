using System.Diagnostics;

namespace Rapport.Tests.Worlds;

/// The command line, as an operator uses it: a process with arguments, an exit code and what it printed.
public static class Terminal
{
    public sealed record Said(int Code, string Out, string Error)
    {
        public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static Task<Said> Rapport(Home home, params string[] arguments) => Run(["dotnet", Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. arguments, .. home.Settings]);

    /// As a unit starts it, which says everything by its environment.
    public static Task<Said> Rapport(Dictionary<string, string> environment, params string[] arguments) => Run(["dotnet", Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. arguments], environment);

    /// The same within this process: quicker, for verbs that say their words to whoever asked.
    public static Task<Said> Here(Home home, params string[] arguments) => Here([.. arguments, .. home.Settings]);

    public static async Task<Said> Here(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await global::Rapport.Cli.CommandLine.Run(arguments, output, error);
        return new(code, $"{output}", $"{error}");
    }

    /// No file may grow beyond the limit: what a full disk is.
    public static Task<Said> RapportOnFullDisk(Home home, int mostKilobytes, params string[] arguments) =>
        Run(["bash", "-c", $"trap '' XFSZ; ulimit -S -f {mostKilobytes}; DOTNET_EnableWriteXorExecute=0 exec \"$@\"", "bash", "dotnet", Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. arguments, .. home.Settings]);

    static async Task<Said> Run(string[] command, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
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
