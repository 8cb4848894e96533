using System.Diagnostics;

namespace Rapport.Tests.House;

/// What the published archive says of itself.
public class GuideTests
{
    static string Repository => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    static string Folder() => Directory.CreateTempSubdirectory("rapport-guides-").FullName;

    static async Task<(int Code, string Said)> Write(string root, string into)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(root, "bin/guides"), into]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    [Fact]
    public async Task The_archive_explains_itself_and_brings_every_guide_along()
    {
        var archive = Folder();

        Assert.Equal((0, ""), await Write(Repository, archive));

        var readme = await File.ReadAllTextAsync(Path.Combine(archive, "README.md"));
        Assert.Contains("./rapport serve", readme);
        Assert.DoesNotContain("bin/", readme);
        Assert.DoesNotContain("../", readme);
        foreach (var guide in new[] { "operations", "nodes", "interchange", "orders", "asking", "reviews", "rating", "search", "api", "webhooks", "performance" })
        {
            Assert.Contains($"(docs/{guide}.md)", readme);
            Assert.True(File.Exists(Path.Combine(archive, $"docs/{guide}.md")), guide);
        }
        Assert.Contains("bin/guides \"$work/$name\"", await File.ReadAllTextAsync(Path.Combine(Repository, "bin/publish")));
    }

    [Fact]
    public async Task A_guide_that_leads_to_what_is_not_in_the_archive_fails_it()
    {
        var root = Folder();
        foreach (var folder in new[] { "bin", "deploy", "docs" })
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository, folder), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(root, Path.GetRelativePath(Repository, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        await File.AppendAllTextAsync(Path.Combine(root, "docs/api.md"), "\nSee [how it is built](house.md#floors).\n");

        var (code, said) = await Write(root, Folder());

        Assert.Equal(1, code);
        Assert.Contains("docs/api.md leads to house.md, which is not in the archive.", said);
    }
}
