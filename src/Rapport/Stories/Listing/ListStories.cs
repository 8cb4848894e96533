using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Stories.Listing;

/// GET /stories?product=&after=: what people made or lived through, the newest first.
static class ListStories
{
    public const string Path = "/stories";
    const int PerPage = 24;

    public static async Task<IResult> Handle(long? product, long? after, Db db, Me me)
    {
        var about = product is { } id ? await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound() : null;
        var rows = await db.Cards(db.StoriesFor(me, product, after).HeardBy(me).Take(PerPage + 1));
        var more = rows.Count > PerPage;
        if (more) rows.RemoveAt(PerPage);
        return Page.Of<StoriesPage>(new { Rows = (IReadOnlyList<StoryRow>)rows, About = about, First = after is null, Next = more ? rows[^1].Id : (long?)null }).Tagged("topics", "products");
    }
}
