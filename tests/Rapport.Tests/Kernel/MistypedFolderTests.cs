namespace Rapport.Tests.Kernel;

/// A verb for a community that is there does not make a folder for one that is not.
public sealed class MistypedFolderTests
{
    static string Nowhere() => Path.Combine(Path.GetTempPath(), $"rapport-nowhere-{Guid.NewGuid():N}");

    [Theory]
    [InlineData("backup"), InlineData("doctor"), InlineData("export", "community.zip"), InlineData("forget-secrets"), InlineData("search", "rebuild"), InlineData("rebuild", "Counters")]
    [InlineData("member", "role", "ada", "moderator"), InlineData("member", "suspend", "ada"), InlineData("member", "link", "ada"), InlineData("catalog", "feed", "https://shop.example/feed.xml")]
    public async Task It_says_that_there_is_no_community_and_makes_nothing(params string[] verb)
    {
        var folder = Nowhere();

        var said = await Terminal.Here([.. verb, "--data", folder]);

        Assert.Equal((2, $"There is no community in {folder}. Say where it lies with --data or RAPPORT_DATA."), (said.Code, said.Error.Trim()));
        Assert.False(Path.Exists(folder));
    }

    [Fact]
    public async Task A_folder_of_something_else_is_left_as_it_is()
    {
        var folder = Directory.CreateDirectory(Nowhere()).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "letters.txt"), "Dear Ada");

        var said = await Terminal.Here("backup", "--data", folder);

        Assert.Equal(2, said.Code);
        Assert.Equal("letters.txt", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(folder))));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_verb_that_begins_a_community_makes_its_folder()
    {
        var folder = Nowhere();

        Assert.Equal(0, (await Terminal.Here("migrate", "--data", folder)).Code);

        Assert.True(File.Exists(Path.Combine(folder, "rapport.db")));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
