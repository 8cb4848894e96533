using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Confirming;
using Rapport.Members.Exports;
using Rapport.Members.KeptForms;
using Rapport.Members.Leaving;
using Rapport.Members.Password;
using Rapport.Members.Profiles;
using Rapport.Members.Roles;
using Rapport.Members.Sessions;
using Rapport.Members.Settings;
using Rapport.Members.SignIn;
using Rapport.Members.SignUp;
using Rapport.Members.Tickets;

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
        model.Entity<Tries>(tries => tries.ToTable("members_tries").HasKey(t => t.Key));
        model.Entity<Export>(export =>
        {
            export.ToTable("members_exports");
            export.HasIndex(e => e.MemberId);
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddScoped<Me>().AddScoped<Letters>().AddScoped<Passwords>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.AddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.AddSingleton<SignInDoor>(async context => Entry.With("/sign-in", await Keeping.Keep(context)));
        services.AddSingleton(new Link("member", "/members/{0}")).AddSingleton<SitemapSource, MemberPages>();
        services.AddWorker<Forgetting, ForgetStale>();
        services.AddSchedule("forget-stale-tickets", "41 3 * * *", new ForgetStale());
        services.AddWorker<ExportBuilder, BuildExport>();
        services.AddPersonalData<AccountData>().AddPersonalData<FilesData>();
        services.Stays<EventRow>(nameof(EventRow.Actor), "The log holds ids only; the id leads to a row without a name.");
        services.Stays<Act>(nameof(Act.Actor), "An id beside a random key, which stops a form from being carried out twice.");
        services.AddAuthentication(Entry.Scheme).AddCookie(Entry.Scheme, session =>
        {
            (session.Cookie.Name, session.Cookie.HttpOnly, session.Cookie.SameSite) = (AnonymousPages.SessionCookie, true, SameSiteMode.Lax);
            (session.Cookie.SecurePolicy, session.Cookie.IsEssential) = (CookieSecurePolicy.SameAsRequest, true);
            (session.ExpireTimeSpan, session.SlidingExpiration) = (TimeSpan.FromDays(30), true);
        });
    }

    public override void Use(IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use(Session.Run);
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
        doors.Pages.MapGet("/settings/data/{id:long}", AskForExport.Get);
        doors.Pages.MapGet("/settings/leave", Leave.Show);
        doors.Pages.MapGet("/left", () => Page.Of<LeftPage>());
        doors.Acts.MapPost("/members/{id:long}/role", ChangeRole.Handle);

        var open = doors.Acts.MapGroup("").WithMetadata(new UnconfirmedMay());
        open.MapPost("/sign-out", (Delegate)SignOut.Here);
        open.MapPost("/sign-out/everywhere", SignOut.Everywhere);

        open.MapPost("/settings/profile", EditProfile.Handle);
        open.MapPost("/settings/language", ChooseLanguage.Handle);
        open.MapPost("/settings/data", AskForExport.Handle);

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
        tried.MapPost("/settings/leave", Leave.Handle);
        tried.MapPost("/settings/leave/code", Leave.MailCode);
    }
}
