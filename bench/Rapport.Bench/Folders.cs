namespace Rapport.Bench;

/// Where test data is found and what was generated is kept.
static class Folders
{
    /// The folder of the sources.
    public static string Root { get; } = Above(new DirectoryInfo(AppContext.BaseDirectory));

    static string Above(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Rapport.slnx")) ? folder.FullName
        : Above(folder.Parent ?? throw new DirectoryNotFoundException("The benches run within the sources of Rapport."));

    /// The folder of real test data, or null where there is none.
    public static string? Data(string name)
    {
        var found = Path.Combine(Environment.GetEnvironmentVariable("RAPPORT_TEST_DATA") ?? Path.Combine(Root, "../shared/data"), name);
        return Directory.Exists(found) ? found : null;
    }

    public static string Cache(string name)
    {
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Directory.CreateDirectory(Path.Combine(root, "rapport", "bench", name)).FullName;
    }
}
