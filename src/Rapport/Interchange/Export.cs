using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange;

/// Writes the community to an archive, as it was at one moment, while it goes on. Memory does not grow with it.
public sealed class Export(IServiceProvider services)
{
    public Action<Step>? Progress { get; init; }

    /// Password hashes stand in the archive too, so that people sign in elsewhere as they did here.
    public bool WithPasswords { get; init; }

    /// To a file; what is not finished never has its name.
    public async Task<About> To(string path, CancellationToken cancel = default)
    {
        if (File.Exists(path) || Directory.Exists(path)) throw new Refused("There is a file {path} already. Name another one.", ("path", path));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".unfinished";
        try
        {
            About about;
            await using (var file = File.Create(draft)) about = await To(file, cancel);
            File.Move(draft, path);
            return about;
        }
        finally { File.Delete(draft); }
    }

    public async Task<About> To(Stream stream, CancellationToken cancel = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var source = (await SettingsRecords.NameOfCommunity(db, make: true))!;
        db.Forget();
        await using var moment = await Moment(db);
        var left = services.GetServices<NotExported>().ToList();
        var telling = new Telling(db, source, left, WithPasswords);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var parts = new List<PartLine>();
        foreach (var records in services.GetServices<Records>())
            if (await Tell(zip, records, telling, cancel) is { } part) parts.Add(part);
        var (files, bytes) = await Files(zip, db, scope.ServiceProvider.GetRequiredService<Blobs>(), cancel);
        var about = new About(Archive.Format, Archive.Version, source)
        {
            At = db.Clock.GetUtcNow(), By = "Rapport " + typeof(Export).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
            IdsBelow = (await db.Database.SqlQuery<long>($"SELECT next AS \"Value\" FROM kernel_ids").ToListAsync(cancel))[0], Parts = parts, Files = files, FileBytes = bytes,
        };
        using (var entry = Entry(zip, Archive.PartOf<About>(), CompressionLevel.Optimal)) JsonSerializer.Serialize(entry, about, Records.Json);
        await moment.RollbackAsync(CancellationToken.None);
        return about;
    }

    /// One state of the database for as long as it is told: nobody waits for it, and nobody changes it.
    static async Task<IDbContextTransaction> Moment(Db db)
    {
        if (db.OnPostgres)
        {
            var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
            await db.Database.ExecuteSqlRawAsync("SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
            return transaction;
        }
        await db.Database.OpenConnectionAsync();
        return (await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true)))!;
    }

    async Task<PartLine?> Tell(ZipArchive zip, Records records, Telling telling, CancellationToken cancel)
    {
        var (name, lines) = (records.Name + ".jsonl", 0L);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Stream? to = null;
        try
        {
            await foreach (var line in records.Lines(telling).WithCancellation(cancel))
            {
                to ??= new BufferedStream(Entry(zip, name, CompressionLevel.Optimal), 64 << 10);
                to.Write(line.Span);
                to.WriteByte((byte)'\n');
                hash.AppendData(line.Span);
                hash.AppendData("\n"u8);
                if (++lines % Telling.Chunk == 0) Progress?.Invoke(new(records.Name, lines, null));
            }
        }
        finally { to?.Dispose(); }
        if (lines == 0) return null;
        Progress?.Invoke(new(records.Name, lines, lines));
        return new(name, lines, Convert.ToHexStringLower(hash.GetHashAndReset())) { Columns = records.ColumnsOf(telling.Db, telling.Left) };
    }

    async Task<(int Files, long Bytes)> Files(ZipArchive zip, Db db, Blobs blobs, CancellationToken cancel)
    {
        var (files, all, last) = (0, 0L, "");
        while (true)
        {
            var after = last;
            var some = await db.Set<FileSize>().Select(s => s.Hash).Distinct().Where(h => string.Compare(h, after) > 0).OrderBy(h => h).Take(200).ToListAsync(cancel);
            if (some.Count == 0) return (files, all);
            foreach (var hash in some)
            {
                if (await blobs.Read(db, hash) is not { } bytes) continue;   // lost already; its line will say so
                using (var entry = Entry(zip, "files/" + hash, CompressionLevel.NoCompression)) entry.Write(bytes);
                (files, all) = (files + 1, all + bytes.Length);
                if (files % 50 == 0) Progress?.Invoke(new("files", files, null));
            }
            last = some[^1];
        }
    }

    static Stream Entry(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);   // the same community is the same bytes
        return entry.Open();
    }
}
