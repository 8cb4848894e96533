using Rapport.Governance.Decisions;
using Rapport.Governance.Measures;
using Rapport.Governance.Notices;
using Rapport.Governance.Queue;
using Rapport.Governance.Reports;
using Rapport.Governance.Restrictions;
using Rapport.Governance.Rules;
using Rapport.Kernel;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Governance;

/// Order in the house: what members report, what waits for a moderator, and what is decided.
public sealed class GovernanceModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Case>(about =>
        {
            about.ToTable("governance_cases");
            about.Property(c => c.Verdict).HasConversion<string>();
            about.Property(c => c.Wait).HasConversion<string>();
            about.Property(c => c.Ground).HasConversion<string>();
            about.Ignore(c => c.IsOpen);
            about.Ignore(c => c.Why);
            about.Ignore(c => c.IsAppeal);
            about.Ignore(c => c.Cleared);
            about.Ignore(c => c.Until);
            about.HasIndex(c => c.AppealOf);
            about.HasIndex(c => new { c.Kind, c.ThingId }, "ix_governance_cases_open").HasDatabaseName("ix_governance_cases_open").IsUnique().HasFilter("decided_at IS NULL");
            about.HasIndex(c => new { c.OpenedAt, c.Id }, "ix_governance_cases_waiting").HasDatabaseName("ix_governance_cases_waiting").HasFilter("decided_at IS NULL");
            about.HasIndex(c => new { c.DecidedAt, c.Id }, "ix_governance_cases_decided").HasDatabaseName("ix_governance_cases_decided").HasFilter("decided_at IS NOT NULL");
            about.HasIndex(c => c.AuthorId);
        });
        model.Entity<Statement>(statement =>
        {
            statement.ToTable("governance_statements");
            statement.Property(s => s.Verdict).HasConversion<string>();
            statement.Property(s => s.Wait).HasConversion<string>();
            statement.Property(s => s.Ground).HasConversion<string>();
            statement.Property(s => s.Origin).HasConversion<string>();
            statement.Property(s => s.Ending).HasConversion<string>();
            foreach (var worked in new[] { nameof(Statement.OpenUntil), nameof(Statement.Restricts), nameof(Statement.IsUndone), nameof(Statement.IsFoundByProgram) }) statement.Ignore(worked);
            statement.HasIndex(s => new { s.Kind, s.ThingId });
            statement.HasIndex(s => s.CaseId);
            statement.HasIndex(s => s.AppealOf);
            statement.HasIndex(s => s.AuthorId);
            statement.HasIndex(s => new { s.DecidedAt, s.Id });
        });
        model.Entity<OutsideNotice>(notice =>
        {
            notice.ToTable("governance_outside_notices").Property(n => n.Reason).HasConversion<string>();
            notice.HasIndex(n => n.CaseId);
            notice.HasIndex(n => new { n.EmailHash, n.At });
        });
        model.Entity<Report>(report =>
        {
            report.ToTable("governance_reports").Property(r => r.Id).ValueGeneratedNever();
            report.Property(r => r.Reason).HasConversion<string>();
            report.HasIndex(r => new { r.ReporterId, r.Kind, r.ThingId }).IsUnique();
            report.HasIndex(r => r.CaseId);
        });
        model.Entity<Vouch>(vouch =>
        {
            vouch.ToTable("governance_vouches").HasKey(v => v.MemberId);
            vouch.Property(v => v.MemberId).ValueGeneratedNever();
        });
        model.Entity<Pace>().ToTable("governance_paces").HasKey(p => new { p.MemberId, p.What });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton<Governed, GovernedMembers>().AddScoped<Tempo>().AddScoped<Waiting>();
        services.AddDesk("/admin/queue", "Waiting for a decision", 100, Role.Moderator).AddDesk("/admin/moderation", "Moderation", 350);
        services.AddSlot<QueueCount>("desk.entry").AddSlot<QueueBell>("header.nav", 50).AddSlot<ReportMember>("member.figures", 60);
        services.AddSingleton<ReportWeights>(OwnRecord.Of).AddSingleton<DecisionLinks>().AddSingleton<SuspensionPath, SuspensionWay>().AddReader<NoteSuspensions>().AddReader<TellQuiet>().AddWorker<QuietMailer, MailQuiet>().AddSlot<LogLink>("settings.notices", 900);
        QuietLetters.Register(services);
        HeldAlarm.Register(services);
        NoticeLetters.Register(services);
        services.AddReader<TellOutsiders>().AddWorker<OutcomeMailer, MailOutcome>().AddSlot<NoticeLink>("footer.links", 890);
        Keep(services);
        services.AddPersonalData<Personal>().AddSingleton<EvidenceSource, ReportsJudged>();
        services.Moves<Case>("cases").Moves<Statement>("statements").Moves<Report>("reports").Moves<OutsideNotice>("outside_notices").Moves<Vouch>("vouches").NotExported<Pace>("How much somebody wrote in the last minute, hour and day.");
        services.Stays<Case>(nameof(Case.AppealedFrom), "Who decided over others' words answers for it; the id leads to a row without a name.");
        foreach (var judge in new[] { nameof(Statement.DecidedBy), nameof(Statement.EndedBy) }) services.Stays<Statement>(judge, "Who decided over others' words answers for it; the id leads to a row without a name.");
        services.Stays<Case>(nameof(Case.PassedBy), "Who decided over others' words answers for it; the id leads to a row without a name.");
        services.Stays<Case>(nameof(Case.DecidedBy), "Who decided over others' words answers for it; the id leads to a row without a name.");
    }

    static void Keep(IServiceCollection services)
    {
        services.Keeps("cases", "What was reported, what waited for a moderator and what was decided", "So that a decision can be explained, questioned and taken back.", SeenBy.Office, new(1095, 180, 3650, async (db, before, most) =>
        {
            var old = await db.Cases.Where(c => c.DecidedAt < before).OrderBy(c => c.Id).Select(c => c.Id).Take(most).ToListAsync();
            await db.Reports.Where(r => old.Contains(r.CaseId)).ExecuteDeleteAsync();
            return await db.Cases.Where(c => old.Contains(c.Id)).ExecuteDeleteAsync();
        }), typeof(Case), typeof(Report));
        services.Keeps("statements", "Statements of reasons: what was decided, why, by what it was found, and what became of it", "So that whom a decision concerns can read it and object, and everybody sees how often decisions were wrong.", SeenBy.Office, new(1095, 365, 3650, async (db, before, most) =>
        {
            var old = await db.Statements.Where(s => s.DecidedAt < before).OrderBy(s => s.Id).Select(s => s.Id).Take(most).ToListAsync();
            return await db.Statements.Where(s => old.Contains(s.Id)).ExecuteDeleteAsync();
        }), typeof(Statement));
        services.Keeps("outside-notices", "Names and e-mail addresses of who gave notice of unlawful content without an account, with what they said", "So that they get a receipt and the outcome, and can object for six months after it.", SeenBy.Administrators, new(210, 190, 365, async (db, before, most) =>
        {
            var old = await db.OutsideNotices.Where(n => db.Set<Case>().Any(c => c.Id == n.CaseId && c.DecidedAt < before) || n.At < before && !db.Set<Case>().Any(c => c.Id == n.CaseId)).OrderBy(n => n.Id).Select(n => n.Id).Take(most).ToListAsync();
            return await db.OutsideNotices.Where(n => old.Contains(n.Id)).ExecuteDeleteAsync();
        }), typeof(OutsideNotice));
        services.KeepsUntil("vouches", "Until you leave", "That a moderator lets you write without waiting, and how much you wrote and reported on the day you last did", "So that your words wait for nobody, and nobody floods the place.", SeenBy.Office, typeof(Vouch), typeof(Pace));
    }

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet("/notice", GiveNotice.Show);
        doors.Acts.MapPost("/notice", GiveNotice.Handle).RequireRateLimiting(Limits.SignIn).WithMetadata(new UnconfirmedMay(), new LeadsTo(GiveNotice.After));
        doors.Pages.MapGet("/notice/{id:long}", GiveNotice.Look);
        doors.Acts.MapPost("/notice/{id:long}/objection", GiveNotice.Object).WithMetadata(new UnconfirmedMay());
        doors.Pages.MapGet("/report/{kind}/{id:long}", ReportThing.Show);
        doors.Acts.MapPost("/report/{kind}/{id:long}", ReportThing.Handle);
        doors.Pages.MapGet("/decisions", ShowRestrictions.Mine).WithMetadata(new SuspendedMay());
        doors.Pages.MapGet("/admin/restrictions/{id:long}", ShowRestrictions.Of);
        doors.Acts.MapPost("/admin/restrictions/{id:long}", RestrictMember.Handle);
        doors.Acts.MapPost("/admin/restrictions/{id:long}/shorten", RestrictMember.Shorten);
        doors.Acts.MapPost("/admin/restrictions/{id:long}/end", RestrictMember.End);
        doors.Pages.MapGet("/decisions/{id:long}", ShowDecision.Handle).WithMetadata(new SuspendedMay());
        doors.Pages.MapGet("/suspensions/{id:long}", ShowDecision.Suspension);
        doors.Acts.MapPost("/decisions/{id:long}/appeal", ShowDecision.Object).WithMetadata(new UnconfirmedMay(), new SuspendedMay());
        doors.Acts.MapPost("/report/{kind}/{id:long}/objection", ReportThing.Object);
        doors.Pages.MapGet("/admin/queue", ShowQueue.Waiting);
        doors.Pages.MapGet("/admin/queue/decided", ShowQueue.Decided);
        doors.Pages.MapGet("/admin/queue/decided.csv", StatementsCsv.Handle);
        doors.Pages.MapGet(ShowMeasures.Path, ShowMeasures.Handle);
        doors.Acts.MapPost("/admin/queue/decisions", DecideMany.Handle);
        doors.Acts.MapPost("/admin/queue/undo", DecideMany.Undo);
        doors.Acts.MapPost("/admin/cases/{id:long}", DecideCase.Handle);
        doors.Acts.MapPost("/admin/cases/{id:long}/undo", DecideCase.Undo);
        doors.Acts.MapPost("/admin/cases/{id:long}/suspend", DecideCase.Suspend);
        doors.Acts.MapPost("/admin/cases/{id:long}/readmit", DecideCase.Readmit);
        Api.Routes.Map(doors.Api);
        doors.Pages.MapGet("/admin/moderation", ChangeRules.Show);
        doors.Acts.MapPost("/admin/moderation", ChangeRules.Handle);
        doors.Acts.MapPost("/admin/moderation/lists", ChangeRules.Disallow);
    }
}
