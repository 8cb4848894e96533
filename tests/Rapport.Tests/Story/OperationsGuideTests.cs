using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rapport.Tests.Story;

/// The operations guide, followed to the letter: its commands run in order on a machine of folders (machine.sh), with the archive that is published, a real nginx, Caddy and PostgreSQL.
public sealed partial class OperationsGuideTests
{
    static string Repository => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    [Fact]
    public async Task The_guide_leads_from_an_empty_machine_to_https_a_backup_a_restore_the_next_version_and_postgres()
    {
        Home.SkipWithout(Engine.Postgres);
        Assert.True(new[] { "/usr/sbin/nginx", "/usr/bin/openssl", "/usr/bin/caddy" }.All(File.Exists), "tests/needs installs nginx, openssl and caddy.");
        var machine = Directory.CreateTempSubdirectory("rapport-machine-").FullName;
        try
        {
            var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Repository, "docs/operations.md"))).Select(m => m.Groups[1].Value).ToList();
            Assert.True(blocks.Count >= 13, "The guide has lost commands.");
            var guide = Path.Combine(machine, "guide.sh");
            await File.WriteAllTextAsync(guide, string.Join('\n', blocks.Select((b, n) => $"echo '=== block {n}'\n{b}")));
            var (code, said) = await Run("bash", Path.Combine(Repository, "tests/Rapport.Tests/Story/machine.sh"), Repository, machine, guide);
            Assert.True(code == 0, said);

            Assert.Equal(4, Regex.Count(said, "^Healthy", RegexOptions.Multiline));
            Assert.Matches(@"https://[^ ]*/setup\?token=[0-9a-f]{32}", said);
            Assert.Contains("read back and whole", said);
            Assert.Contains("is whole: Rapport", said);
            Assert.Contains("What was here before is kept in", said);
            Assert.DoesNotMatch("FAILURE  (Settings|Database|Clock|Files|Disk|Master key|Backups)", said);
            Assert.Contains("serving: rapport-0.2.0 on 1 PostgreSQL", said);

            // Through nginx: encrypted, said so to the server, and a visitor's own word for how they came counts for nothing.
            Assert.Contains("front: 200", said);
            Assert.Matches("(?i)told: strict-transport-security: max-age=31536000", said);
            Assert.Matches("plain: 301 https://community.example.com", said);
            Assert.Matches("(?i)pretended: (?=.*strict-transport-security)(?=.*location: /)(?!.*evil)", said);
            Assert.Matches("(?i)caddy: (?=.*strict-transport-security)(?=.*location: /)(?!.*evil)", said);

            // Every file that others made is named with its licence.
            Assert.Contains("unnamed: Rapport.Statistics.dll \n", said);
            Assert.Contains("Strange.dll: no package brings it.", said);
            Assert.Contains("Markdig 0.0.1: no licence found.", said);
            Assert.Contains("strange: refused", said);

            // systemd's own opinion, where it is there to have one.
            Assert.Matches("units: (sound|not looked at)", said);
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
