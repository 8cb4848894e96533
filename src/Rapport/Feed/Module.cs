using Rapport.Feed.Choices;
using Rapport.Feed.Found;
using Rapport.Feed.Mails;
using Rapport.Feed.News;
using Rapport.Feed.Notices;
using Rapport.Kernel;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Feed;

/// What is new for me: notices on the page and by mail, news of what I follow; and what search engines are told.
public sealed class FeedModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Notice>(notice =>
        {
            notice.ToTable("feed_notices").Property(n => n.Id).ValueGeneratedNever();
            notice.Property(n => n.Kind).HasConversion<string>();
            notice.HasIndex(n => new { n.MemberId, n.PostId, n.Occasion, n.CaseId }).IsUnique();
            notice.HasIndex(n => n.CaseId).HasFilter("case_id <> 0");
            notice.HasIndex(n => new { n.PostId, n.Occasion });
            notice.HasIndex(n => new { n.MemberId, n.At, n.Id });
            notice.HasIndex(n => new { n.MemberId, n.At, n.Id }, "ix_feed_notices_unread").HasFilter("read_at IS NULL");
            notice.HasIndex(n => n.ActorId);
            notice.HasIndex(n => n.At);
        });
        model.Entity<NoticeChoice>(choice =>
        {
            choice.ToTable("feed_choices").HasKey(c => new { c.MemberId, c.Kind });
            choice.Property(c => c.Kind).HasConversion<string>();
        });
        model.Entity<Silence>().ToTable("feed_silences").HasKey(s => new { s.MemberId, s.TopicId });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        NoticeKinds.Register(services);
        services.AddScoped<Unread>().AddScoped<Wanted>().AddScoped<OwnersReach, ToldOwners>().AddScoped<NoticeLetters>().AddSingleton<SwitchLinks>().AddSingleton<SitemapIndex>();
        services.AddReader<TellMembers>().AddWorker<Teller, Tell>().AddWorker<DecisionTeller, TellDecision>().AddWorker<StandingTeller, TellStanding>().AddWorker<DecisionMailer, MailDecision>().AddWorker<NoticeMailer, MailNotices>();
        Keep(services);
        services.AddPersonalData<FeedData>();
        services.Moves<Notice>("notices").Moves<NoticeChoice>("notice_choices").Moves<Silence>("silences");
        services.AddSlot<Bell>("header.nav").AddSlot<NewsLink>("header.menu").AddSlot<NoticeChoices>("settings.notices");
    }

    static void Keep(IServiceCollection services)
    {
        services.Keeps("notices", "Notices to you", "To tell you what happened to what you wrote or follow.", SeenBy.Oneself,
            new(365, 30, 1825, (db, before, most) => db.Notices.Where(n => n.At < before).OrderBy(n => n.At).Take(most).ExecuteDeleteAsync()), typeof(Notice));
        services.KeepsUntil("notice-choices", "Until you choose otherwise or leave", "What you want to be told", "So that we tell you only that.", SeenBy.Oneself, typeof(NoticeChoice), typeof(Silence));
    }

    public override void Route(Doors doors)
    {
        Api.Routes.Map(doors.Api);
        doors.Pages.MapGet("/notices", ListNotices.Handle);
        doors.Acts.MapPost("/notices/read", ReadNotices.Handle);
        doors.Acts.MapPost("/settings/notices", ChooseNotices.Handle);
        doors.Pages.MapGet("/news", ShowNews.Handle);

        doors.Pages.MapGet("/mails/{token}/off", SwitchOff.Show);
        // A mail client posts here without cookies (RFC 8058); the token says for whom.
        doors.Hooks.MapPost("/mails/{token}/off", SwitchOff.Handle).AddEndpointFilter(Acts.Once).WithMetadata(new UnconfirmedMay());

        doors.Pages.MapGet("/robots.txt", ShowSitemap.Robots);
        doors.Pages.MapGet("/sitemap.xml", ShowSitemap.Index);
        doors.Pages.MapGet("/sitemaps/{name}-{part:long}.xml", ShowSitemap.Part);
    }
}
