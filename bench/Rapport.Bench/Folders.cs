namespace Rapport.Bench;

/// Where test data is found and what was generated is kept.
static class Folders
{
    /// The folder of real test data, or null where there is none.
    public static string? Data(string name)
    {
        var root = Environment.GetEnvironmentVariable("RAPPORT_TEST_DATA");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); root is null && folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Rapport.slnx"))) root = Path.Combine(folder.FullName, "../shared/data");
        var found = Path.Combine(root ?? ".", name);
        return Directory.Exists(found) ? found : null;
    }

    public static string Cache(string name)
    {
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Directory.CreateDirectory(Path.Combine(root, "rapport", "bench", name)).FullName;
    }
}
