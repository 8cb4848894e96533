using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Retention;

/// The room's table and the nightly schedule, and how long the ground floor keeps its own.
static class RetentionRoom
{
    public static void Map(ModelBuilder model) => model.Entity<Tidied>().ToTable("kernel_tidied").HasKey(t => t.Kind);

    public static void Register(IServiceCollection services)
    {
        services.AddWorker<Tidier, Tidy>().AddSchedule("tidy", "37 3 * * *", new Tidy()).AddWorker<LogEmptier, EmptyLog>();
        services.Keeps("mails", "Mails we sent", "To send a mail again when the mail server was away, and to answer the question whether it left.", SeenBy.Administrators,
            new(30, 1, 365, (db, before, most) => db.Set<SentMail>().Where(m => m.At < before).OrderBy(m => m.At).Take(most).ExecuteDeleteAsync()), typeof(SentMail), typeof(MailName));
        services.Keeps("acts", "Marks of forms that were sent", "So that a double click is one act. A random key and an id, no words.", SeenBy.Nobody,
            new(30, 7, 90, (db, before, most) => db.Set<Act>().Where(a => a.At < before).OrderBy(a => a.At).Take(most).ExecuteDeleteAsync()), typeof(Act));
        services.Keeps("jobs", "Work done in the background", "So that the same work is not done twice, and to see why work failed. Ids only.", SeenBy.Administrators,
            new(30, 30, 365, (db, before, most) => db.Set<Job>().Where(j => j.DoneAt < before || j.DeadAt < before).OrderBy(j => j.Id).Take(most).ExecuteDeleteAsync()), typeof(Job));
        services.Keeps("decisions", "Decisions over people, words and settings", "Whoever decides over others answers for it: who, when and why.", SeenBy.Office,
            new(1825, 90, 3650, (db, before, most) => db.Set<AuditRow>().Where(a => a.At < before).OrderBy(a => a.Id).Take(most).ExecuteDeleteAsync()), typeof(AuditRow));
        services.Keeps("backups", "The list of backups", "To see that there are any, and how old they are. When, where and how large, nothing of what is in them.", SeenBy.Administrators,
            new(365, 30, 3650, (db, before, most) => db.Set<Backup>().Where(b => b.AskedAt < before).OrderBy(b => b.Id).Take(most).ExecuteDeleteAsync()), typeof(Backup));
        services.KeepsUntil("events", "As long as this community exists", "What happened, in ids and codes", "What is derived (search, notices, measures) can be made anew from it. It holds no words, names or addresses.", SeenBy.Nobody, typeof(EventRow));
        services.KeepsUntil("files", "Until what they stand in is removed; unused ones for a day", "Pictures and files you send", "To show them where you put them. Where and by which camera a picture was taken is cut off.", SeenBy.Everybody, typeof(StoredFile));
        services.KeepsUntil("log", "As long as whoever runs this server keeps its logs", "The server's log", "To find out what went wrong. Ids of things and errors, no addresses and no words.", SeenBy.Administrators);
    }
}
