using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Retention;
using Rapport.Members;
using Rapport.Tests.Members;

namespace Rapport.Tests.House;

/// Every table that holds a time and something of a person says how long its rows are kept.
public sealed class RetentionDeclaredTests
{
    [Fact]
    public async Task Every_table_with_a_time_and_something_personal_says_how_long_it_is_kept()
    {
        var world = await World.Shared(Engine.Sqlite);
        var gaps = await world.Query(db => Task.FromResult(Gaps(db.Model, world.Services.GetServices<Retention>(), world.Services.GetServices<PersonalData>())));
        Assert.True(gaps.Count == 0, "Say with services.Keeps or services.KeepsUntil how long these tables keep their rows, and why:\n" + string.Join('\n', gaps));
    }

    [Fact]
    public async Task A_term_lies_within_its_bounds_and_every_kind_says_what_and_why()
    {
        var world = await World.Shared(Engine.Sqlite);
        var kinds = world.Services.GetServices<Retention>().ToList();
        Assert.Equal(kinds.Count, kinds.Select(k => k.Name).Distinct().Count());
        Assert.All(kinds, k => Assert.True(k.What.Length > 3 && k.Why.Length > 10 && k.Term is null == k.Until.Length > 0, k.Name));
        Assert.All(kinds.Where(k => k.Term is not null), k => Assert.InRange(k.Term!.Days, k.Term.Least, k.Term.Most));
    }

    [Fact]
    public void A_module_that_says_nothing_does_not_pass()
    {
        using var silent = new Silent(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);

        Assert.Equal(["Diary", "Visit"], Gaps(silent.Model, [], []));
        Assert.Equal(["Visit"], Gaps(silent.Model, [new("diaries", "Diaries", "To remember", SeenBy.Oneself, [typeof(Diary)]) { Until = "for ever" }], []));
    }

    static List<string> Gaps(IModel model, IEnumerable<Retention> kinds, IEnumerable<PersonalData> data)
    {
        var said = kinds.SelectMany(k => k.Covers).ToHashSet();
        var personal = data.SelectMany(d => d.Covers).ToHashSet();
        return
        [
            .. from entity in model.GetEntityTypes()
               where !said.Contains(entity.ClrType) && entity.ClrType.Namespace?.StartsWith("Rapport.Tests.Kernel", StringComparison.Ordinal) != true
               where entity.GetProperties().Any(IsTime) && (personal.Contains(entity.ClrType) || entity.GetProperties().Any(p => PersonalDataTests.PointsToMember(p) || IsAddress(p)))
               orderby entity.ClrType.Name
               select entity.ClrType.Name,
        ];
    }

    static bool IsTime(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type
        && (type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(long) && property.Name == "At");

    static bool IsAddress(IProperty property) => property.ClrType == typeof(string) && (property.Name.Contains("Email", StringComparison.Ordinal) || property.Name is "AddressHash" or "Ip");

    sealed class Diary { public int Id { get; init; } public long AuthorId { get; init; } public DateTimeOffset At { get; init; } }

    sealed class Visit { public int Id { get; init; } public string Ip { get; init; } = ""; public DateOnly Day { get; init; } }

    sealed class Timeless { public int Id { get; init; } public long AuthorId { get; init; } }

    sealed class Silent(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Diary>();
            model.Entity<Visit>();
            model.Entity<Timeless>();
        }
    }
}
