using System.ComponentModel;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// What somebody said: the opening of a topic, a reply, or a comment.
public sealed record PostJson(long Id, int Version, PostKind Kind, [property: Description("The id of its topic.")] long Topic, [property: Description("The id of the post a comment stands below.")] long? Below, PersonJson Author,
    [property: Description("The words as HTML, made safe; empty where they were removed.")] string Html, int Score, [property: Description("What you voted: 1, -1 or 0.")] int MyVote, int Comments, bool Accepted, [property: Description("Marked as the brand's word.")] bool Official,
    bool Removed, [property: Description("Waits for a moderator: nobody else sees it yet.")] bool Held, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, string Url) : IEdition
{
    public static PostJson Example => new(1043, 1, PostKind.Reply, 1040, null, PersonJson.Example with { Id = 1032, Name = "Ben" }, "<p dir=\"auto\">Turn the lid to the left.</p>", 4, 0, 0, true, false, false, false, new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), null, "/posts/1043");
}

/// Words to be said: Markdown, in which @handle mentions somebody.
public sealed record NewPost([property: Description("Markdown. @handle mentions somebody.")] string Body)
{
    public static NewPost Example => new("Turn the lid to the left.");
}

static class ThePosts
{
    public static Task<PostJson> Show(long id, Db db, Me me, Locale locale) => One(db, me, locale, id);

    public static async Task<PostJson> One(Db db, Me me, Locale locale, long id) =>
        (await Of(db, me, locale, db.Posts.KnownTo(me).Where(p => p.Id == id))) is [var post] ? post : throw new NotFound();

    public static async Task<Paged<PostJson>> Replies(long id, [AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        var kind = await db.Topics.VisibleTo(me).Where(t => t.Id == id).Select(t => (TopicKind?)t.Kind).FirstOrDefaultAsync() ?? throw new NotFound();
        var replies = db.Posts.Where(p => p.TopicId == id && p.Kind == PostKind.Reply && p.Sight == Sight.Shown);
        if (paging.AfterId is { } after)
        {
            // Where the reply stands now: votes may have moved it since.
            var before = await db.Posts.Where(p => p.Id == after && p.TopicId == id).Select(p => new { p.Accepted, p.Score, p.ByEmployee, p.CreatedAt }).FirstOrDefaultAsync() ?? throw paging.Forged();
            replies = kind == TopicKind.Question
                ? replies.Where(p => !p.Accepted && (before.Accepted || p.Score < before.Score || p.Score == before.Score && (p.ByEmployee && !before.ByEmployee
                    || p.ByEmployee == before.ByEmployee && (p.CreatedAt > before.CreatedAt || p.CreatedAt == before.CreatedAt && p.Id > after))))
                : replies.Where(p => p.CreatedAt > before.CreatedAt || p.CreatedAt == before.CreatedAt && p.Id > after);
        }
        return paging.Of(await Of(db, me, locale, replies.InOrderOf(kind).Take(paging.Take)), r => $"{r.Id}");
    }

    public static async Task<Paged<PostJson>> Comments(long id, [AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        var below = await db.Posts.VisibleTo(me).AnyAsync(p => p.Id == id) ? id : throw new NotFound();
        var comments = db.Posts.Where(p => p.ParentId == below && p.Sight == Sight.Shown);
        if (paging.AfterId is { } after) comments = comments.Where(p => p.Id > after);
        return paging.Of(await Of(db, me, locale, comments.OrderBy(p => p.Id).Take(paging.Take)), c => $"{c.Id}");
    }

    public static async Task<Made<PostJson>> Reply(long id, NewPost said, Db db, Me me, Gate gate, Locale locale)
    {
        var reply = await PostReply.Reply(id, said.Body, db, me, gate);
        return new(reply.Path, await One(db, me, locale, reply.Id));
    }

    /// As they are shown, in the order given: three questions to the database, however many there are.
    public static async Task<IReadOnlyList<PostJson>> Of(Db db, Me me, Locale locale, IQueryable<Post> posts)
    {
        var rows = await posts.AsNoTracking().Rows(db).ToListAsync();
        var (ids, my) = (rows.Select(r => r.Id).ToList(), me.Id);
        var votes = await db.Votes.Where(v => v.MemberId == my && ids.Contains(v.PostId)).ToDictionaryAsync(v => v.PostId, v => (int)v.Value);
        var versions = await db.Posts.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Version, Held = p.Sight == Sight.Held }).ToDictionaryAsync(p => p.Id);
        var names = await Words.NamesIn(db, me, locale, rows.Select(r => r.Html));
        return rows.ConvertAll(r => new PostJson(r.Id, versions[r.Id].Version, r.Kind, r.TopicId, r.ParentId, PersonJson.Of(r.Author), Placeholders.Fill(r.Html, names, locale.Prefix), r.Score, votes.GetValueOrDefault(r.Id), r.Comments,
            r.Accepted, r.OfficialAt is not null, r.IsRemoved, versions[r.Id].Held, r.CreatedAt, r.EditedAt, $"/posts/{r.Id}"));
    }
}
