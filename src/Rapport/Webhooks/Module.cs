using Rapport.Kernel;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks.Deliveries;
using Rapport.Webhooks.Endpoints;

namespace Rapport.Webhooks;

/// Tells other systems what happens, by signed messages to addresses that administrators name.
public sealed class WebhooksModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("webhooks_webhooks");
            webhook.Property(w => w.Reach).HasConversion<string>();
            webhook.Property(w => w.StopReason).HasConversion<string>();
        });
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("webhooks_deliveries").Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Outcome).HasConversion<string>();
            delivery.HasIndex(d => new { d.WebhookId, d.Position }).IsUnique();
            delivery.HasIndex(d => new { d.WebhookId, d.At, d.Id });
            delivery.HasIndex(d => d.DueAt).HasFilter("due_at IS NOT NULL");
            delivery.HasIndex(d => d.LockedUntil).HasFilter("locked_until IS NOT NULL");
            delivery.HasIndex(d => d.DoneAt);
        });
        model.Entity<Attempt>(attempt =>
        {
            attempt.ToTable("webhooks_attempts").Property(a => a.Id).ValueGeneratedNever();
            attempt.HasIndex(a => a.DeliveryId);
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton(StopLetters.AsKind).AddPersonalData<Answers>()
            .Stays<Attempt>(nameof(Attempt.Answer), "A receiver may repeat the id it was told of; it leads to a row without a name.");
        services.AddScoped<Courier>().AddScoped<StopLetters>().AddHostedService<DeliveryLoop>();
        services.AddSingleton(new AfterRestore(db => db.Deliveries.Where(d => d.Outcome == Outcome.Waiting).ExecuteUpdateAsync(s => s.SetProperty(d => d.Outcome, Outcome.GivenUp).SetProperty(d => d.DueAt, (DateTimeOffset?)null).SetProperty(d => d.DoneAt, db.Clock.GetUtcNow()))));
        services.AddReader<AnnounceEvents>().AddWorker<Replayer, Replay>();
        services.Keeps("deliveries", "Messages sent to other systems", "To send one again, and to see why it did not arrive. Ids and the beginning of what was answered, never what was sent.", SeenBy.Administrators,
            new(30, 7, 365, Deliveries.Forgetting.Older), typeof(Delivery), typeof(Attempt));
        services.KeepsUntil("webhooks", "Until an administrator removes them", "Addresses of other systems that are told what happens", "To tell them. Their secrets are stored encrypted.", SeenBy.Administrators, typeof(Webhook));
        services.NotExported<Webhook>("Addresses and secrets between this installation and other systems; they are named again.")
            .NotExported<Delivery>("What this installation told other systems.").NotExported<Attempt>("What this installation told other systems.");
        services.AddSingleton(new Link("webhook", "/admin/webhooks/{0}")).AddDesk("/admin/webhooks", "Webhooks", 770);
    }

    public override void Route(Doors doors)
    {
        Api.Routes.Map(doors.Api);
        doors.Pages.MapGet("/admin/webhooks", ShowWebhooks.All);
        doors.Pages.MapGet("/admin/webhooks/new", ShowWebhooks.New);
        doors.Pages.MapGet("/admin/webhooks/{id:long}", ShowWebhooks.One);
        doors.Pages.MapGet("/admin/webhooks/{id:long}/edit", ShowWebhooks.Edit);
        doors.Pages.MapGet("/admin/webhooks/deliveries/{id:long}", ShowDelivery.Handle);
        doors.Acts.MapPost("/admin/webhooks", DescribeWebhook.Add);
        doors.Acts.MapPost("/admin/webhooks/{id:long}", DescribeWebhook.Change);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/stop", SwitchWebhook.Stop);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/start", SwitchWebhook.Start);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/remove", SwitchWebhook.Remove);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/secret", KeepSecret.Show);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/secret/rotate", KeepSecret.Rotate);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/secret/retire", KeepSecret.Retire);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/test", SendAgain.Test);
        doors.Acts.MapPost("/admin/webhooks/{id:long}/replay", SendAgain.Since);
        doors.Acts.MapPost("/admin/webhooks/deliveries/{id:long}/again", SendAgain.One);
    }
}
