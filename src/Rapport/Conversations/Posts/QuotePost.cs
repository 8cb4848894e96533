using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// ?quote=ID on a topic's page: the reply box holds what was said, with the post named by its id.
static class QuotePost
{
    const int Most = 1_500;

    public static async Task<string?> Start(Db db, Me me, long id, string? draft)
    {
        var post = await db.Posts.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(p => p.Id == id);
        if (post is null || !me.IsAnonymous && await db.ApartFrom(me.Member, post.AuthorId) is not null) return draft;
        var text = post.Format == Kernel.Content.ContentFormat.Markdown ? await Words.ToEdit(db, post.Content) : Kernel.Content.Renderer.Render(post.Content).Text;
        // A quote within the quote is left out: what is quoted is what this author said.
        var lines = text.Split('\n').Where(l => !l.StartsWith('>')).SkipWhile(string.IsNullOrWhiteSpace).ToList();
        text = string.Join('\n', lines).Trim();
        if (text.Length > Most) text = text[..Most].TrimEnd() + "…";
        return $"{draft}{(draft is null ? "" : "\n\n")}> [#{id}]\n{string.Join('\n', text.Split('\n').Select(l => "> " + l))}\n\n";
    }
}
