using Rapport.Conversations.Posts;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Tags;

/// GET /tags/{name}/edit and POST /tags/{name}: the brand's people say what a tag means.
public static class ExplainTag
{
    public static async Task<IResult> Show(string name, Db db, Me me, Privileges privileges)
    {
        if (!await May(me, privileges)) throw new NotFound();
        var tag = await db.Tags.AsNoTracking().FirstOrDefaultAsync(t => t.Name == name) ?? throw new NotFound();
        var source = tag.Source is null ? null : await Words.ToEdit(db, new Content(tag.Format, tag.Language, tag.Source));
        return Page.Of<ExplainPage>(new { Tag = tag, Source = source });
    }

    public static async Task<IResult> Handle(string name, Sent sent, Db db, Me me, Privileges privileges, Gate gate) => Go.To((await Explain(name, sent["summary"], sent["body"], db, me, privileges, gate)).Path);

    public static async Task<Tag> Explain(string name, string? summary, string? body, Db db, Me me, Privileges privileges, Gate gate)
    {
        if (!await May(me, privileges)) throw new NotFound();
        var tag = await db.Tags.FirstOrDefaultAsync(t => t.Name == name) ?? throw new NotFound();
        var words = string.IsNullOrEmpty(body) ? null : tag.Source is not null && tag.Format == ContentFormat.Html ? Content.Html(body, tag.Language) : await Words.Typed(db, body, tag.Language);
        tag.Explain(summary, words is null ? null : Post.Checked(words), me.Id, db.Clock.GetUtcNow());
        await gate.RefuseArticle(tag, me.Member);
        await db.Save(new TagExplained(tag));
        return tag;
    }

    /// Tags are no space's own: who is trusted in one may explain them.
    public static async Task<bool> May(Me me, Privileges privileges)
    {
        var member = me.Member;
        return member.IsStaff || await privileges.Areas(member, Privilege.Wiki) is null or { Count: > 0 };
    }
}
