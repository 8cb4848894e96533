using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Kernel.Files;

/// A kept file and the forms it is kept in; the bytes of each stand in the archive under their digest.
[Part("files.jsonl")]
public sealed record FileLine : Line
{
    public IReadOnlyList<SizeLine> Sizes { get; init; } = [];
}

public sealed record SizeLine(string Size, string Sha256, int Bytes);

sealed partial class FileRecords(Blobs blobs) : Records<FileLine, StoredFile>
{
    public override string Name => "files";
    public override string Kind => "file";
    public override bool OursOnly => true;
    public override IReadOnlyList<Type> Covers => [typeof(StoredFile), typeof(FileSize), typeof(Blob)];
    protected override IReadOnlyList<string> Told => [nameof(StoredFile.Id)];

    public override async IAsyncEnumerable<FileLine> Tell(Telling telling)
    {
        var db = telling.Db;
        for (long last = 0; await db.Files.AsNoTracking().Where(f => f.Id > last).OrderBy(f => f.Id).Take(Telling.Chunk).ToListAsync() is { Count: > 0 } some; last = some[^1].Id)
        {
            var ids = some.ConvertAll(f => f.Id);
            var sizes = (await db.Set<FileSize>().AsNoTracking().Where(s => ids.Contains(s.File)).ToListAsync()).ToLookup(s => s.File);
            foreach (var f in some)
                yield return new() { Key = $"{f.Id}", Sizes = [.. sizes[f.Id].OrderBy(s => s.Size, StringComparer.Ordinal).Select(s => new SizeLine(s.Size, s.Hash, s.Bytes))], More = More(db, telling.Left).Of(f) };
        }
    }

    public override async Task Take(Batch<FileLine> batch)
    {
        foreach (var line in batch.Lines)
        {
            var file = (StoredFile)RuntimeHelpers.GetUninitializedObject(typeof(StoredFile));
            var entry = batch.Db.Entry(file);
            entry.Property(nameof(StoredFile.Id)).CurrentValue = batch.IdOf(line);
            Fill(batch, file, line);
            if (await Problem(batch, file, line) is { } problem) { batch.Refuse(Name, line, problem); continue; }
            if (!batch.IsDry)
            {
                batch.Db.Add(file);
                foreach (var size in line.Sizes) batch.Db.Add(new FileSize { File = file.Id, Size = size.Size, Hash = size.Sha256, Bytes = size.Bytes });
            }
            batch.Know(Kind, line, file.Id);
            batch.Stored(Name);
        }
    }

    /// Whether it may be kept: what a file is, is told by its bytes, here as when somebody sends one.
    async Task<string?> Problem(Batch<FileLine> batch, StoredFile file, FileLine line)
    {
        if (!Secret().IsMatch(file.Key) || line.Sizes.Count is 0 or > 10 || file.Name.Length > 200) return "this is not how a file is told";
        foreach (var size in line.Sizes)
        {
            if (!Digest().IsMatch(size.Sha256) || !Word().IsMatch(size.Size)) return "this is not how a file is told";
            if (await batch.Arrival.File(size.Sha256, default) is not { } bytes) return $"its bytes ({size.Sha256}) are not in the archive";
            if (bytes.Length != size.Bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != size.Sha256) return "its bytes are not the ones that were exported";
            FileType type;
            try { type = FileType.Of(bytes); }
            catch (Refused refused) { return refused.Plain; }
            if (type.Mime != file.Type || type.Extension != file.Extension) return $"it is no {file.Type}";
            if (!batch.IsDry) await blobs.Put(batch.Db, bytes);
        }
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{22}$")]
    private static partial Regex Secret();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();

    [GeneratedRegex("^[a-z0-9-]{1,60}$")]
    private static partial Regex Word();
}
