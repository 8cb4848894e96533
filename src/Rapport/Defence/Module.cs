using Rapport.Defence.Copies;
using Rapport.Defence.Desk;
using Rapport.Defence.Learning;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Defence.Traces;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Defence;

/// A community that defends itself without third parties: what speaks for a look by a moderator. It lives beside Reviews and cannot see stars.
public sealed class DefenceModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Signal>(signal =>
        {
            signal.ToTable("defence_signals").Property(s => s.Id).ValueGeneratedNever();
            signal.Property(s => s.Kind).HasConversion<string>();
            signal.HasIndex(s => new { s.Of, s.ThingId, s.Kind }).IsUnique();
            signal.HasIndex(s => new { s.Kind, s.Right });
            signal.HasIndex(s => new { s.At, s.Id });
            signal.HasIndex(s => s.AuthorId);
        });
        model.Entity<StoredClassifier>().ToTable("defence_classifiers");
        model.Entity<Drawing>(drawing =>
        {
            drawing.ToTable("defence_drawings").HasKey(d => d.PostId);
            drawing.Property(d => d.PostId).ValueGeneratedNever();
            drawing.HasIndex(d => d.At);
            drawing.HasIndex(d => d.AuthorId);
        });
        model.Entity<DrawingBand>(band =>
        {
            band.ToTable("defence_drawing_bands").HasKey(b => new { b.Key, b.PostId });
            band.HasIndex(b => b.PostId);
        });
        PatternRoom.Map(model);
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddReader<KnownClassifier>().AddReader<DrawingReader>().AddReader<SignalOutcomes>().AddSingleton<Watcher, WordsWatcher>();
        services.AddWorker<Learner, Learn>().AddSchedule("learn-spam", "47 2 * * *", new Learn());
        services.AddDesk(ShowDefence.Path, "Defence", 110, Role.Moderator).AddScoped<CaseSignals>().AddSlot<CaseSignalList>("case.signals");
        services.AddPersonalData<Personal>();
        PatternRoom.Register(services);
        services.NotExported<Signal>("What is noticed there is noticed anew, and so is how often it was right.").NotExported<StoredClassifier>("Learned anew from the decisions, wherever they are.")
            .NotExported<Drawing>("Drawn anew from what is said there.").NotExported<DrawingBand>("Drawn anew from what is said there.");
        services.Keeps("signals", "What a program noticed about a post or a member, and whether a moderator agreed", "So that moderators know what to look at, and how far a signal is to be trusted.", SeenBy.Office,
            new(365, 30, 1095, (db, before, most) => db.Signals.Where(s => db.Set<Signal>().Where(o => o.At < before).OrderBy(o => o.At).Take(most).Any(o => o.Id == s.Id)).ExecuteDeleteAsync()), typeof(Signal));
        services.Keeps("drawings", "Your words of the last days, drawn so small that they can be compared and not read", "So that whoever says the same everywhere is noticed.", SeenBy.Nobody,
            new(Copying.Days, 1, Copying.Days, async (db, before, most) => await db.Undraw(await db.Drawings.Where(d => d.At < before).OrderBy(d => d.At).Select(d => d.PostId).Take(most).ToListAsync())), typeof(Drawing));
        services.KeepsUntil("classifier", "Until it has learned anew three times", "What was learned from moderators' decisions about advertising: numbers, no words", "So that new advertising is noticed.", SeenBy.Nobody, typeof(StoredClassifier));
    }

    public override void Use(IApplicationBuilder app) => app.UseWhen(context => !ApiDoor.Leads(context), pages => pages.UseMiddleware<LeaveTrace>());

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet(ShowDefence.Path, ShowDefence.Show);
        doors.Acts.MapPost(ShowDefence.Path, ShowDefence.Change);
        doors.Acts.MapPost($"{ShowDefence.Path}/learn", ShowDefence.LearnNow);
        doors.Acts.MapPost(ShowDefence.Path + "/findings/{id:long}", LookAtFinding.Handle);
        Api.Routes.Map(doors.Api);
    }
}
