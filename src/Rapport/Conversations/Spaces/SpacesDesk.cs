using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// GET /admin/spaces: all of them in their order. POST /admin/spaces/{slug}/move and /admin/spaces/order change it, by a step or whole.
public static class SpacesDesk
{
    public static async Task<IResult> Show(Db db, Me me, Audiences audiences)
    {
        me.RequireModerator();
        return Page.Of<SpacesDeskPage>(new { Spaces = await InOrder(db.Spaces.AsNoTracking()), audiences.Named });
    }

    public static async Task<IResult> Move(string slug, Sent sent, Db db, Me me)
    {
        var space = await SpaceSettings.Mine(slug, db.Spaces, me);
        var spaces = (await InOrder(db.Spaces)).Where(s => s.IsArchived == space.IsArchived).ToList();
        var at = spaces.IndexOf(space);
        var to = Math.Clamp(at + (sent["by"] == "up" ? -1 : 1), 0, spaces.Count - 1);
        spaces.RemoveAt(at);
        spaces.Insert(to, space);
        await Store(db, spaces);
        return Go.To($"/admin/spaces?moved={space.Slug}#{space.Slug}");
    }

    public static async Task<IResult> Order(Sent sent, Db db, Me me)
    {
        me.RequireModerator();
        await Arrange([.. (sent["order"] ?? "").Split(',').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)], db);
        return Go.To("/admin/spaces?saved=1");
    }

    /// Those that were not named, such as one opened meanwhile, keep their order after the others.
    public static async Task Arrange(List<long> wanted, Db db) =>
        await Store(db, [.. (await InOrder(db.Spaces)).OrderBy(s => wanted.IndexOf(s.Id) is var at and >= 0 ? at : int.MaxValue)]);

    static Task<List<Space>> InOrder(IQueryable<Space> spaces) => spaces.OrderBy(s => s.ArchivedAt != null).ThenBy(s => s.Rank).ThenBy(s => s.Id).ToListAsync();

    static async Task Store(Db db, List<Space> spaces)
    {
        var changed = new List<Event>();
        foreach (var (rank, space) in spaces.Index())
        {
            if (space.Rank == rank) continue;
            space.Rank = rank;
            changed.Add(new SpaceChanged(space));
        }
        if (changed.Count == 0) return;
        db.Audit("space.ordered", spaces[0], string.Join(", ", spaces.Select(s => s.Name)));
        await db.Save(changed);
    }
}
