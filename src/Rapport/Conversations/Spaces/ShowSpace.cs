using Rapport.Conversations.Topics;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// GET /spaces/{slug}?show=&tag=&after=: the topics of a space, newest activity first, or those unanswered, or those newly solved.
public static class ShowSpace
{
    public const int PerPage = 25;

    public static async Task<IResult> Handle(string slug, string? show, string? tag, string? after, Db db, Me me)
    {
        var visible = db.Spaces.AsNoTracking().VisibleTo(me);
        if (await visible.FirstOrDefaultAsync(s => s.Slug == slug) is not { } space)
        {
            // Links made of ids lead to the space as well.
            if (long.TryParse(slug, out var id) && await visible.FirstOrDefaultAsync(s => s.Id == id) is { } found) return Go.ForGood(found.Path);
            throw new NotFound();
        }
        var spaceId = space.Id;
        var topics = db.Topics.Where(t => t.SpaceId == spaceId && t.Sight == Sight.Shown).HeardBy(me);
        if (tag is { Length: > 0 and < 100 }) topics = topics.Where(t => db.Set<TopicTag>().Any(x => x.TopicId == t.Id && db.Set<Tag>().Any(n => n.Id == x.TagId && n.Name == tag)));
        var mark = Moment.Read(after);
        var listed = show switch { "unanswered" => topics.Unanswered().Newest(mark), "solved" => topics.NewlySolved(mark), _ => topics.Newest(mark) };
        var rows = await db.Read(listed.Take(PerPage + 1));
        var pinned = mark is null && show is null && tag is null ? await db.Read(topics.Where(t => t.PinId != null).OrderByDescending(t => t.LastActivityAt).Take(5)) : [];
        var follows = me.Id is { } my && await db.Follows.AnyAsync(f => f.MemberId == my && f.Kind == Follow.Space && f.SubjectId == spaceId);
        var more = rows.Count > PerPage;
        if (more) rows.RemoveAt(PerPage);
        return Page.Of<SpacePage>(new
        {
            Space = space, Show = show, TagName = tag, Follows = follows, First = mark is null, Rows = (IReadOnlyList<TopicRow>)[.. pinned, .. rows.Where(r => pinned.All(p => p.Id != r.Id))],
            Next = more ? (show == "solved" ? new Moment(rows[^1].AcceptedAt!.Value, rows[^1].Id) : new Moment(rows[^1].LastActivityAt, rows[^1].Id)).ToString() : null,
        }).Tagged($"space:{spaceId}");
    }
}
