using Rapport.Kernel.Api;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Kernel;

/// The ground floor: database, event log, jobs, mail, files and how pages are made. It knows no word of the product.
public sealed class KernelModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<IdMark>().ToTable("kernel_ids").HasData(new IdMark());
        model.Entity<Act>(act =>
        {
            act.ToTable("kernel_acts").HasKey(a => a.Key);
            act.HasIndex(a => a.At);
        });
        model.Entity<ForeignId>(id =>
        {
            id.ToTable("kernel_foreign_ids").HasKey(f => new { f.Source, f.Kind, f.Key });
            id.HasIndex(f => new { f.Kind, f.Id });
        });
        model.Entity<EventRow>(row =>
        {
            row.ToTable("kernel_events");
            row.Property(e => e.Id).ValueGeneratedNever();
            row.HasIndex(e => e.Position).IsUnique();
            row.HasIndex(e => new { e.SubjectKind, e.SubjectId });
            row.HasIndex(e => e.Xid).HasFilter("position IS NULL");
        });
        model.Entity<SettingGroup>(group =>
        {
            group.ToTable("kernel_settings");
            group.HasIndex(g => g.Name).IsUnique();
        });
        model.Entity<AuditRow>(row =>
        {
            row.ToTable("kernel_audit");
            row.Property(a => a.Id).ValueGeneratedNever();
            row.HasIndex(a => a.At);
            row.HasIndex(a => new { a.SubjectKind, a.SubjectId });
        });
        model.Entity<Checkpoint>().ToTable("kernel_checkpoints").HasKey(c => c.Reader);
        model.Entity<Job>(job =>
        {
            job.ToTable("kernel_jobs").Property(j => j.Id).ValueGeneratedNever();
            job.HasIndex(j => j.Key).IsUnique();
            job.HasIndex(j => j.DueAt).HasFilter("done_at IS NULL AND dead_at IS NULL");
        });
        model.Entity<ScheduleMark>().ToTable("kernel_schedules").HasKey(s => s.Name);
        model.Entity<ProtectionKey>().ToTable("kernel_protection_keys").HasKey(k => k.Name);
        model.Entity<SentMail>(mail =>
        {
            mail.ToTable("kernel_mails").Property(m => m.Id).ValueGeneratedNever();
            mail.HasIndex(m => m.Member);
            mail.HasIndex(m => m.At);
            mail.HasIndex(m => m.RefusedAt).HasFilter("refused_at IS NOT NULL");
        });
        model.Entity<Backup>(backup =>
        {
            backup.ToTable("kernel_backups");
            backup.HasIndex(b => b.Key).IsUnique();
        });
        model.Entity<MailName>(name =>
        {
            name.ToTable("kernel_mail_names").HasKey(n => new { n.Member, n.Mail });
            name.HasOne<SentMail>().WithMany().HasForeignKey(n => n.Mail).OnDelete(DeleteBehavior.Cascade);
        });
        FilesRoom.Map(model);
        RetentionRoom.Map(model);
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddHostedService<Presence>().AddDatabase(installation);
        services.AddScoped<Locale>().AddScoped<FormState>().AddScoped<Turns>().AddSingleton<Links>().AddSingleton<PageCache>().AddSingleton<LocalCopies>().AddSingleton<Fingerprints>();
        services.AddApi();
        services.AddReader<PageEvictions>();
        services.AddSingleton<NameLookup>(System.Net.Dns.GetHostAddressesAsync).AddSingleton<GuardedHttp>();
        services.AddSingleton<LogTail>().AddHostedService(sp => sp.GetRequiredService<LogTail>());
        if (!installation.OnPostgres) services.AddWorker<TableCounter, CountTables>().AddSchedule("count-tables", "*/10 * * * *", new CountTables());
        services.AddHostedService<JobLoop>().AddHostedService<ScheduleLoop>();
        if (installation.OnPostgres) services.AddHostedService<Sequencer>().AddHostedService<PostgresWake>();
        services.AddHostedService<RedisWake>();
        services.AddSingleton<MailBook>().AddWorker<WaitingMails, SendWaiting>().AddSchedule("waiting-mails", "7 * * * *", new SendWaiting());
        services.AddWorker<Postman, SendMail>();
        services.AddSingleton<SiteSettings>().AddReader<SettingsReader>();
        ProtectionKeys.Register(services);
        services.AddHostedService<Supervisor>();
        services.AddSingleton<DiskRoom>(folder => new DriveInfo(folder) is var drive ? (drive.AvailableFreeSpace, drive.TotalSize) : default);
        services.AddCheck<SettingsCheck>().AddCheck<DatabaseCheck>().AddCheck<WorkCheck>().AddCheck<WholeCheck>().AddCheck<ClockCheck>().AddCheck<FilesCheck>().AddCheck<DiskCheck>().AddCheck<KeyCheck>().AddCheck<BackupCheck>().AddCheck<MailCheck>().AddCheck<DomainCheck>().AddCheck<AddressCheck>().AddCheck<RedisCheck>();
        services.AddSingleton<TakeBackup>().AddHostedService<BackupLoop>();
        FilesRoom.Register(services, installation);
        RetentionRoom.Register(services);
        Move(services);
    }

    static void Move(IServiceCollection services)
    {
        services.AddRecords<SettingsRecords>().AddRecords<FileRecords>().Moves<FileUse>("file_uses").Moves<AuditRow>("audit").Moves<ForeignId>("foreign_ids", where: "source <> {0}");
        services.NotExported<IdMark>("How far ids were given out; an import makes room for its own.")
            .NotExported<Act>("Keys of forms that were sent, kept for a day so that none is carried out twice.")
            .NotExported<EventRow>("The log of an installation; an import tells its own, as things come in.")
            .NotExported<Checkpoint>("How far this installation's readers have read.")
            .NotExported<Job>("Work this installation has under way.")
            .NotExported<ScheduleMark>("When this installation's schedules are due.")
            .NotExported<ProtectionKey>("Keys that only this installation's master key opens.")
            .NotExported<Backup>("Copies of this installation that were made.")
            .NotExported<Tidied>("What was cleared away at this installation, night by night.")
            .NotExported<SentMail>("Letters that were sent, kept for a while as proof.").NotExported<MailName>("Whom these letters name.");
    }

    public override void Route(Doors doors)
    {
        FilesRoom.Route(doors);
        doors.Pages.MapGet("/api", ApiReference.Show);
        doors.Api.MapGet("/openapi.json", ApiDocument.Show).WithMetadata(new ApiDoor(null, Open: true));
    }
}
