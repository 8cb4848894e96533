using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Tests.House;

/// Every table goes along when a community moves, or says why it does not.
public sealed class MovingPlanTests
{
    [Fact]
    public async Task Every_table_is_exported_or_says_why_not()
    {
        var world = await World.Shared(Engine.Sqlite);
        var (records, left) = (world.Services.GetServices<Records>(), world.Services.GetServices<NotExported>());
        var gaps = await world.Query(db => Task.FromResult(Gaps(db.Model, records.SelectMany(r => r.Covers), left)));
        Assert.True(gaps.Count == 0, "Say services.Moves<T>(\"name\") where its rows go along as they are, services.AddRecords<…>() where they have lines of their own, or services.NotExported<T>(\"reason\"):\n" + string.Join('\n', gaps));
    }

    [Fact]
    public async Task What_is_left_out_has_a_reason_and_is_still_there()
    {
        var world = await World.Shared(Engine.Sqlite);
        await world.Act(db =>
        {
            Assert.All(world.Services.GetServices<NotExported>(), l =>
            {
                Assert.True(l.Reason.Length > 20, $"{l.Entity.Name} {l.Column}: the reason says too little");
                var entity = db.Model.FindEntityType(l.Entity);
                Assert.NotNull(entity);
                if (l.Column is { } column) Assert.NotNull(entity.FindProperty(column));
            });
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Names_of_parts_are_given_once()
    {
        var world = await World.Shared(Engine.Sqlite);
        Assert.Empty(world.Services.GetServices<Records>().GroupBy(r => r.Name).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    /// Markup is never taken from an archive; what carries it makes it anew.
    [Fact]
    public async Task A_table_that_is_told_as_it_is_stored_and_holds_markup_makes_it_anew()
    {
        var world = await World.Shared(Engine.Sqlite);
        var bare = await world.Query(db => Task.FromResult(world.Services.GetServices<Records>().Where(r => r is { OursOnly: true, MendsWhatArrives: false })
            .SelectMany(r => r.Covers).Where(t => db.Model.FindEntityType(t)!.GetProperties().Any(p => p.Name.EndsWith("Html", StringComparison.Ordinal))).Select(t => t.Name).ToList()));
        Assert.Empty(bare);
    }

    [Fact]
    public void A_table_that_is_forgotten_does_not_pass()
    {
        using var forgetful = new Forgetful(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);

        Assert.Equal(["Diary", "Letter"], Gaps(forgetful.Model, [], []));
        Assert.Equal(["Letter"], Gaps(forgetful.Model, [typeof(Diary)], [new NotExported(typeof(Letter), nameof(Letter.Id), "only a column")]));
        Assert.Empty(Gaps(forgetful.Model, [typeof(Diary)], [new NotExported(typeof(Letter), null, "for the test")]));
    }

    static List<string> Gaps(IModel model, IEnumerable<Type> covered, IEnumerable<NotExported> left)
    {
        var known = covered.Concat(left.Where(l => l.Column is null).Select(l => l.Entity)).ToHashSet();
        return [.. model.GetEntityTypes().Select(e => e.ClrType).Where(t => !known.Contains(t) && t.Namespace?.StartsWith("Rapport.Tests.Kernel", StringComparison.Ordinal) != true).Select(t => t.Name).Order(StringComparer.Ordinal)];
    }

    sealed class Diary { public int Id { get; init; } }

    sealed class Letter { public int Id { get; init; } }

    sealed class Forgetful(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Diary>();
            model.Entity<Letter>();
        }
    }
}
