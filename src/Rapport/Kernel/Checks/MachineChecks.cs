using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using StackExchange.Redis;

namespace Rapport.Kernel.Checks;

/// The data folder takes what is written to it, and the kept files are what they were.
sealed class FilesCheck(Db db, Installation installation, Blobs blobs) : Check
{
    const int Sample = 50;

    public override string Name => "Files";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        string? problem = null;
        try
        {
            var probe = Path.Combine(installation.Data, $"probe-{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(probe, "probe", cancel);
            File.Delete(probe);
        }
        // The last is the system's word for a file beyond what the file system or a quota allows.
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException) { problem = refused.Message; }
        if (problem is not null) yield return Finding.Failure("The folder {folder} cannot be written to: {problem}", "Give it to the account that the server runs under.", ("folder", installation.Data), ("problem", problem));

        var all = await db.Set<FileSize>().CountAsync(cancel);
        var first = Random.Shared.Next(Math.Max(1, all - Sample));
        var hashes = await db.Set<FileSize>().OrderBy(s => s.File).ThenBy(s => s.Size).Skip(first).Take(Sample).Select(s => s.Hash).ToListAsync(cancel);
        var bad = new List<string>();
        foreach (var hash in hashes)
        {
            cancel.ThrowIfCancellationRequested();
            if (await blobs.Read(db, hash) is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash) bad.Add(hash);
        }
        if (bad.Count > 0) yield return Finding.Failure("{n} of {all} files looked at are missing or damaged, such as {hash}.", "Take them from a backup: they lie under their name in files/ of the archive.", ("n", bad.Count), ("all", hashes.Count), ("hash", bad[0]));
        else if (problem is null) yield return Finding.Good("The folder can be written to; {n} of {all} files were looked at and are whole.", ("n", hashes.Count), ("all", all));
    }
}

/// How much of the disk under a folder is free, and how much there is.
public delegate (long Free, long Total) DiskRoom(string folder);

/// Room on the disks of the data and of the backups.
sealed class DiskCheck(Installation installation, DiskRoom room) : Check
{
    public override string Name => "Disk";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        (long Free, long Total)? data = null;
        foreach (var folder in new[] { installation.Data, installation.Backups }.Where(Directory.Exists).Distinct())
        {
            var (free, total) = room(folder);
            // The same disk, but for what was written meanwhile.
            if (data is var (before, all) && all == total && Math.Abs(before - free) < 64 << 20) continue;
            data = (free, total);
            var (said, with) = ("{free} are free where {folder} lies.", new (string, object)[] { ("free", Sizes.Say(free)), ("folder", folder) });
            yield return free < 200L << 20 ? Finding.Failure(said, "Make room now: when it is full nothing can be posted.", with)
                : free < 2L << 30 || free < total * .03 ? Finding.Warning(said, "Make room before it is full.", with) : Finding.Good(said, with);
        }
    }
}

/// The key that wraps every secret.
sealed class KeyCheck(Db db, Installation installation, MasterKey master) : Check
{
    public override string Name => "Master key";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        var keys = await db.Set<ProtectionKey>().AsNoTracking().ToListAsync(cancel);
        if (!master.IsThere)
            yield return keys.Count == 0 ? Finding.Good("The first start makes it.")
                : Finding.Failure("{file} is missing, and without it no secret of this community can be read.", "Put your copy of it back, or set RAPPORT_MASTER_KEY; if it is lost, run \"rapport forget-secrets\".", ("file", MasterKey.FileIn(installation)));
        else if (keys.Count > 0 && !keys.Exists(k => master.Opens(k.Wrapped))) yield return Finding.Failure("It is not the one the secrets of this community are wrapped with.", "Put the right one into {file} or RAPPORT_MASTER_KEY; if it is lost, run \"rapport forget-secrets\".", ("file", MasterKey.FileIn(installation)));
        else if (!master.FromEnvironment && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(MasterKey.FileIn(installation)) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            yield return Finding.Warning("Others than its owner may read {file}.", "chmod 600 {file}", ("file", MasterKey.FileIn(installation)));
        else yield return Finding.Good("It fits, and only its owner may read it. No backup holds it: keep a copy elsewhere.");
    }
}

