using Rapport.Defence.Signals;
using Rapport.Defence.Traces;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Retention;
using Rapport.Members;

namespace Rapport.Defence.Patterns;

/// What shows only when several things are seen together, and the rows by which it is seen.
static class PatternRoom
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Deed>(deed =>
        {
            deed.ToTable("defence_deeds").HasKey(d => d.Position);
            deed.Property(d => d.Position).ValueGeneratedNever();
            deed.Property(d => d.Kind).HasConversion<string>();
            deed.HasIndex(d => d.At);
            deed.HasIndex(d => new { d.Kind, d.At });
            deed.HasIndex(d => d.ActorId);
            deed.HasIndex(d => d.TowardsMemberId);
        });
        model.Entity<Praise>(praise =>
        {
            praise.ToTable("defence_praises").HasKey(p => new { p.FromMemberId, p.ToMemberId });
            praise.HasIndex(p => p.ToMemberId);
        });
        model.Entity<Finding>(finding =>
        {
            finding.ToTable("defence_findings").HasIndex(f => f.Key).IsUnique();
            finding.Property(f => f.Kind).HasConversion<string>();
            finding.Property(f => f.Burst).HasConversion<string>();
            finding.Ignore(f => f.IsOpen);
            finding.HasIndex(f => new { f.SeenAt, f.Id });
        });
        model.Entity<FindingPart>(part =>
        {
            part.ToTable("defence_finding_parts").HasKey(p => new { p.FindingId, p.Of, p.ThingId });
            part.HasIndex(p => new { p.Of, p.ThingId });
        });
        model.Entity<Trace>(trace =>
        {
            trace.ToTable("defence_traces").HasKey(t => new { t.MemberId, t.Kind, t.Hash });
            trace.Property(t => t.Kind).HasConversion<string>();
            trace.HasIndex(t => new { t.Kind, t.Hash });
            trace.HasIndex(t => t.At);
        });
    }

    public static void Register(IServiceCollection services)
    {
        PatternFinder.Register(services);
        services.AddReader<DeedReader>();
        services.NotExported<Deed>("Noted anew from what happens there.").NotExported<Praise>("Counted anew from the votes, wherever they are.").NotExported<Finding>("What is found there is found anew.").NotExported<FindingPart>("What is found there is found anew.")
            .NotExported<Trace>("Devices and addresses under the key of one installation.");
        const string duty = "Who looked at a pattern answers for it; the id leads to a row without a name.";
        services.Stays<Finding>(nameof(Finding.LookedBy), duty).Stays<Finding>(nameof(Finding.DismissedBy), duty);
        services.Keeps("deeds", "What you did in the last days, by numbers alone: votes, posts, joining", "So that much at once is noticed.", SeenBy.Nobody,
            new(DeedReader.Days, 1, DeedReader.Days, (db, before, most) => db.Deeds.Where(d => db.Set<Deed>().Where(o => o.At < before).OrderBy(o => o.At).Take(most).Any(o => o.Position == d.Position)).ExecuteDeleteAsync()), typeof(Deed));
        services.Keeps("traces", "Hashes of the device and the address you wrote or voted from, under a key that is not stored with them, and a cookie called “device” with a number for your browser", "So that many accounts of one person are noticed.", SeenBy.Nobody,
            new(SharedTraces.Days, 1, SharedTraces.Days, (db, before, most) => db.Traces.Where(t => t.At < before).ExecuteDeleteAsync()), typeof(Trace));
        services.Keeps("findings", "Patterns that a program found: who praises each other, how much happened at once, which accounts share a device", "So that a moderator looks at them.", SeenBy.Office, new(180, 30, 365, async (db, before, most) =>
        {
            var old = await db.Findings.Where(f => f.SeenAt < before).OrderBy(f => f.SeenAt).Select(f => f.Id).Take(most).ToListAsync();
            await db.FindingParts.Where(p => old.Contains(p.FindingId)).ExecuteDeleteAsync();
            return await db.Findings.Where(f => old.Contains(f.Id)).ExecuteDeleteAsync();
        }), typeof(Finding), typeof(FindingPart));
        services.KeepsUntil("praises", "Until you leave", "How many votes and accepted answers you gave whom, as a number", "So that members who only praise each other are noticed.", SeenBy.Nobody, typeof(Praise));
    }

    /// What becomes of a member's rows when they leave; a pattern of which hardly anybody is left goes with them.
    public static async Task Erase(Db db, long member)
    {
        await db.Traces.Where(t => t.MemberId == member).ExecuteDeleteAsync();
        await db.Deeds.Where(d => d.ActorId == member).ExecuteDeleteAsync();
        await db.Deeds.Where(d => d.TowardsMemberId == member).ExecuteUpdateAsync(s => s.SetProperty(d => d.TowardsMemberId, (long?)null));
        await db.Praises.Where(p => p.FromMemberId == member || p.ToMemberId == member).ExecuteDeleteAsync();
        await db.FindingParts.Where(p => p.Of == "member" && p.ThingId == member).ExecuteDeleteAsync();
        await db.Findings.Where(f => f.Kind != SignalKind.Burst && db.Set<FindingPart>().Count(p => p.FindingId == f.Id) < 2 || !db.Set<FindingPart>().Any(p => p.FindingId == f.Id)).ExecuteDeleteAsync();
    }

    public static async Task<IReadOnlyList<PersonalRows>> Export(Db db, long member) =>
    [
        new("devices-and-addresses", [.. await db.Traces.AsNoTracking().Where(t => t.MemberId == member).OrderBy(t => t.At).Select(t => new { Kind = t.Kind.ToString(), t.At }).ToListAsync()]),
        new("deeds-of-the-last-days", [.. await db.Deeds.AsNoTracking().Where(d => d.ActorId == member).OrderBy(d => d.Position).Select(d => new { Deed = d.Kind.ToString(), d.At, d.PostId }).ToListAsync()]),
        new("praise-i-gave", [.. await db.Praises.AsNoTracking().Where(p => p.FromMemberId == member).OrderBy(p => p.ToMemberId).Select(p => new { To = p.ToMemberId, p.Count }).ToListAsync()]),
        new("patterns-i-am-part-of", [.. await (from p in db.FindingParts.AsNoTracking().Where(p => p.Of == "member" && p.ThingId == member) join f in db.Findings on p.FindingId equals f.Id orderby f.Id select new { Pattern = f.Kind.ToString(), f.FoundAt, f.SeenAt }).ToListAsync()]),
    ];
}
