using Rapport.Kernel;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust.Appointed;
using Rapport.Trust.Granting;
using Rapport.Trust.Reading;
using Rapport.Trust.Shown;
using Rapport.Trust.Trials;

namespace Rapport.Trust;

/// How much members are trusted, in which area, why, and what they may do because of it.
public sealed class TrustModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Standing>(standing =>
        {
            standing.ToTable("trust_standings").HasKey(s => new { s.MemberId, s.AreaId });
            standing.HasIndex(s => new { s.AreaId, s.Amount });
        });
        model.Entity<Voice>(voice =>
        {
            voice.ToTable("trust_voices").HasKey(v => v.MemberId);
            voice.Property(v => v.MemberId).ValueGeneratedNever();
            voice.HasIndex(v => v.Received);
        });
        model.Entity<Praise>(praise =>
        {
            praise.ToTable("trust_praises").Property(p => p.Id).ValueGeneratedNever();
            praise.HasIndex(p => new { p.ThingId, p.GiverId });
            praise.HasIndex(p => new { p.ReceiverId, p.AreaId, p.Kind });
            praise.HasIndex(p => p.TopicId);
            praise.HasIndex(p => p.GiverId);
        });
        model.Entity<Tie>(tie =>
        {
            tie.ToTable("trust_ties").HasKey(t => new { t.GiverId, t.ReceiverId });
            tie.HasIndex(t => t.ReceiverId);
        });
        model.Entity<Appointment>(appointment =>
        {
            appointment.ToTable("trust_appointments");
            appointment.HasIndex(a => new { a.MemberId, a.AreaId }, "ix_trust_appointments_held").HasDatabaseName("ix_trust_appointments_held").IsUnique().HasFilter("ended_at IS NULL");
        });
        model.Entity<Bar>().ToTable("trust_bars").HasKey(b => new { b.AreaId, b.Privilege });
        model.Entity<Trial>(trial =>
        {
            trial.ToTable("trust_trials").Ignore(t => t.IsReady).HasIndex(t => t.AskedAt);
            trial.ComplexProperty(t => t.Formula);
        });
        model.Entity<TrialChange>().ToTable("trust_trial_changes").HasKey(c => new { c.TrialId, c.MemberId });
        model.Entity<TrialReach>().ToTable("trust_trial_reaches").HasKey(r => new { r.TrialId, r.Privilege });
        model.Entity<Grant>(grant =>
        {
            grant.ToTable("trust_grants").Property(g => g.Id).ValueGeneratedNever();
            grant.HasIndex(g => new { g.MemberId, g.AreaId, g.Privilege }, "ix_trust_grants_held").HasDatabaseName("ix_trust_grants_held").IsUnique().HasFilter("ended_at IS NULL");
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddReader<StandingReader>().AddSingleton<EvidenceSource, PeopleKnown>();
        services.AddWorker<TendPrivileges, LookAtPrivileges>().AddSchedule("tend-privileges", "17 * * * *", new LookAtPrivileges());
        services.AddSingleton<TrialLoop>().AddHostedService(sp => sp.GetRequiredService<TrialLoop>());
        services.AddScoped<Privileges>().AddScoped<StandingOf>().AddScoped<Ranks>();
        services.AddSlot<StandingLine>("member.figures", 90);
        services.AddDesk("/admin/helpers", "Helpers", 240).AddDesk("/admin/standing", "Standing", 360);
        services.AddPersonalData<Personal>();
        const string again = "Made anew by its reader from what comes in.";
        services.NotExported<Standing>(again).NotExported<Voice>(again).NotExported<Praise>(again).NotExported<Tie>(again)
            .NotExported<Grant>("Follows from standing, which is made anew.").NotExported<Bar>("Follows from standing, which is made anew.")
            .NotExported<Trial>("What was tried here says nothing of another place.").NotExported<TrialChange>("What was tried here says nothing of another place.").NotExported<TrialReach>("What was tried here says nothing of another place.").Moves<Appointment>("appointments", a => new HelperAppointed(a));
        services.Stays<Appointment>(nameof(Appointment.AppointedBy), "Who appointed a helper answers for it; the id leads to a row without a name.").Stays<Appointment>(nameof(Appointment.EndedBy), "Who ended it answers for it; the id leads to a row without a name.");
        services.KeepsUntil("standing", "Until you leave", "Whose words helped you and whom yours helped, as points", "So that trust is earned and can be explained: every point leads to what it is for.", SeenBy.Everybody, typeof(Standing), typeof(Voice), typeof(Praise), typeof(Tie));
        services.Stays<Trial>(nameof(Trial.AskedBy), "Who tried a formula answers for it; the id leads to a row without a name.");
        services.Keeps("formula-trials", "Formulas of standing that were tried, with who would win and lose", "To change what trust is made of only knowing whom it concerns.", SeenBy.Administrators, new(180, 30, 3650, async (db, before, most) =>
        {
            var old = await db.Trials.Where(t => t.EndedAt < before).OrderBy(t => t.Id).Select(t => t.Id).Take(most).ToListAsync();
            await db.TrialChanges.Where(c => old.Contains(c.TrialId)).ExecuteDeleteAsync();
            await db.TrialReaches.Where(c => old.Contains(c.TrialId)).ExecuteDeleteAsync();
            return await db.Trials.Where(t => old.Contains(t.Id)).ExecuteDeleteAsync();
        }), typeof(Trial), typeof(TrialChange), typeof(TrialReach));
        services.KeepsUntil("helpers", "Until you leave", "That the brand made you a helper, and what you may do because of your standing", "So that everybody sees on whose word you help here.", SeenBy.Everybody, typeof(Appointment), typeof(Grant));
    }

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet("/standing", ShowStanding.Formula);
        doors.Pages.MapGet("/members/{id:long}/standing", ShowStanding.Handle);
        doors.Pages.MapGet("/admin/helpers", AppointHelper.Show);
        doors.Acts.MapPost("/admin/helpers", AppointHelper.Handle);
        doors.Acts.MapPost("/admin/helpers/{id:long}/end", AppointHelper.End);
        doors.Pages.MapGet("/admin/standing", TryFormula.Show);
        doors.Pages.MapGet("/admin/standing/{id:long}", TryFormula.One);
        doors.Acts.MapPost("/admin/standing", TryFormula.Handle);
        doors.Acts.MapPost("/admin/standing/{id:long}/stop", TryFormula.Stop);
        doors.Acts.MapPost("/admin/standing/{id:long}/apply", TryFormula.Apply);
        Api.Routes.Map(doors.Api);
    }
}
