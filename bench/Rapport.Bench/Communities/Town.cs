using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Bench.Communities;

/// What a community talks in and about: members, spaces, tags and products. Few enough to be made by the product's own verbs.
sealed record Town(IReadOnlyList<Space> Spaces, IReadOnlyList<long> Tags, IReadOnlyList<long> Products, long FirstMember, int Members)
{
    /// Everything was written before this day.
    public static readonly DateTimeOffset Today = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Opening = Today.AddYears(-3);

    /// The ids of members, topics and posts begin here, one after the other.
    public const long FirstId = 10_000_000;
    const int PublicSpaces = 10, Tagged = 500;

    public static async Task<Town> Settle(IServiceProvider services, Db db, Writing writing, int posts)
    {
        var random = new Random(11);
        var spaces = Enumerable.Range(0, PublicSpaces + 2).Select(n => Space(db, n, writing.Words(random, 2))).ToList();
        var tags = Enumerable.Range(0, Tagged).Select(n => new Tag(db.NewId(), $"{writing.Word(random)}-{n}")).ToList();
        db.AddRange(spaces);
        db.AddRange(tags);
        await db.Save();
        var products = await Shelve(services, writing, random, Math.Clamp(posts / 500, 100, 2_000));
        // The log of this community is empty: whoever follows it finds nothing to catch up with.
        await db.Set<EventRow>().ExecuteDeleteAsync();
        await db.Set<Kernel.Jobs.Job>().ExecuteDeleteAsync();
        return new(spaces, [.. tags.Select(t => t.Id)], products, FirstId, Math.Max(200, posts / 20));
    }

    /// The first members are the brand's own people.
    public static Role RoleOf(int member) => member is > 0 and <= 5 ? Role.Employee : member == 6 ? Role.Moderator : Role.Member;

    /// Ten for everybody, one for members, one for who was invited.
    static Space Space(Db db, int n, string name)
    {
        var id = db.NewId();
        var audience = n < PublicSpaces ? Audience.Public : n == PublicSpaces ? Audience.Members : Conversations.Space.InvitedTo(id);
        return new(id, $"{name} {n}", name, $"Where {name.ToLowerInvariant()} is talked about.", audience, "en", Opening) { Rank = n };
    }

    static async Task<IReadOnlyList<long>> Shelve(IServiceProvider services, Writing writing, Random random, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var ids = new List<long>();
        foreach (var some in Enumerable.Range(0, count).Chunk(100))
        {
            var placed = await scope.ServiceProvider.GetRequiredService<Shelf>().Put([.. some.Select(n => new Listing($"SKU-{n}", writing.Words(random, 3), $"https://shop.example/{n}")
            {
                Description = writing.Post(random, 60).Source, Brand = writing.Words(random, 1), Category = [$"Range {n % 5}", $"Line {n % 20}"],
                Family = n % 3 == 0 ? null : $"F-{n / 6}", Variant = $"Size {n % 6}", Price = new(500 + random.Next(50_000), "EUR"), Availability = Availability.InStock,
                Details = [.. Enumerable.Range(0, 6).Select(d => new Detail(null, writing.Words(random, 1) + d, writing.Words(random, 2)))],
            })]);
            ids.AddRange(placed.Select(p => p.Id));
        }
        return ids;
    }

    public void Join(Load load, Db db, Writing writing)
    {
        var random = new Random(13);
        var sheet = Sheet.Of<Member>(db, nameof(Member.Id), nameof(Member.Version), nameof(Member.Name), nameof(Member.Handle), nameof(Member.Role), nameof(Member.Title), nameof(Member.Bio), nameof(Member.Avatar),
            nameof(Member.Language), nameof(Member.Zone), nameof(Member.JoinedAt), nameof(Member.LeftAt), nameof(Member.Email), nameof(Member.EmailKey), nameof(Member.ConfirmedAt), nameof(Member.PasswordHash),
            nameof(Member.Stamp), nameof(Member.SuspendedAt), nameof(Member.SignedUpAt));
        for (var n = 0; n < Members; n++)
            load.Add(sheet, FirstMember + n, 1, writing.Words(random, 2), $"{writing.Word(random)}-{n}", RoleOf(n), null, null, null, "en", "UTC", Opening, null,
                $"member{n}@example.org", $"member{n}@example.org", Opening, null, $"stamp{n}", null, Opening);
    }
}
