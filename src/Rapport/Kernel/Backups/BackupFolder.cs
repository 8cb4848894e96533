using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Kernel.Backups;

/// The names of backups in a folder, and how many of them stay.
public static partial class BackupFolder
{
    /// What is not a backup yet.
    public const string Draft = ".part";

    /// In a folder under the second it was taken at, or the next that no other backup has.
    public static string FileAt(string path, DateTimeOffset now)
    {
        if (!Directory.Exists(path) && !Path.EndsInDirectorySeparator(path) && path.EndsWith(".zip", StringComparison.Ordinal)) return Path.GetFullPath(path);
        var file = Path.GetFullPath(Path.Combine(path, $"rapport-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.zip"));
        return File.Exists(file) || File.Exists(file + Draft) ? FileAt(path, now.AddSeconds(1)) : file;
    }

    /// The newest first.
    public static IReadOnlyList<FileInfo> In(string folder) => !Directory.Exists(folder) ? []
        : [.. new DirectoryInfo(folder).EnumerateFiles("rapport-*.zip").Where(f => Name().IsMatch(f.Name)).OrderByDescending(f => f.Name, StringComparer.Ordinal)];

    /// Deletes the oldest beyond so many, and what a backup that was broken off left behind.
    public static IReadOnlyList<FileInfo> Keep(string folder, int most)
    {
        var gone = In(folder).Skip(Math.Max(1, most)).ToList();
        foreach (var file in gone) file.Delete();
        if (Directory.Exists(folder))
            foreach (var draft in new DirectoryInfo(folder).EnumerateFiles("rapport-*.zip" + Draft).Where(f => f.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1))) draft.Delete();
        return gone;
    }

    [GeneratedRegex(@"^rapport-\d{8}T\d{6}Z\.zip$")]
    private static partial Regex Name();
}
