using System.ComponentModel;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Conversations.Votes;
using Rapport.Governance;
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
    [property: Description("It answers a question about a product that its author bought here, or a variant of it: by orders only.")] bool Bought, bool Removed, [property: Description("Waits for a moderator: nobody else sees it yet.")] bool Held, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, string Url, [property: Description("You muted or blocked its author: pages fold it away.")] bool Muted = false) : IEdition
{
    public static PostJson Example => new(1043, 1, PostKind.Reply, 1040, null, PersonJson.Example with { Id = 1032, Name = "Ben" }, "<p dir=\"auto\">Turn the lid to the left.</p>", 4, 0, 0, true, false, true, false, false, new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), null, "/posts/1043");
}

/// Words to be said: Markdown, in which @handle mentions somebody.
public sealed record NewPost([property: Description("Markdown. @handle mentions somebody.")] string Body)
{
    public static NewPost Example => new("Turn the lid to the left.");
}

/// Why what was hidden should be looked at again.
public sealed record NewAppeal([property: Description("Only moderators read it.")] string Words)
{
    public static NewAppeal Example => new("I never worked for them; I only own the kettle.");
}

/// What a post says from now on.
public sealed record PostChange([property: Description("Markdown; HTML where the post came as HTML.")] string Body, [property: Description("Needed when somebody else wrote it.")] string? Reason = null)
{
    public static PostChange Example => new("Turn the lid to the left, **gently**.");
}

/// Up, down or neither.
public sealed record NewVote([property: Description("1, -1, or 0 to take it back.")] int Value)
{
    public static NewVote Example => new(1);
}

/// A post as it was written, to be edited.
public sealed record PostSourceJson(long Id, int Version, ContentFormat Format, string Language, string Body) : IEdition
{
    public static PostSourceJson Example => new(1043, 1, ContentFormat.Markdown, "en", "Turn the lid to the left.");
}

/// What a post said before an edit.
public sealed record RevisionJson([property: Description("1 for the words as they were first written.")] int Number, string? Title, string Body, [property: Description("Who made the edit after it.")] PersonJson EditedBy, string Reason, DateTimeOffset EditedAt)
{
    public static RevisionJson Example => new(1, null, "Turn the lid.", PersonJson.Example, "More exactly", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
}

/// Words to be looked at before they are said.
public sealed record NewPreview(string Text)
{
    public static NewPreview Example => new("It **drips**.");
}

public sealed record PreviewJson(string Html)
{
    public static PreviewJson Example => new("<p dir=\"auto\">It <strong>drips</strong>.</p>");
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

