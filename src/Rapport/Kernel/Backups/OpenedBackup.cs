using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rapport.Kernel.Backups;

/// A backup opened for reading.
public sealed partial class OpenedBackup : IDisposable
{
    readonly ZipArchive archive;

    OpenedBackup(string path, ZipArchive archive, Manifest manifest) => (Path, this.archive, Manifest) = (path, archive, manifest);

    public string Path { get; }
    public Manifest Manifest { get; }

    public static string FileEntry(string hash) => "files/" + hash;

    public static OpenedBackup Open(string path)
    {
        if (!File.Exists(path)) throw new Refused("There is no file {file}.", ("file", path));
        ZipArchive? archive = null;
        try
        {
            archive = ZipFile.OpenRead(path);
            using var entry = (archive.GetEntry(Manifest.Entry) ?? throw new Refused("{file} is no backup of Rapport: it holds no {entry}.", ("file", path), ("entry", Manifest.Entry))).Open();
            using var read = JsonDocument.Parse(entry);
            // Asked before the rest is read: a newer format may look otherwise.
            if (read.RootElement.GetProperty("format").GetInt32() > Manifest.Newest)
                throw new Refused("{file} was made by Rapport {version}, which is newer than this one. Install that version, then restore.", ("file", path), ("version", read.RootElement.TryGetProperty("version", out var version) ? version.ToString() : "?"));
            return new(path, archive, read.Deserialize<Manifest>(Manifest.Json)!);
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException or EndOfStreamException)
        {
            archive?.Dispose();
            throw new Refused("{file} is not a whole backup: it is cut off or damaged.", ("file", path));
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    /// Reads everything and compares it with what the manifest says.
    public void Verify(CancellationToken cancel = default)
    {
        foreach (var table in Manifest.Tables)
        {
            cancel.ThrowIfCancellationRequested();
            if (!TableName().IsMatch(table.Name) || table.Columns.Any(c => !TableName().IsMatch(c.Name)) || Digest(table.Entry) != table.Sha256) throw Damaged(table.Entry);
        }
        foreach (var hash in Files)
        {
            cancel.ThrowIfCancellationRequested();
            if (Digest(FileEntry(hash)) != hash) throw Damaged(FileEntry(hash));
        }
        if (Files.Count() != Manifest.Files) throw Damaged("files");
    }

    /// The digests of the files inside, by which they are called.
    public IEnumerable<string> Files => archive.Entries.Select(e => e.FullName).Where(n => FileName().IsMatch(n)).Select(n => n["files/".Length..]);

    public async Task<byte[]> Bytes(string hash, CancellationToken cancel = default)
    {
        await using var entry = archive.GetEntry(FileEntry(hash))!.Open();
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    public async IAsyncEnumerable<JsonElement> Rows(Manifest.Kept table)
    {
        await using var entry = archive.GetEntry(table.Entry)!.Open();
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(entry, topLevelValues: true)) yield return row;
    }

    string? Digest(string name)
    {
        if (archive.GetEntry(name) is not { } entry) return null;
        try
        {
            using var stream = entry.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (InvalidDataException) { return null; }
    }

    Refused Damaged(string entry) => new("{file} is damaged: {entry} is not what was backed up. Nothing was restored; take another backup.", ("file", Path), ("entry", entry));

    public void Dispose() => archive.Dispose();

    [GeneratedRegex("^files/[0-9a-f]{64}$")]
    private static partial Regex FileName();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex TableName();
}
