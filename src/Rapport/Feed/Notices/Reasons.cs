using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Reviews;

namespace Rapport.Feed.Notices;

/// Who is told of what happened to a post, and why: those it touches itself, and the things whose followers hear of it.
static class Reasons
{
    public static async Task<List<(NoticeKind Kind, IReadOnlyList<long> Members)>> Direct(Db db, Tell work, Post post)
    {
        if (work.Only is { } one) return [(NoticeKind.Mention, [one])];
        return work.Occasion switch
        {
            Occasion.Accepted => [(NoticeKind.Accepted, Of(post.AuthorId))],
            Occasion.Asked => [(NoticeKind.Owner, await db.AskedOwners.Where(o => o.TopicId == post.TopicId).Select(o => o.MemberId).ToListAsync())],
            Occasion.Official => [(NoticeKind.Official, Of(post.Topic.AuthorId))],
            _ => [(NoticeKind.Mention, await db.Mentions.Where(m => m.PostId == post.Id).Select(m => m.MemberId).ToListAsync()), (NoticeKind.Quote, await Quoted(db, post)), .. await Answered(db, post)],
        };
    }

    /// Authors whose words stand in the post.
    static async Task<IReadOnlyList<long>> Quoted(Db db, Post post)
    {
        if (!post.Html.Contains("data-post=", StringComparison.Ordinal)) return [];
        var quotes = Renderer.Render(post.Content).Quotes;
        return await db.Posts.Where(p => quotes.Contains(p.Id) && p.AuthorId != null).Select(p => p.AuthorId!.Value).Distinct().ToListAsync();
    }

    static async Task<IEnumerable<(NoticeKind, IReadOnlyList<long>)>> Answered(Db db, Post post) => post.Kind switch
    {
        PostKind.Reply => [(NoticeKind.Answer, Of(post.Topic.AuthorId))],
        PostKind.Comment => [(NoticeKind.Comment, Of(await db.Posts.Where(p => p.Id == post.ParentId).Select(p => p.AuthorId).FirstOrDefaultAsync()))],
        _ => [],
    };

    /// The followed things, the nearest first: who follows several of them hears of it by the first.
    public static async Task<List<(NoticeKind Kind, string What, long Id)>> Followed(Db db, Occasion occasion, Post post)
    {
        if (occasion is Occasion.Official or Occasion.Asked) return [];
        if (occasion == Occasion.Accepted || post.Kind == PostKind.Comment) return [(NoticeKind.Topic, Follow.Topic, post.TopicId)];
        List<(NoticeKind, string, long)> sources = [(NoticeKind.Topic, Follow.Topic, post.TopicId)];
        if (post.AuthorId is { } author) sources.Add((NoticeKind.New, Follow.Member, author));
        if (post.Kind == PostKind.Reply) return sources;
        var where = await Where.Of(db, post.Topic);
        sources.AddRange(where.Products.Order().Select(p => (NoticeKind.New, Follow.Product, p)));
        sources.AddRange(where.Tags.Order().Select(t => (NoticeKind.New, Follow.Tag, t)));
        sources.Add((NoticeKind.New, Follow.Space, where.Space));
        return sources;
    }

    static long[] Of(long? member) => member is { } id ? [id] : [];
}
