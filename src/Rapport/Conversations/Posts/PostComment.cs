using Rapport.Conversations.Drafts;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// GET /posts/{id}/comment: the form below one post. POST /posts/{id}/comments: says it.
public static class PostComment
{
    public static async Task<IResult> Show(long id, Db db, Me me, Locale locale)
    {
        var post = await db.Posts.AsNoTracking().VisibleTo(me).Find(id);
        post.Topic.RefuseIfClosed();
        if (!me.IsAnonymous) await db.RefuseCommentBetween(me.Member, post);
        var (member, key) = (me.Id, DraftKeys.Comment(id));
        var draft = member is null ? null : await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.MemberId == member && d.Key == key);
        var html = Kernel.Content.Placeholders.Fill(post.Html, await Words.NamesIn(db, me, locale, [post.Html]), locale.Prefix);
        return Page.Of<CommentPage>(new { Post = post, Html = html, Draft = draft?.Read().GetValueOrDefault("body") });
    }

    public static async Task<IResult> Handle(long id, Sent sent, HttpContext context, Db db, Me me, Gate gate) => Said.At(context, await Comment(id, sent["body"], db, me, gate));

    public static async Task<Post> Comment(long id, string? body, Db db, Me me, Gate gate)
    {
        var now = db.Clock.GetUtcNow();
        var below = await db.Posts.VisibleTo(me).Find(id);
        var comment = below.Topic.Comment(db.NewId(), below, me.Member, await Words.Typed(db, body, below.Topic.Language), now);
        await db.RefuseCommentBetween(me.Member, below);
        await db.RefuseQuotesBetween(me.Member, comment);
        var waits = await gate.Stops(comment, me.Member);
        db.Add(comment);
        if (!waits) db.CountComment(id, below.TopicId, 1, now);
        db.ForgetDraft(me.Member.Id, DraftKeys.Comment(id));
        await db.KeepPictures(comment);
        var where = await Where.Of(db, below.Topic);
        await db.Save(waits ? [new PostHeld(below.Topic, comment, where)] : [new CommentPosted(below.Topic, comment, where), .. await db.Mention(comment, below.Topic, now)]);
        return comment;
    }
}
