using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// A place for topics.
public sealed record SpaceJson(long Id, int Version, string Slug, string Name, string Description, [property: Description("`public`, `members`, or `space:ID` for those invited to it.")] string Audience, string Language,
    [property: Description("Its place among the others.")] int Rank, [property: Description("How many topics it holds.")] int Topics, DateTimeOffset CreatedAt, string Url) : IEdition
{
    public static SpaceJson Example => new(1002, 1, "help", "Help", "Questions about products, and answers from people who own them.", "public", "en", 0, 12, new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), "/spaces/help");

    internal static SpaceJson Of(Space s) => new(s.Id, s.Version, s.Slug, s.Name, s.Description, s.Audience, s.Language, s.Rank, s.Topics, s.CreatedAt, s.Path);
}

static class TheSpaces
{
    const int Most = 1_000;

    public static async Task<Paged<SpaceJson>> List(Db db, Me me) =>
        new([.. (await db.Spaces.AsNoTracking().VisibleTo(me).OrderBy(s => s.Rank).ThenBy(s => s.Id).Take(Most).ToListAsync()).Select(SpaceJson.Of)], null);

    public static async Task<SpaceJson> Show(long id, Db db, Me me) =>
        SpaceJson.Of(await db.Spaces.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound());
}
