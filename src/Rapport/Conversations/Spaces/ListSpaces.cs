using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// GET /spaces: the places one may see.
public static class ListSpaces
{
    public static async Task<IResult> Handle(Db db, Me me)
    {
        var spaces = await db.Spaces.AsNoTracking().VisibleTo(me).OrderBy(s => s.ArchivedAt != null).ThenBy(s => s.Rank).ThenBy(s => s.Id).ToListAsync();
        return Page.Of<SpacesPage>(new { Spaces = spaces }).Tagged(["spaces", .. spaces.Select(s => $"space:{s.Id}")]);
    }
}
