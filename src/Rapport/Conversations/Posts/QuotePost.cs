using Rapport.Conversations.Topics;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// ?quote=ID on a topic's page: the reply box holds what was said, with the post named by its id, or it is said why not.
static class QuotePost
{
    const int Most = 1_500;

    public static async Task<Mine> Start(Db db, Me me, long id, Mine mine)
    {
        var post = await db.Posts.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(p => p.Id == id);
        if (post is null) return mine;
        if (!me.IsAnonymous && await db.ApartFrom(me.Member, post.AuthorId) is { } apart) return mine with { Unquoted = apart };
        var text = post.Format == Kernel.Content.ContentFormat.Markdown ? await Words.ToEdit(db, post.Content) : Kernel.Content.Renderer.Render(post.Content).Text;
        // A quote within the quote is left out: what is quoted is what this author said.
        var lines = text.Split('\n').Where(l => !l.StartsWith('>')).SkipWhile(string.IsNullOrWhiteSpace).ToList();
        text = string.Join('\n', lines).Trim();
        if (text.Length > Most) text = text[..Most].TrimEnd() + "…";
        return mine with { Draft = $"{mine.Draft}{(mine.Draft is null ? "" : "\n\n")}> [#{id}]\n{string.Join('\n', text.Split('\n').Select(l => "> " + l))}\n\n" };
    }
}
