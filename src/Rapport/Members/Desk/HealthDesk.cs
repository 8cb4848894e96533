using System.Reflection;
using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Desk;

/// What the health page shows.
public sealed record HealthView(string Version, string Node, string Engine, long Head, IReadOnlyList<(string Name, string What, long Behind)> Readers, int JobsWaiting, int JobsFailing, int MailsWaiting, long FreeBytes, IReadOnlyList<string> Stuck);

/// GET /admin/health: whether everything runs, in numbers that say what to look at.
static class HealthDesk
{
    public static async Task<IResult> Show(Db db, Me me, Installation installation, IEnumerable<Reader> readers, IEnumerable<IHostedService> hosted, IServiceProvider services, DiskRoom room, CancellationToken cancel, bool all = false)
    {
        me.RequireAdministrator();
        return Page.Of<HealthPage>(new { Findings = await Doctor.Look(services, far: all, cancel), All = all, View = await View(db, installation, readers, hosted, room) });
    }

    public static async Task<HealthView> View(Db db, Installation installation, IEnumerable<Reader> readers, IEnumerable<IHostedService> hosted, DiskRoom room)
    {
        var head = await EventLog.Head(db);
        var marks = await db.Set<Checkpoint>().AsNoTracking().ToDictionaryAsync(c => c.Reader, c => c.Position);
        // What this node passed over is nothing to its readers, and nothing to whoever asks how they are.
        var loops = hosted.OfType<SharedReaderLoop>().ToDictionary(l => l.Name);
        var behind = readers.Select(r => (r.Name, r.What, Math.Max(0, head - (r is LocalReader local ? local.Position : loops.GetValueOrDefault(r.Name)?.From(marks.GetValueOrDefault(r.Name)) ?? marks.GetValueOrDefault(r.Name))))).ToList();
        return new(typeof(Installation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "", installation.Node, installation.OnPostgres ? "PostgreSQL" : "SQLite", head, behind,
            await db.Set<Job>().CountAsync(j => j.DoneAt == null && j.DeadAt == null), await db.Set<Job>().CountAsync(j => j.DoneAt == null && j.DeadAt == null && j.Problem != null), await db.Set<SentMail>().CountAsync(m => m.SentAt == null && m.RefusedAt == null),
            room(installation.Data).Free, [.. hosted.OfType<Loop>().Where(l => l.FailingSince is not null).Select(l => l.Name)]);
    }
}