    /// As they are shown, in the order given: five questions to the database at most for those of one topic, however many they are.
    public static async Task<IReadOnlyList<PostJson>> Of(Db db, Me me, Locale locale, IQueryable<Post> posts)
    {
        var rows = await posts.AsNoTracking().Rows(db).ToListAsync();
        var (ids, my) = (rows.Select(r => r.Id).ToList(), me.Id);
        var votes = await db.Votes.Where(v => v.MemberId == my && ids.Contains(v.PostId)).ToDictionaryAsync(v => v.PostId, v => (int)v.Value);
        var versions = await db.Posts.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Version, Held = p.Sight == Sight.Held }).ToDictionaryAsync(p => p.Id);
        var names = await Words.NamesIn(db, me, locale, rows.Select(r => r.Html));
        var bought = new HashSet<long>();
        foreach (var replies in rows.Where(r => r.Kind == PostKind.Reply).GroupBy(r => r.TopicId)) bought.UnionWith(await Bought(db, replies.Key, [.. replies]));
        return rows.ConvertAll(r => new PostJson(r.Id, versions[r.Id].Version, r.Kind, r.TopicId, r.ParentId, PersonJson.Of(r.Author), Placeholders.Fill(r.Html, names, locale.Prefix), r.Score, votes.GetValueOrDefault(r.Id), r.Comments,
            r.Accepted, r.OfficialAt is not null, bought.Contains(r.Id), r.IsRemoved, versions[r.Id].Held, r.CreatedAt, r.EditedAt, $"/posts/{r.Id}", !r.ByEmployee && me.Mutes(r.AuthorId)));
    }

    /// Those of them that answer a question about what their authors have.
    static async Task<IEnumerable<long>> Bought(Db db, long topic, IReadOnlyList<PostRow> replies)
    {
        var about = await db.Topics.Where(t => t.Id == topic && t.Kind == TopicKind.Question).Join(db.TopicProducts, t => t.Id, x => x.TopicId, (_, x) => x.ProductId).ToListAsync();
        var owners = await ShowTopic.Owners(db, replies, about);
        return replies.Where(r => r.AuthorId is { } author && owners.Contains(author)).Select(r => r.Id);
    }

    public static async Task<Made<PostJson>> Comment(long id, NewPost said, Db db, Me me, Gate gate, Locale locale)
    {
        var comment = await PostComment.Comment(id, said.Body, db, me, gate);
        return new(comment.Path, await One(db, me, locale, comment.Id));
    }

    public static async Task<PostSourceJson> Source(long id, Db db, Me me)
    {
        var post = await db.Posts.AsNoTracking().KnownTo(me).Find(id);
        if (post.AuthorId != me.Id && !me.IsModerator) throw new NotFound();
        return new(id, post.Version, post.Format, post.Language, await Words.ToEdit(db, post.Content));
    }

    public static async Task<Paged<RevisionJson>> Revisions(long id, [AsParameters] Paging paging, Db db, Me me)
    {
        var revisions = db.RevisionsOf(await db.Posts.AsNoTracking().KnownTo(me).Find(id), me);
        if (paging.AfterId is { } after) revisions = revisions.Where(r => r.Number < after);
        var rows = await (from r in revisions.OrderByDescending(r => r.Number).Take(paging.Take)
                          join m in db.Set<Member>() on r.EditedBy equals (long?)m.Id into editors
                          from m in editors.DefaultIfEmpty()
                          orderby r.Number descending
                          select new { Row = r, By = new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) }).ToListAsync();
        var shown = new List<RevisionJson>();
        foreach (var r in rows) shown.Add(new(r.Row.Number, r.Row.Title, await Words.ToEdit(db, new Content(r.Row.Format, r.Row.Language, r.Row.Source)), PersonJson.Of(r.By), r.Row.Reason, r.Row.EditedAt));
        return paging.Of(shown, r => $"{r.Number}");
    }

    public static async Task<Changed<PostJson>> Change(long id, PostChange to, HttpContext context, Db db, Me me, Gate gate, Locale locale)
    {
        var post = await db.Posts.KnownTo(me).Find(id);
        context.DemandUnchanged(post);
        await EditPost.Edit(post, new(to.Body, to.Reason), db, me, gate);
        return await Now(db, me, locale, id);
    }

    public static async Task<Done> Remove(long id, [Description("In words, to its author.")] string? reason, [Description("Why, needed when somebody else wrote it: one of those for which cases are hidden, such as `spam`.")] string? ground, HttpContext context, Db db, Me me, GovernedPosts posts)
    {
        var post = await db.Posts.KnownTo(me).Find(id);
        context.DemandUnchanged(post);
        await RemovePost.Remove(post, new(reason, ground is null ? null : Code.Read<Ground>("ground", ground)), db, me, posts);
        return new();
    }

    public static async Task<Changed<PostJson>> Restore(long id, [Description("For what a moderator brings back.")] string? reason, Db db, Me me, Gate gate, GovernedPosts posts, Locale locale)
    {
        await RestorePost.Restore(id, reason, db, me, gate, posts);
        return await Now(db, me, locale, id);
    }

    public static async Task<Done> Appeal(long id, NewAppeal said, Db db, Me me)
    {
        await AppealPost.Appeal(id, said.Words, db, me);
        return new();
    }

    public static async Task<Changed<PostJson>> Accept(long id, Db db, Me me, Locale locale)
    {
        await AcceptAnswer.Accept(id, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<PostJson>> Unaccept(long id, Db db, Me me, Locale locale)
    {
        await AcceptAnswer.Unaccept(id, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<PostJson>> Mark(long id, Db db, Me me, Locale locale)
    {
        await MarkOfficial.Mark(id, true, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<PostJson>> Unmark(long id, Db db, Me me, Locale locale)
    {
        await MarkOfficial.Mark(id, false, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<Changed<PostJson>> Vote(long id, NewVote vote, Db db, Me me, Locale locale)
    {
        await CastVote.Vote(id, vote.Value, db, me);
        return await Now(db, me, locale, id);
    }

    public static async Task<PreviewJson> Preview(NewPreview words, Db db, Me me, Locale locale) => new(await Words.Preview(db, me, locale, words.Text));

    static async Task<Changed<PostJson>> Now(Db db, Me me, Locale locale, long id) => new($"/posts/{id}", await One(db, me, locale, id));
}
