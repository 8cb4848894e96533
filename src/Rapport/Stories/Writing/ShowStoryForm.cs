using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Stories.Writing;

/// GET /stories/new?product=&space=: where a story is told, one answer after the other.
static class ShowStoryForm
{
    const int MostProducts = 300;

    public static async Task<IResult> Handle(long? product, string? space, bool? draft, Db db, Me me, Locale locale, SiteSettings settings, StoryDesk desk, StoryTopics topics, FormState state)
    {
        if (me.Id is { } id && state.Action is null && draft is not false && product is null) await topics.RestoreDraft(id, WriteStory.Path, state);
        var spaces = await topics.Spaces();
        var names = await db.Set<Catalog.Product>().Where(p => p.RetiredAt == null).OrderBy(p => p.Name).Select(p => p.Name).Distinct().Take(MostProducts).ToListAsync();
        var about = product is { } chosen ? await db.Set<Catalog.Product>().Where(p => p.Id == chosen).Select(p => p.Name).FirstOrDefaultAsync() : null;
        return Page.Of<StoryFormPage>(new { Prompts = settings.Of<StorySettings>().In(locale), Spaces = spaces, Space = spaces.FirstOrDefault(s => s.Slug == space)?.Id, Products = (IReadOnlyList<string>)names, Product = about, ConsentWords = desk.ConsentWords });
    }
}