/// Whether there are backups, and how old the last one is.
sealed class BackupCheck(Db db, Installation installation, SiteSettings settings, TimeProvider clock) : Check
{
    public override string Name => "Backups";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        var last = await db.Set<Backup>().AsNoTracking().Where(b => b.FinishedAt != null).OrderByDescending(b => b.FinishedAt).FirstOrDefaultAsync(cancel);
        var failed = await db.Set<Backup>().AsNoTracking().Where(b => b.Problem != null).OrderByDescending(b => b.AskedAt).FirstOrDefaultAsync(cancel);
        if (failed is not null && (last is null || failed.AskedAt > last.AskedAt)) yield return Finding.Failure("The last backup failed: {problem}", "Mend what it says, then take one: rapport backup", ("problem", failed.Problem!));
        if (last is null)
        {
            yield return Finding.Warning("There is none.", "Run \"rapport backup {folder}\" by a timer, or choose a schedule under Administration, Backups.", ("folder", installation.Backups));
            yield break;
        }
        var days = (clock.GetUtcNow() - last.FinishedAt!.Value).TotalDays;
        var most = settings.Of<BackupSettings>().Every == "week" ? 8 : 2;
        var with = new (string, object)[] { ("file", last.File ?? ""), ("size", Sizes.Say(last.Bytes)), ("n", (int)days) };
        if (days > most) yield return Finding.Warning("The last one is {n} days old.", "Run \"rapport backup\" by a timer, or choose a schedule under Administration, Backups.", with);
        else yield return Finding.Good("The last one is {file}, {size}.", with);
        if (last.FilesMissing > 0) yield return Finding.Failure("{n} files were missing or damaged when it was taken.", "Take them from an older backup: they lie under their name in files/ of the archive.", ("n", last.FilesMissing));
    }
}

/// Redis, where nodes wake each other through it.
sealed class RedisCheck(Installation installation) : Check
{
    public override string Name => "Redis";
    public override bool Far => true;

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        if (installation.Redis is not { } address) yield break;
        var options = ConfigurationOptions.Parse(address);
        (options.ConnectTimeout, options.AbortOnConnectFail) = (5000, true);
        RedisException? problem = null;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
            await redis.GetDatabase().PingAsync();
        }
        catch (RedisException refused) { problem = refused; }
        var with = ("host", (object)string.Join(", ", options.EndPoints.Select(e => EndPointCollection.ToString(e))));
        // Nothing is kept there, so nothing is lost without it.
        yield return problem is null ? Finding.Good("It answers.")
            : !installation.OnPostgres ? Finding.Warning("{host} does not answer.", "Take it out of the settings: one server alone, on SQLite, has no use for it.", with)
            : problem is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } or RedisServerException ? Finding.Warning("{host} refuses us; nodes hear of each other through PostgreSQL alone.", "Look at the password in its address.", with)
            : Finding.Warning("{host} does not answer; nodes hear of each other through PostgreSQL alone.", "Start it, or take it out of the settings.", with);
    }
}

public static class Sizes
{
    public static string Say(long bytes) => bytes < 1 << 20 ? FormattableString.Invariant($"{bytes / 1024.0:0} KB") : bytes < 1L << 30 ? FormattableString.Invariant($"{bytes / 1048576.0:0.0} MB") : FormattableString.Invariant($"{bytes / 1073741824.0:0.0} GB");
}

public static class Paths
{
    /// A path or an address within a sentence, which in Arabic too runs from left to right (LRI … PDI).
    public static string Apart(string path) => $"\u2066{path}\u2069";
}
