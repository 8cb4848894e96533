using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// A backup that somebody or the clock asked for.
public sealed record BackupJson(long Id, [property: Description("Whether the clock asked for it.")] bool Scheduled, DateTimeOffset AskedAt, DateTimeOffset? StartedAt, [property: Description("Null while it is not done.")] DateTimeOffset? FinishedAt, [property: Description("The machine the file lies on.")] string? Host, string? File, long Bytes, [property: Description("Files that were missing from the store when it was taken.")] int FilesMissing, [property: Description("Why it failed.")] string? Problem)
{
    public static BackupJson Example => new(1600, true, new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 3, 0, 1, TimeSpan.Zero), new(2026, 3, 1, 3, 0, 9, TimeSpan.Zero), "shop-4711", "/var/lib/rapport/backups/rapport-2026-03-01.zip", 42_000_000, 0, null);

    internal static BackupJson Of(Backup b) => new(b.Id, b.Key is not null, b.AskedAt, b.StartedAt, b.FinishedAt, b.Host, b.File, b.Bytes, b.FilesMissing, b.Problem);
}

/// When backups are taken, and how many are kept.
public sealed record BackupScheduleJson([property: Description("day, week (on Sundays), or null for never.")] string? Every, [property: Description("The hour of the day, in UTC.")] int Hour, int Keep)
{
    public static BackupScheduleJson Example => new("day", 3, 7);
}

public sealed record NewBackupSchedule([property: Description("day, week (on Sundays), or null for never.")] string? Every, [property: Description("The hour of the day, in UTC.")] int Hour = 3, int Keep = 7)
{
    public static NewBackupSchedule Example => new("day");
}

static class TheBackups
{
    public static async Task<Paged<BackupJson>> List([AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireAdministrator();
        return paging.Of(await db.Set<Backup>().AsNoTracking().LatestFirst(b => b.AskedAt, paging.AfterMoment).Take(paging.Take).ToListAsync(), b => Paging.Moment(b.AskedAt, b.Id), BackupJson.Of);
    }

    public static async Task<BackupJson> Show(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return BackupJson.Of(await db.Set<Backup>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == id) ?? throw new NotFound());
    }

    public static async Task<Made<BackupJson>> Take(Db db, Me me, Wake wake)
    {
        me.RequireAdministrator();
        var backup = await BackupDesk.Ask(db, wake);
        return new($"/backups/{backup.Id}", BackupJson.Of(backup));
    }

    public static BackupScheduleJson Schedule(Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var chosen = settings.Of<BackupSettings>();
        return new(chosen.Every, chosen.Hour, chosen.Keep);
    }

    public static async Task<Changed<BackupScheduleJson>> Choose(NewBackupSchedule to, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        await BackupDesk.Choose(to.Every ?? "", to.Hour, to.Keep, db, settings);
        return new("/settings/backups", Schedule(me, settings));
    }
}
