using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rapport.Tests.Story;

/// The operations guide, followed to the letter: its commands run in order on a machine of folders, with a real nginx in front.
/// What stands for Debian is small: a systemctl that starts what the unit says and waits until it says it is ready, and no other users.
public sealed partial class OperationsGuideTests
{
    static string Repository => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    [Fact]
    public async Task The_guide_leads_from_an_empty_machine_to_https_a_backup_a_restore_and_the_next_version()
    {
        if (!File.Exists("/usr/sbin/nginx") || !File.Exists("/usr/bin/openssl")) { Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "tests/needs installs nginx and openssl."); Assert.Skip("No nginx: tests/needs installs it."); }
        var machine = Directory.CreateTempSubdirectory("rapport-machine-").FullName;
        try
        {
            var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Repository, "docs/operations.md"))).Select(m => m.Groups[1].Value).ToList();
            Assert.True(blocks.Count >= 10, "The guide has lost its commands.");
            var script = Path.Combine(machine, "guide.sh");
            await File.WriteAllTextAsync(script, string.Join('\n', blocks.Select((b, n) => $"echo '=== block {n}'\n{b}")));
            var (code, said) = await Run("bash", Path.Combine(AppContext.BaseDirectory, "Story/machine.sh"), Repository, machine, script);
            Assert.True(code == 0, said);

            Assert.Matches(@"block 1\b(?s:.*?)Healthy", said);
            Assert.Matches(@"https://[^ ]*/setup\?token=[0-9a-f]{32}", said);
            Assert.Contains("read back and whole", said);
            Assert.Contains("is whole: Rapport", said);
            Assert.Contains("What was here before is kept in", said);
            Assert.DoesNotMatch(@"FAILURE  (Database|Clock|Files|Master key|Backups|Disk)", said);

            // Through nginx: encrypted, said so to the server, and a visitor's own word for where they come from counts for nothing.
            Assert.Contains("front: 200", said);
            Assert.Contains("strict-transport-security: max-age=31536000", said.ToLowerInvariant());
            Assert.Contains("plain: 301 https://", said);
            Assert.Contains("Strict-Transport-Security told to a stranger: no", said);
        }
        finally { Directory.Delete(machine, recursive: true); }
    }

    static async Task<(int, string)> Run(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + "\n" + await error);
    }

    [GeneratedRegex("^```sh run\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
