using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Tags;

/// GET /tags?q=: the tags, the commonest first.
public static class ListTags
{
    const int Most = 200;

    public static async Task<IResult> Handle(string? q, Db db, Me me)
    {
        var tags = db.TagsCountedFor(me);
        var part = Tag.Clean(q is { Length: > 60 } ? q[..60] : q ?? "");
        if (part.Length > 0) tags = tags.Where(t => t.Tag.Name.Contains(part));
        return Page.Of<TagsPage>(new { Tags = await tags.OrderByDescending(t => t.Topics).ThenByDescending(t => t.Tag.Id).Take(Most).ToListAsync(), Query = q }).Tagged("tags", "topics");
    }
}
