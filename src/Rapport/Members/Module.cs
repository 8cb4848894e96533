using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Files;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members.Belongings;
using Rapport.Members.Blocking;
using Rapport.Members.Confirming;
using Rapport.Members.Desk;
using Rapport.Members.Exports;
using Rapport.Members.KeptForms;
using Rapport.Members.Leaving;
using Rapport.Members.Legal;
using Rapport.Members.Moving;
using Rapport.Members.Password;
using Rapport.Members.Privacy;
using Rapport.Members.Profiles;
using Rapport.Members.Roles;
using Rapport.Members.Sessions;
using Rapport.Members.Setup;
using Rapport.Members.Settings;
using Rapport.Members.SignIn;
using Rapport.Members.SignUp;
using Rapport.Members.Suspending;
using Rapport.Members.Tickets;
using Rapport.Members.Tokens;

namespace Rapport.Members;

/// Accounts: signing up and in, profiles, roles, settings, and all that is personal.
public sealed class MembersModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Member>(member =>
        {
            member.ToTable("members_members");
            member.HasIndex(m => m.Handle).IsUnique();
            member.HasIndex(m => m.EmailKey).IsUnique();
            member.HasIndex(m => new { m.JoinedAt, m.Id });
            member.Property(m => m.Role).HasConversion<string>();
        });
        model.Entity<Ticket>(ticket =>
        {
            ticket.ToTable("members_tickets");
            ticket.Property(t => t.Purpose).HasConversion<string>();
            ticket.HasIndex(t => new { t.AddressHash, t.At });
            ticket.HasIndex(t => t.MemberId);
            ticket.HasIndex(t => t.EndsAt);
        });
        model.Entity<KeptForm>(form =>
        {
            form.ToTable("members_kept_forms").HasKey(f => f.Token);
            form.HasIndex(f => f.At);
            form.HasIndex(f => f.MemberId);
        });
        model.Entity<Token>(token =>
        {
            token.ToTable("members_tokens").Ignore(t => t.Allows);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasIndex(t => t.MemberId);
        });
        model.Entity<LegalText>(text =>
        {
            text.ToTable("members_legal_texts");
            text.HasIndex(t => new { t.Page, t.Edition }).IsUnique();
        });
        model.Entity<Agreement>(agreement =>
        {
            agreement.ToTable("members_agreements").HasKey(a => new { a.MemberId, a.TextId });
            agreement.HasIndex(a => a.TextId);
        });
        model.Entity<Belonging>(belonging =>
        {
            belonging.ToTable("members_belongings").HasKey(b => new { b.MemberId, b.Audience });
            belonging.HasIndex(b => new { b.Audience, b.MemberId });
        });
        model.Entity<Distance>(distance =>
        {
            distance.ToTable("members_distances").Ignore(d => d.IsBlock).HasKey(d => new { d.MemberId, d.OtherId });
            distance.HasIndex(d => d.OtherId);
            distance.Property(d => d.Kind).HasConversion<string>();
        });
        model.Entity<EndedSession>(session =>
        {
            session.ToTable("members_ended_sessions").HasKey(s => s.Key);
            session.HasIndex(s => s.At);
        });
        model.Entity<Tries>(tries => tries.ToTable("members_tries").HasKey(t => t.Key));
        model.Entity<Export>(export =>
        {
            export.ToTable("members_exports");
            export.HasIndex(e => e.MemberId);
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        LetterKinds.Register(services);
        services.AddScoped<Me>().AddScoped<Letters>().AddScoped<Passwords>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.AddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.AddSingleton<SignInDoor>(async context => Entry.With("/sign-in", await Keeping.Keep(context)));
        services.AddSingleton(new Link("member", "/members/{0}")).AddSingleton<SitemapSource, MemberPages>();
        Declared.Register(services);
        EndSuspensions.Register(services);
        services.AddReader<TellSuspended>().AddWorker<SuspensionMailer, MailSuspension>().AddWorker<TicketMailer, MailTicket>().AddWorker<ExportBuilder, BuildExport>().AddWorker<SecondErasure, EraseAgain>().AddSchedule("erase-again", "17 3 * * *", new EraseAgain());
        services.AddPersonalData<AccountData>().AddPersonalData<FilesData>();
        services.Stays<EventRow>(nameof(EventRow.Actor), "The log holds ids only; the id leads to a row without a name.");
        services.Stays<Job>(nameof(Job.Payload), "Ids of work that was done, for as many days as done work is kept.");
        services.Stays<Act>(nameof(Act.Actor), "An id beside a random key, which stops a form from being carried out twice.");
        services.Stays<AuditRow>(nameof(AuditRow.Actor), "Who decided over others' words answers for it; the id leads to a row without a name.");
        services.Stays<LegalText>(nameof(LegalText.By), "Who published the terms that others agreed to; the id leads to a row without a name.");
        services.AddRecords<MemberRecords>().Moves<LegalText>("legal_texts", arrive: (text, _) => text.Render()).Moves<Belonging>("belongings", needsRoles: true).Moves<Agreement>("agreements").Moves<Distance>("distances")
            .NotExported<Member>(m => m.SignedUpAt, "Whoever arrives is waited for: only the mailbox makes the account theirs.")
            .NotExported<Member>(m => m.Stamp, "Ends the sessions of one installation; every one makes its own.")
            .NotExported<Ticket>("Secrets of links and codes that were mailed.").NotExported<KeptForm>("What strangers were writing before they signed in, kept for a week.")
            .NotExported<EndedSession>("Sessions of this installation that were ended.").NotExported<Token>("Secrets of programs, which are given new ones.")
            .NotExported<Tries>("How often signing in failed lately.").NotExported<Export>("Copies that members asked for; they ask again.");
        services.AddSingleton<AudienceSource, GivenAudiences>().AddSingleton<Audiences>();
        services.AddDesk("/admin", "Overview", 0, Role.Moderator).AddDesk("/admin/people", "People", 200).AddDesk("/admin/audiences", "Audiences", 250).AddDesk("/admin/brand", "Brand and languages", 500).AddDesk("/admin/mail", "Mail", 600).AddDesk("/admin/mail/words", "Words of our mails", 610)
            .AddDesk("/admin/legal", "Legal pages", 700).AddDesk("/admin/privacy", "Privacy", 750).AddDesk("/admin/keys", "API keys", 780).AddDesk("/admin/audit", "Decisions", 800, Role.Moderator).AddDesk("/admin/server", "Server", 890).AddDesk("/admin/health", "Health", 900);
        services.AddSlot<BlockLink>("member.figures", 61);
        services.AddSlot<AgreeBanner>("top", 50).AddSlot<DeskLink>("header.menu", 900).AddSlot<LegalLinks>("footer.links", 900);
        services.AddDesk("/admin/backups", "Backups", 895);
        services.AddSingleton(new LaunchStep("Backups", "Whatever breaks, nothing is lost for good.", "/admin/backups", 700, db => db.Set<Backup>().AnyAsync(b => b.FinishedAt != null)));
        services.AddSingleton(new LaunchStep("Your logo", "It stands beside the name on every page.", "/admin/brand", 100, db => db.Set<FileUse>().AnyAsync(u => u.Kind == Brand.LogoUse)))
            .AddSingleton<LaunchStep>(sp => new("Mail", "A test message shows that mail arrives.", "/admin/mail", 200, _ => Task.FromResult(sp.GetRequiredService<SiteSettings>().Of<MailSettings>().TestedAt is not null)))
            .AddSingleton(new LaunchStep("Your colleagues", "Invite those who will answer.", "/admin/people#invite", 400, async db => await db.Members.CountAsync(m => m.Role != Role.Member && m.LeftAt == null) > 1));
        services.AddAuthentication(Entry.Scheme).AddCookie(Entry.Scheme, session =>
        {
            (session.Cookie.Name, session.Cookie.HttpOnly, session.Cookie.SameSite) = (AnonymousPages.SessionCookie, true, SameSiteMode.Lax);
            (session.Cookie.SecurePolicy, session.Cookie.IsEssential) = (CookieSecurePolicy.SameAsRequest, true);
            (session.ExpireTimeSpan, session.SlidingExpiration) = (EndedSession.Life, true);
        });
    }

    public override void Use(IApplicationBuilder app)
    {
        // A session never opens the API, and a token never opens the pages.
        app.UseWhen(context => !ApiDoor.Leads(context), pages => pages.UseAuthentication().Use(Session.Run));
        app.UseWhen(ApiDoor.Leads, api => api.Use(TokenDoor.Run));
    }

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet("/sign-in", SignInByPassword.Show);
        doors.Pages.MapGet("/sign-in/code", SignInByCode.Show);
        doors.Pages.MapGet("/sign-up", SignUp.SignUp.Show);
        doors.Pages.MapGet("/sign-up/sent", () => Page.Of<SignUp.SentPage>());
        doors.Pages.MapGet("/confirm", Confirm.Show);
        doors.Pages.MapGet("/confirm/first", ConfirmFirst.Show);
        doors.Pages.MapGet("/password/forgotten", ResetPassword.ShowForgotten);
        doors.Pages.MapGet("/password/sent", ResetPassword.ShowSent);
        doors.Pages.MapGet("/password/new", ResetPassword.ShowNew);

        doors.Pages.MapGet("/members/{id:long}/{slug?}", ShowProfile.Handle);
        doors.Pages.MapGet("/settings", ShowSettings.Handle);
        doors.Pages.MapGet("/settings/address/confirm", ChangeAddress.Show);
        doors.Pages.MapGet("/suspended", TellSuspended.Look).WithMetadata(new SuspendedMay());
        doors.Pages.MapGet("/settings/data/{id:long}", AskForExport.Get).WithMetadata(new SuspendedMay());
        doors.Pages.MapGet("/settings/blocked", ListKeptAway.Handle);
        doors.Pages.MapGet("/members/{id:long}/block", KeepAway.Show);
        doors.Acts.MapPost("/members/{id:long}/block", KeepAway.Handle).WithMetadata(new LeadsTo(KeepAway.After));
        doors.Acts.MapPost("/members/{id:long}/block/lift", Lift.Handle).WithMetadata(new LeadsTo(Lift.After));
        doors.Pages.MapGet("/settings/tokens", ListTokens.Handle);
        doors.Acts.MapPost("/settings/tokens", MakeToken.Handle);
        doors.Acts.MapPost("/settings/tokens/{id:long}/revoke", RevokeToken.Handle);
        doors.Pages.MapGet("/settings/leave", Leave.Show).WithMetadata(new SuspendedMay());
        doors.Pages.MapGet("/left", () => Page.Of<LeftPage>());
        doors.Acts.MapPost("/members/{id:long}/role", ChangeRole.Handle);
        RouteDesk(doors);
        Members.Api.Routes.Map(doors.Api);

        var open = doors.Acts.MapGroup("").WithMetadata(new UnconfirmedMay());
        open.MapPost("/sign-out", (Delegate)SignOut.Here).WithMetadata(new SuspendedMay());
        open.MapPost("/sign-out/everywhere", SignOut.Everywhere).WithMetadata(new SuspendedMay());

        open.MapPost("/settings/profile", EditProfile.Handle);
        open.MapPost("/settings/language", ChooseLanguage.Handle);
        open.MapPost("/settings/data", AskForExport.Handle).WithMetadata(new SuspendedMay());

        var tried = open.MapGroup("").RequireRateLimiting(Limits.SignIn);
        tried.MapPost("/sign-in", SignInByPassword.Handle);
        tried.MapPost("/sign-in/code", SignInByCode.Handle);
        tried.MapPost("/sign-up", SignUp.SignUp.Handle);
        tried.MapPost("/confirm", Confirm.Handle);
        tried.MapPost("/confirm/again", ConfirmFirst.Again);
        tried.MapPost("/password/forgotten", ResetPassword.Ask);
        tried.MapPost("/password/new", ResetPassword.Handle);
        tried.MapPost("/settings/address", ChangeAddress.Ask);
        tried.MapPost("/settings/address/confirm", ChangeAddress.Confirm);
        tried.MapPost("/settings/password", ChangePassword.Handle);
        tried.MapPost("/settings/leave", Leave.Handle).WithMetadata(new SuspendedMay());
        tried.MapPost("/settings/leave/code", Leave.MailCode).WithMetadata(new SuspendedMay());
    }
    static void RouteDesk(Doors doors)
    {
        doors.Pages.MapGet("/setup", SetUp.Show).RequireRateLimiting(Limits.SignIn);
        doors.Acts.MapPost("/setup", SetUp.Handle).RequireRateLimiting(Limits.SignIn);
        doors.Pages.MapGet("/legal/agree", AgreeFirst.Show);
        doors.Acts.MapPost("/legal/agree", AgreeFirst.Handle).WithMetadata(new UnconfirmedMay());
        doors.Pages.MapGet("/legal/{page}", LegalPages.Show);
        doors.Pages.MapGet("/admin", ShowDesk.Handle);
        doors.Pages.MapGet("/admin/people", People.Show);
        doors.Acts.MapPost("/admin/people/invite", People.Invite);
        doors.Acts.MapPost("/admin/people/{id:long}/role", People.Role);
        doors.Acts.MapPost("/admin/people/{id:long}/suspend", People.Suspend);
        doors.Acts.MapPost("/admin/people/{id:long}/readmit", People.Readmit);
        doors.Acts.MapPost("/admin/people/{id:long}/audiences", GiveAudience.Handle);
        doors.Pages.MapGet("/admin/audiences", AudienceDesk.All);
        doors.Pages.MapGet("/admin/audiences/{key}", AudienceDesk.One);
        doors.Acts.MapPost("/admin/audiences/{key}/people", GiveAudience.Add);
        doors.Pages.MapGet("/admin/brand", Brand.Show);
        doors.Acts.MapPost("/admin/brand", Brand.Change);
        doors.Acts.MapPost("/admin/languages", Brand.Speak);
        doors.Pages.MapGet("/admin/mail", MailDesk.Show);
        doors.Acts.MapPost("/admin/mail", MailDesk.Change);
        doors.Acts.MapPost("/admin/mail/test", MailDesk.Test);
        doors.Pages.MapGet("/admin/mail/words", MailWordsDesk.All);
        doors.Acts.MapPost("/admin/mail/frame", MailWordsDesk.Frame);
        doors.Pages.MapGet("/admin/mail/words/{kind}", MailWordsDesk.One);
        doors.Pages.MapGet("/admin/mail/words/{kind}/html", MailWordsDesk.Html);
        doors.Acts.MapPost("/admin/mail/words/{kind}", MailWordsDesk.Change);
        doors.Acts.MapPost("/admin/mail/words/{kind}/reset", MailWordsDesk.Reset);
        doors.Acts.MapPost("/admin/mail/words/{kind}/test", MailWordsDesk.Test);
        doors.Pages.MapGet("/admin/legal", LegalPages.Edit);
        doors.Acts.MapPost("/admin/legal/{page}", LegalPages.Change);
        doors.Pages.MapGet("/privacy/data", PrivacyDesk.ShowData);
        doors.Pages.MapGet("/admin/privacy", PrivacyDesk.Show);
        doors.Acts.MapPost("/admin/privacy", PrivacyDesk.Change);
        doors.Acts.MapPost("/admin/privacy/tidy", PrivacyDesk.TidyNow);
        doors.Pages.MapGet("/admin/keys", ListTokens.AtTheDesk);
        doors.Acts.MapPost("/admin/keys", MakeToken.AtTheDesk);
        doors.Acts.MapPost("/admin/keys/{id:long}/revoke", RevokeToken.AtTheDesk);
        doors.Pages.MapGet("/admin/audit", AuditList.Show);
        doors.Pages.MapGet("/admin/server", ServerDesk.Show);
        doors.Acts.MapPost("/admin/server", ServerDesk.Change);
        doors.Pages.MapGet("/admin/health", HealthDesk.Show);
        doors.Pages.MapGet("/admin/backups", BackupDesk.Show);
        doors.Acts.MapPost("/admin/backups", BackupDesk.Change);
        doors.Acts.MapPost("/admin/backups/now", BackupDesk.Now);
    }
}
