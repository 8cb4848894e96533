using Microsoft.AspNetCore.Mvc;
using Rapport.Interchange.Moves;
using Rapport.Interchange.ReviewLists;
using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Interchange;

/// Moving in and out from the administration. The command line does the same without it.
public sealed class InterchangeModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Move>(move =>
        {
            move.ToTable("interchange_moves");
            move.Property(m => m.Kind).HasConversion<string>();
            move.Ignore(m => m.IsOver).Ignore(m => m.IsWaiting).Ignore(m => m.Refusal).Ignore(m => m.Path);
        });
        model.Entity<SavedMap>().ToTable("interchange_maps").HasIndex(m => m.Name).IsUnique();
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton<Luggage>().AddHostedService<MovingLoop>().AddSingleton(new Link("move", "/admin/moving/{0}"));
        services.AddDesk("/admin/moving", "Moving in and out", 850);
        services.NotExported<Move>("What moved in and out of this installation.").Moves<SavedMap>("maps");
        services.AddPersonalData<NamedInReports>().Stays<Move>(nameof(Move.By), "Who brought a community in or took it along answers for it; the id leads to a row without a name.");
        services.Keeps("moves", "Reports of moving in and out", "To look up what came in, what was refused and why.", SeenBy.Administrators,
            new(30, 1, 3650, (db, before, most) => db.Set<Move>().Where(m => m.AskedAt < before).OrderBy(m => m.Id).Take(most).ExecuteDeleteAsync()), typeof(Move));
    }

    public override void Route(Doors doors)
    {
        Api.Routes.Map(doors.Api);
        doors.Pages.MapGet("/admin/moving", MovingDesk.All);
        doors.Pages.MapGet("/admin/moving/{id:long}", MovingDesk.One);
        doors.Pages.MapGet("/admin/moving/{id:long}/file", MovingDesk.Fetch);
        // Not among the acts: those read the form whole, and this one may be gigabytes.
        doors.Pages.MapPost("/admin/moving", MovingDesk.HandIn).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MovingDesk.Largest)).RequireRateLimiting(Limits.Write);
        doors.Acts.MapPost("/admin/moving/export", MovingDesk.Export);
        doors.Acts.MapPost("/admin/moving/{id:long}/go", MovingDesk.GoOn);
        doors.Acts.MapPost("/admin/moving/{id:long}/reading", ReadAgain.Handle);
        doors.Acts.MapPost("/admin/moving/{id:long}/stop", MovingDesk.Stop);
        doors.Acts.MapPost("/admin/moving/{id:long}/drop", MovingDesk.Drop);
    }
}
