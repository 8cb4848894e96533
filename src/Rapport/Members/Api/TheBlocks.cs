using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Blocking;

namespace Rapport.Members.Api;

/// Somebody you keep away.
public sealed record BlockJson(long Member, string Name, [property: Description("mute: you hear nothing of them, and they do not know. block: they cannot address you either.")] DistanceKind Kind, DateTimeOffset Since, [property: Description("It holds nothing while they speak for the brand.")] bool Rests, string Url)
{
    public static BlockJson Example => new(1032, "Ben", DistanceKind.Mute, new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), false, "/members/1032");

    internal static BlockJson Of(KeptAway k) => new(k.Id, k.Name, k.Kind, k.Since, k.Rests, $"/members/{k.Id}");
}

/// How far to keep somebody away.
public sealed record NewBlock([property: Description("mute or block.")] DistanceKind Kind)
{
    public static NewBlock Example => new(DistanceKind.Mute);
}

static class TheBlocks
{
    public static async Task<Paged<BlockJson>> List(Db db, Me me) => new((await ListKeptAway.Of(db, me)).ConvertAll(BlockJson.Of), null);

    public static async Task<Done> Keep(long id, NewBlock how, Db db, Me me, IEnumerable<Parting> partings)
    {
        await KeepAway.Keep(id, how.Kind, db, me, partings);
        return new();
    }

    public static async Task<Done> Lift(long id, Db db, Me me)
    {
        await Blocking.Lift.Now(id, db, me);
        return new();
    }
}
