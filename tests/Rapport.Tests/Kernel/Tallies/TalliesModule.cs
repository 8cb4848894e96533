using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Page = Rapport.Kernel.Pages.Page;

namespace Rapport.Tests.Kernel.Tallies;

/// A module that only tests have: tables, events, all kinds of readers, a page and a form, in a hundred lines.
public sealed class TalliesModule : Module
{
    public static void Learn() => EventRow.Learn(typeof(TalliesModule).Assembly);

    public override void Map(ModelBuilder model)
    {
        model.Entity<Tally>().ToTable("tests_tallies");
        model.Entity<Tallied>().ToTable("tests_tallied").Property(t => t.Id).ValueGeneratedNever();
        model.Entity<Told>().ToTable("tests_told").Property(t => t.Id).ValueGeneratedNever();
    }

    public override void Register(IServiceCollection services, Installation installation) => services
        .AddReader<TallyKeeper>().AddReader<TallyTeller>().AddReader<TallyEar>()
        .AddWorker<RiseTeller, TellRise>()
        .AddSingleton(new Link("tally", "/tests/tallies/{0}"));

    /// A header says who acts, so that the kernel is tested without accounts.
    public override void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (long.TryParse(context.Request.Headers["X-Actor"], out var actor)) context.RequestServices.GetRequiredService<Acting>().Actor = actor;
        return next();
    });

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet("/tests/tallies/{id:long}", async (long id, Db db) =>
            await db.Tallies.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id) is { } tally
                ? Page.Of<TallyPage>(new { Tally = tally }).Tagged($"tally:{id}") : throw new NotFound());
        doors.Acts.MapPost("/tests/tallies", async (Db db) =>
        {
            var tally = await Start(db);
            return Go.To($"/tests/tallies/{tally.Id}");
        });
        doors.Acts.MapPost("/tests/tallies/{id:long}/raise", async (long id, [FromForm] int by, [FromForm] long? mark, Db db) =>
        {
            await Raise(db, id, by, mark ?? 0);
            return Go.To($"/tests/tallies/{id}");
        });
    }

    public static async Task<Tally> Start(Db db, string name = "Tally")
    {
        var tally = new Tally(db.NewId(), name);
        db.Add(tally);
        await db.Save(new TallyStarted(tally));
        return tally;
    }

    public static async Task<Tally> Raise(Db db, long id, int by = 1, long mark = 0)
    {
        var tally = await db.Tallies.FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound();
        tally.Raise(by, db.Clock.GetUtcNow());
        await db.Save(new TallyRaised(tally, by, mark));
        return tally;
    }
}
