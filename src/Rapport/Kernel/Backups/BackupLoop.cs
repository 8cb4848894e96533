using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Backups;

/// Takes the backups that were asked for, by a person or by the schedule; of many nodes one does.
public sealed class BackupLoop(IServiceScopeFactory scopes, Installation installation, SiteSettings settings, TakeBackup take, TimeProvider clock, ILogger<BackupLoop> log) : Loop(log)
{
    /// A backup that is not done by then has died with its node.
    static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    const int Tries = 3;

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            if (settings.Of<BackupSettings>().Turn(clock.GetUtcNow()) is { } turn) await Ask(turn);
            while (await Claim() is { } id) await Do(id, cancel);
            Succeeded();
            await Task.Delay(TimeSpan.FromSeconds(3), clock, cancel);
        }
    }

    /// One row for each turn of the schedule, and another an hour after each failure.
    async Task Ask(DateTimeOffset turn)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var name = $"{turn.UtcDateTime:yyyy-MM-dd'T'HH}";
        var tries = await db.Set<Backup>().AsNoTracking().Where(b => b.Key != null && b.Key.StartsWith(name)).OrderBy(b => b.AskedAt).ToListAsync();
        if (tries.Count > 0 && (!tries[^1].Failed || tries.Count >= Tries || tries[^1].AskedAt > clock.GetUtcNow().AddHours(-1))) return;
        db.Add(new Backup(db.NewId(), clock.GetUtcNow(), $"{name}/{tries.Count + 1}"));
        // Another node asked at the same moment.
        try { await db.Save(); } catch (DbUpdateException) { }
    }

    async Task<long?> Claim()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (now, dead) = (clock.GetUtcNow(), clock.GetUtcNow() - Longest);
        var open = db.Set<Backup>().Where(b => b.FinishedAt == null && b.Problem == null);
        if (await open.AsNoTracking().OrderBy(b => b.AskedAt).FirstOrDefaultAsync() is not { } next) return null;
        if (next.StartedAt is { } began)
        {
            if (began < dead) await db.Transact(() => open.Where(b => b.Id == next.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Problem, "The server ended before it was done.")));
            return null;
        }
        var mine = 0;
        await db.Transact(async () => mine = await open.Where(b => b.Id == next.Id && b.StartedAt == null).ExecuteUpdateAsync(s => s.SetProperty(b => b.StartedAt, now).SetProperty(b => b.Host, Environment.MachineName)));
        return mine == 1 ? next.Id : null;
    }

    async Task Do(long id, CancellationToken cancel)
    {
        Taken? taken = null;
        string? problem = null;
        try
        {
            taken = await Task.Run(() => take.Handle(installation.Backups + Path.DirectorySeparatorChar, cancel), cancel);
            var keep = settings.Of<BackupSettings>().Keep;
            log.LogInformation("Backed up to {File}: {Bytes} bytes, {Missing} files missing", taken.Path, taken.Bytes, taken.Missing.Count);
            BackupFolder.Keep(installation.Backups, keep);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { problem = "The server ended before it was done."; }
        catch (Exception failure)
        {
            log.LogError(failure, "The backup failed");
            problem = failure is Refused refused ? refused.Plain : failure.Message;
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var backup = await db.Set<Backup>().FirstAsync(b => b.Id == id, CancellationToken.None);
        if (taken is not null) backup.Became(taken, clock.GetUtcNow());
        else backup.Problem = problem;
        await db.Save();
    }
}
