using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Reviews;

/// The one space where reviews stand: who reads them and what waits for a moderator is chosen there, as for any space.
public static class ReviewSpace
{
    const string Slug = "reviews";

    /// Made when it is first needed, into what Save stores.
    public static async Task<(Space Space, IReadOnlyList<Event> Told)> Of(Db db, Installation installation)
    {
        if (await db.Spaces.FirstOrDefaultAsync(s => s.Purpose == SpacePurpose.Reviews) is { } known) return (known, []);
        var language = installation.Languages[0];
        var words = Kernel.Languages.Catalog.Of(language);
        var id = db.NewId();
        var space = new Space(id, await db.Spaces.AnyAsync(s => s.Slug == Slug) ? $"{Slug}-{id}" : Slug, words.Find("Reviews", null), words.Find("What people think of what they have.", null), Audience.Public, language, db.Clock.GetUtcNow())
        {
            Purpose = SpacePurpose.Reviews,
            // After all that talk: who writes somewhere chooses among those.
            Rank = 1 + (await db.Spaces.MaxAsync(s => (int?)s.Rank) ?? 0),
        };
        db.Add(space);
        return (space, [new SpaceChanged(space)]);
    }
}
