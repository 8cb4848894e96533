using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Database;

/// The one database. It knows no table of its own: each module maps and names its sets.
public abstract partial class Db(DbContextOptions options) : DbContext(options)
{
    readonly List<Func<Task>> steps = [];

    /// Who acts, why, and under which act key. Set anew whenever the context is handed out.
    public Acting Acting { get; internal set; } = new();

    internal Ids Ids { get; set; } = null!;
    internal WriteGate Gate { get; set; } = null!;
    internal Wake Wake { get; set; } = null!;
    internal PageCache Kept { get; set; } = null!;
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    public bool OnPostgres => this is PostgresDb;

    /// An id below 2^53, never given out before.
    public long NewId() => Ids.Next();

    /// The rows of the events saved here that hid something.
    internal List<long> Hid { get; } = [];

    /// What the events of the transaction touch: whoever acted sees the change on their next page.
    readonly List<string> touched = [];

    /// Whether an event was stored through this context.
    internal bool HasTold { get; private set; }

    /// Whether a job was added that no ring has told of yet.
    internal bool HasWork { get; set; }

    /// Runs in Save's transaction, before the changes are stored: for counters and other set-based updates.
    public void Later(Func<Task> step) => steps.Add(step);

    /// Stores every change, the events that tell of it and the act key in one transaction. When this returns, it is durable.
    public async Task Save(params IReadOnlyList<Event> events)
    {
        var now = Clock.GetUtcNow();
        await Transact(async () =>
        {
            if (Acting.Key is { } key && !Set<Act>().Local.Any(a => a.Key == key)) Add(new Act { Key = key, Print = Acting.Print, At = now, Actor = Acting.Actor, SubjectKind = events.FirstOrDefault()?.Subject.Kind, SubjectId = events.FirstOrDefault()?.Subject.Id });
            foreach (var step in steps) await step();
            await Record(events, now);
            await SaveChangesAsync();
        });
        steps.Clear();
        if (events.Count > 0 || HasWork) Wake.Ring();
        HasWork = false;
    }

    /// Runs the work in one transaction, one writer at a time where the engine wants that.
    public async Task Transact(Func<Task> work)
    {
        if (Database.CurrentTransaction is not null) { await work(); return; }
        await Ids.Reserve();
        using var turn = await Gate.Enter();
        await using var transaction = await Database.BeginTransactionAsync();
        touched.Clear();
        await work();
        await transaction.CommitAsync();
        HasTold |= touched.Count > 0;
        if (touched.Count > 0) Kept.Evict(touched);
    }

    readonly HashSet<string> redrawn = [];

    /// For derived readers: the tags of kept pages that show what was brought up to date.
    public void Redraw(params IEnumerable<string> tags) => redrawn.UnionWith(tags);

    readonly List<Event> found = [];

    /// For derived readers: what comes out only when events are put together, told once. Reading again must not find it anew.
    public void Tell(Event told) => found.Add(told);

    internal async Task TellFound()
    {
        await Record(found, Clock.GetUtcNow());
        found.Clear();
        if (redrawn.Count > 0) await Record([PagesRedrawn.Of([.. redrawn.Order(StringComparer.Ordinal)])], Clock.GetUtcNow());
        redrawn.Clear();
    }

    async Task Record(IReadOnlyList<Event> events, DateTimeOffset now)
    {
        if (events.Count == 0) return;
        Raise();
        // SQLite has one writer at a time, so the position can be given at once; PostgreSQL leaves it to the sequencer.
        long? position = OnPostgres ? null : await Set<EventRow>().MaxAsync(e => e.Position) ?? 0;
        foreach (var told in events)
        {
            var id = NewId();
            Add(EventRow.Of(told, id, position is null ? null : ++position, now, Acting));
            if (told.Hides) Hid.Add(id);
            touched.AddRange(told.Touches);
        }
    }

    public override async Task<int> SaveChangesAsync(bool accept, CancellationToken cancel = default)
    {
        Raise();
        var stored = await base.SaveChangesAsync(accept, cancel);
        raised.Clear();
        return stored;
    }

    readonly HashSet<Entity> raised = [];

    void Raise()
    {
        foreach (var entry in ChangeTracker.Entries<Entity>())
            if (entry.State is EntityState.Modified or EntityState.Added && raised.Add(entry.Entity))
                entry.Entity.Version++;
    }

    /// Forgets what was loaded and changed, so that a verb can start again from what is stored.
    public void Forget()
    {
        steps.Clear();
        Hid.Clear();
        HasTold = HasWork = false;
        redrawn.Clear();
        found.Clear();
        raised.Clear();
        ChangeTracker.Clear();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        var modules = this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!
            .ApplicationServiceProvider!.GetRequiredService<Modules>();
        foreach (var module in modules.All) module.Map(model);
        foreach (var entity in model.Model.GetEntityTypes().Where(e => typeof(Entity).IsAssignableFrom(e.ClrType) && e.BaseType is null))
        {
            model.Entity(entity.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();
            model.Entity(entity.ClrType).Property(nameof(Entity.Version)).IsConcurrencyToken();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (this is SqliteDb) conventions.Properties<DateTimeOffset>().HaveConversion<MicrosecondConverter>();
    }

    sealed class MicrosecondConverter() : ValueConverter<DateTimeOffset, long>(
        instant => Instants.ToLong(instant), microseconds => Instants.FromMicroseconds(microseconds));
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : Db(options);

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : Db(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<EventRow>().Property(e => e.Xid).HasDefaultValueSql("pg_current_xact_id()::text::bigint");
    }
}

/// Who acts in this scope, by which cause, and under which act key.
public sealed class Acting
{
    public long? Actor { get; set; }
    public Cause Cause { get; set; } = Cause.Live;
    public string? Key { get; set; }

    /// What exactly was sent, where machines send it.
    public string? Print { get; set; }
}

/// A form, row or hook that was carried out. Its key is unique: the same act twice is one act.
public sealed class Act
{
    public required string Key { get; init; }
    public DateTimeOffset At { get; init; }

    /// Of the API: a print of what was sent, and the status and path of what was answered, where that can be read again.
    public string? Print { get; init; }
    public string? Answer { get; init; }
    public long? Actor { get; init; }
    public string? SubjectKind { get; init; }
    public long? SubjectId { get; init; }
}
