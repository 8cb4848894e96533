using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// Three spaces that a new community begins with; all can be renamed, moved and narrowed.
static class FirstSpaces
{
    public static async Task Open(Db db, string language)
    {
        if (await db.Spaces.AnyAsync()) return;
        var words = Kernel.Languages.Catalog.Of(language);
        string Say(string english) => words.Find(english, null);
        (string Slug, string Name, string About)[] three =
        [
            ("help", Say("Help"), Say("Questions about products, and answers from people who own them.")),
            ("talk", Say("Talk"), Say("Everything that is not a question: experiences, stories, tips.")),
            ("news", Say("News"), Say("What is new, told by us.")),
        ];
        foreach (var (at, (slug, name, about)) in three.Index())
        {
            var space = new Space(db.NewId(), slug, name, about, Audience.Public, language, db.Clock.GetUtcNow()) { Rank = at };
            db.Add(space);
            await db.Save(new SpaceChanged(space));
        }
    }
}
