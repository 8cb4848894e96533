using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Tags;

/// GET /tags/{name}: what a tag means and the topics that carry it, the latest first.
public static class ShowTag
{
    const int PerPage = 25;

    public static async Task<IResult> Handle(string name, long? after, Db db, Me me, Locale locale, Trust.Privileges privileges)
    {
        if (await db.Tags.AsNoTracking().FirstOrDefaultAsync(t => t.Name == name) is not { } tag)
        {
            if (long.TryParse(name, out var number) && await db.TagsVisibleTo(me).AsNoTracking().FirstOrDefaultAsync(t => t.Id == number) is { } found) return Go.ForGood(found.Path);
            throw new NotFound();
        }
        var id = tag.Id;
        // Read along the tag's own index, newest topic first, so that a tag of many topics is as quick as any.
        var tagged = db.TopicTags.Where(x => x.TagId == id);
        if (after is { } last) tagged = tagged.Where(x => x.TopicId < last);
        var rows = await db.Read(tagged.OrderByDescending(x => x.TopicId).Join(db.Topics.VisibleTo(me).HeardBy(me), x => x.TopicId, t => t.Id, (_, t) => t).OrderByDescending(t => t.Id).Take(PerPage + 1));
        // The brand's people say what a tag means before anybody used it.
        if (rows.Count == 0 && !me.IsStaff) throw new NotFound();
        var follows = me.Id is { } my && await db.Follows.AnyAsync(f => f.MemberId == my && f.Kind == Follow.Tag && f.SubjectId == id);
        var names = await Words.NamesIn(db, me, locale, tag.Html is null ? [] : [tag.Html]);
        var html = tag.Html is null ? null : Placeholders.Fill(tag.Html, names, locale.Prefix);
        var more = rows.Count > PerPage;
        if (more) rows.RemoveAt(PerPage);
        return Page.Of<TagPage>(new { Tag = tag, Html = html, Rows = rows, Follows = follows, First = after is null, MayExplain = !me.IsAnonymous && await ExplainTag.May(me, privileges), Next = more ? rows[^1].Id : (long?)null }).Tagged([$"tag:{id}", .. names.People.Select(m => $"member:{m}")]);
    }
}
