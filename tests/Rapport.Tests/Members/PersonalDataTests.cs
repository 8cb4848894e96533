using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Members;

/// Every table that points to a member is handed over and erased by somebody, or says why it is not.
public sealed partial class PersonalDataTests
{
    [Fact]
    public async Task Every_module_hands_over_and_erases_what_it_keeps_about_a_member()
    {
        var world = await World.Shared(Engine.Sqlite);
        var (data, stays) = (world.Services.GetServices<PersonalData>(), world.Services.GetServices<StaysAfterLeaving>());
        var gaps = await world.Query(db => Task.FromResult(Gaps(db.Model, data, stays)));
        Assert.True(gaps.Count == 0, "Cover these tables by a PersonalData of their module, or say with services.Stays<T>(property, reason) why they stay:\n" + string.Join('\n', gaps));
    }

    [Fact]
    public async Task What_stays_has_a_reason_and_is_still_there()
    {
        var world = await World.Shared(Engine.Sqlite);
        await world.Act(db =>
        {
            Assert.All(world.Services.GetServices<StaysAfterLeaving>(), s =>
            {
                Assert.True(s.Reason.Length > 20);
                Assert.NotNull(db.Model.FindEntityType(s.Entity)?.FindProperty(s.Property));
            });
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_module_that_forgets_a_table_does_not_pass()
    {
        using var forgetful = new Forgetful(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);

        Assert.Equal(["Diary.AuthorId", "Letter.Reader"], Gaps(forgetful.Model, [], []));
        Assert.Equal(["Letter.Reader"], Gaps(forgetful.Model, [new Diaries()], []));
        Assert.Empty(Gaps(forgetful.Model, [new Diaries()], [new(typeof(Letter), nameof(Letter.Reader), "for the test")]));
    }

    static List<string> Gaps(IModel model, IEnumerable<PersonalData> data, IEnumerable<StaysAfterLeaving> stays)
    {
        var covered = data.SelectMany(d => d.Covers).ToHashSet();
        var exempt = stays.Select(s => (s.Entity, s.Property)).ToHashSet();
        return
        [
            .. from entity in model.GetEntityTypes()
               where entity.ClrType != typeof(Member) && !covered.Contains(entity.ClrType) && entity.ClrType.Namespace?.StartsWith("Rapport.Tests.Kernel", StringComparison.Ordinal) != true
               from property in entity.GetProperties()
               where PointsToMember(property) && !exempt.Contains((entity.ClrType, property.Name))
               orderby entity.ClrType.Name, property.Name
               select $"{entity.ClrType.Name}.{property.Name}",
        ];
    }

    internal static bool PointsToMember(IProperty property) =>
        property.GetContainingForeignKeys().Any(f => f.PrincipalEntityType.ClrType == typeof(Member))
        || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(long) && Name().IsMatch(property.Name);

    [GeneratedRegex("(Member|Author|Actor|Owner|User|Voter|Editor|Reader|Recipient|Follower|Asker|Inviter|Invitee|Uploader|By)(Id)?$")]
    private static partial Regex Name();

    sealed class Diary { public int Id { get; init; } public long AuthorId { get; init; } }

    sealed class Letter { public int Id { get; init; } public long? Reader { get; init; } public string Owner { get; init; } = ""; }

    sealed class Forgetful(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Diary>();
            model.Entity<Letter>();
        }
    }

    sealed class Diaries : PersonalData
    {
        public override IReadOnlyList<Type> Covers => [typeof(Diary)];
        public override Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) => Task.FromResult<IReadOnlyList<PersonalRows>>([]);
        public override Task Erase(Db db, long memberId, LeavingChoice choice) => Task.CompletedTask;
    }
}
