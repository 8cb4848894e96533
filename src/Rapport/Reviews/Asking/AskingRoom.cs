using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Api;

namespace Rapport.Reviews.Asking;

/// The room's tables, its schedule and its doors.
static class AskingRoom
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ReviewRequest>(request =>
        {
            request.ToTable("reviews_requests");
            request.Property(r => r.Why).HasConversion<string>();
            // Once for an order, whichever node comes to it.
            request.HasIndex(r => r.OrderId).IsUnique();
            request.HasIndex(r => r.CustomerId);
            request.HasIndex(r => r.RemindAt).HasFilter("remind_at IS NOT NULL");
            request.HasIndex(r => r.AskedAt);
            request.HasIndex(r => r.RemindedAt);
            request.HasIndex(r => r.MailId);
            request.HasIndex(r => r.MadeAt);
        });
        model.Entity<AskingStop>(stop =>
        {
            stop.ToTable("reviews_stops").HasKey(s => s.Address);
            stop.HasIndex(s => s.On);
        });
        model.Entity<AskedReview>(review =>
        {
            review.ToTable("reviews_asked").HasKey(r => r.ReviewId);
            review.Property(r => r.ReviewId).ValueGeneratedNever();
            review.HasIndex(r => r.RequestId);
            review.HasIndex(r => r.On);
        });
    }

    public static void Register(IServiceCollection services)
    {
        AskingKinds.Register(services);
        services.AddSingleton<AskingLinks>().AddScoped<Candidates>().AddScoped<AskingLetters>().AddScoped<AskedBuyer>().AddScoped<AskingInForce>();
        services.AddDesk("/admin/asking", "Asking for reviews", 460);
        services.AddWorker<Asker, AskForReviews>().AddSchedule("ask-for-reviews", "*/5 * * * *", new AskForReviews());
        services.AddPersonalData<AskingData>();
        services.Moves<AskingStop>("asking_stops").NotExported<ReviewRequest>("They belong to orders, which the shop tells of again.").NotExported<AskedReview>("It says which request a review answers, and requests stay.");
        services.Keeps("review-requests", "When you were asked for reviews of an order, or why not", "So that nobody is asked twice about an order, and the link in the mail works for a year. Numbers and times, no words.", SeenBy.Administrators,
            new(400, ReviewRequest.KeptAtLeast, 1825, Forget), typeof(ReviewRequest), typeof(AskedReview));
        services.KeepsUntil("asking-stops", "For ever", "Addresses that want no mails asking for reviews, as hashes", "So that nobody asks them again, whatever is ordered with them.", SeenBy.Nobody, typeof(AskingStop));
    }

    static async Task<int> Forget(Db db, DateTimeOffset before, int most)
    {
        var old = await db.ReviewRequests.Where(r => r.MadeAt < before).OrderBy(r => r.MadeAt).Select(r => r.Id).Take(most).ToListAsync();
        await db.Set<AskedReview>().Where(a => old.Contains(a.RequestId)).ExecuteDeleteAsync();
        return await db.ReviewRequests.Where(r => old.Contains(r.Id)).ExecuteDeleteAsync();
    }

    public static void Route(Doors doors)
    {
        doors.Pages.MapGet("/admin/asking", AskingDesk.Show);
        doors.Pages.MapGet("/admin/asking/preview", AskingDesk.Preview);
        doors.Acts.MapPost("/admin/asking", AskingDesk.Change);
        doors.Acts.MapPost("/admin/asking/on", AskingDesk.On);
        doors.Acts.MapPost("/admin/asking/off", AskingDesk.Off);

        doors.Pages.MapGet("/reviews/asking/{token}/off", StopAsking.Show);
        // A mail client posts here without cookies (RFC 8058); the token says for which address.
        doors.Hooks.MapPost("/reviews/asking/{token}/off", StopAsking.Handle).AddEndpointFilter(Acts.Once).WithMetadata(new UnconfirmedMay());

        var api = doors.Api.MapGroup("").WithTags("Reviews");
        api.MapGet("/asking", TheAsking.Show).Says("Whether and when customers are asked for reviews, and what came of it", Scope.Content);
        api.MapPut("/asking", TheAsking.Change).Says("Choose when customers are asked", Scope.Content, "Whether it is switched on stays as it is.");
        api.MapGet("/asking/preview", TheAsking.Preview).Says("The mails that would be sent, and how many", Scope.Content);
        api.MapPut("/asking/switch", TheAsking.SwitchOn).Says("Ask from now on", Scope.Content, "Only for what is delivered from now on. Give back what the preview called `seen`. A change of the words of these mails, or of what stands around every mail, switches it off.");
        api.MapDelete("/asking/switch", TheAsking.SwitchOff).Says("Ask nobody any more", Scope.Content);
        api.MapGet("/review-requests", TheAsking.Requests).Says("Orders that were asked about, and those left out with the reason, the latest first", Scope.Content);
    }
}
