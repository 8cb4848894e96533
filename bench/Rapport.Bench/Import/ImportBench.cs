using System.Diagnostics;

namespace Rapport.Bench.Import;

/// How long it takes to bring the larger of the real communities in, by the command an operator types.
static class ImportBench
{
    const double Aim = 30;

    public static bool Run(string[] arguments)
    {
        if (Dumps().MaxBy(d => new FileInfo(Path.Combine(d, "Posts.xml")).Length) is not { } dump)
        {
            Console.WriteLine("import: SKIPPED, the test data is not here (RAPPORT_TEST_DATA)");
            return true;
        }
        var home = Directory.CreateTempSubdirectory("rapport-import");
        try
        {
            var began = Stopwatch.GetTimestamp();
            using var import = Process.Start(new ProcessStartInfo(Path.Combine(Folders.Root, "bin/rapport"), ["import", "stackexchange", dump, "--data", home.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var problems = import.StandardError.ReadToEndAsync();
            var said = import.StandardOutput.ReadToEnd();
            import.WaitForExit();
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine($"import          {Path.GetFileName(dump)}, {Directory.GetFiles(dump, "*.xml").Sum(f => new FileInfo(f).Length) >> 20} MB of XML, to SQLite");
            Console.WriteLine(string.Join('\n', said.Split('\n').Where(line => line.Contains(" read ", StringComparison.Ordinal)).Select(line => "  " + line)));
            if (import.ExitCode is not (0 or 3)) Console.WriteLine(problems.GetAwaiter().GetResult());
            var met = import.ExitCode is 0 or 3 && seconds <= Aim;
            Console.WriteLine($"import: {seconds:0.0} s, aim {Aim:0}: {(met ? "met" : "MISSED")}");
            return met;
        }
        finally { home.Delete(recursive: true); }
    }

    static IEnumerable<string> Dumps() => Folders.Data("stackexchange") is { } folder ? Directory.GetFiles(folder, "Posts.xml", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!) : [];
}
