using Rapport.Conversations;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Webhooks.Types;

/// A topic, and with words its title, its author and what it says.
public sealed record TopicTold(long Topic, string Kind, long Space, IReadOnlyList<long> Tags, IReadOnlyList<long> Products, long? Author, string Url)
{
    public string? Title { get; init; }
    public Somebody? By { get; init; }
    public Body? Body { get; init; }
}

/// The opening, a reply or a comment of a topic; below: what a comment stands below.
public sealed record PostTold(long Post, string Kind, long Topic, long Space, long? Below, long? Author, string Url)
{
    /// The topic's.
    public string? Title { get; init; }
    public Somebody? By { get; init; }
    public Body? Body { get; init; }
}

public sealed record PostGone(long Post, string Kind, long Topic, long Space);
public sealed record AnswerTold(long Post, long Topic, long Space, long? Author, string Url, bool? Official = null);
public sealed record TopicChange(long Topic, long Space, string Url, string? Title = null);
public sealed record TopicMove(long Topic, long? From, long? To, string Url);
public sealed record SpaceTold(long Space, string Url, string? Name = null, string? Description = null);

/// Words as they were written; cut says that there are more.
public sealed record Body(string Format, string Language, string Text, bool Cut)
{
    public const int Most = 12_000;
}

/// What is told of conversations. Every answer is asked of what is stored now: what was hidden meanwhile is not told.
static class TopicTypes
{
    public static IReadOnlyList<WebhookType> All { get; } =
    [
        WebhookType.On<TopicStarted>("topic.started", "A question was asked, or another topic begun", (t, e) => Topic(t, e.Topic, e.Where)),
        WebhookType.On<ReplyPosted>("reply.posted", "An answer or a reply was written", (t, e) => Post(t, t.Told.Subject.Id)),
        WebhookType.On<CommentPosted>("comment.posted", "A comment was written", (t, e) => Post(t, t.Told.Subject.Id)),
        WebhookType.On<PostEdited>("post.edited", "A post was edited", (t, e) => Post(t, t.Told.Subject.Id)),
        WebhookType.On<PostRemoved>("post.removed", "A post was removed", async (t, e) => await Sees(t, e.Where.Space) ? new PostGone(t.Told.Subject.Id, Code(e.Kind), e.Topic, e.Where.Space) : null),
        WebhookType.On<PostHidden, PostHeld>("post.hidden", "A moderator hid a post, or it waits for one again", Hidden),
        WebhookType.On<PostRestored>("post.restored", "A post that was out of sight is back", (t, e) => Post(t, t.Told.Subject.Id)),
        WebhookType.On<AnswerAccepted>("answer.accepted", "An answer was accepted", (t, e) => Answer(t)),
        WebhookType.On<AnswerUnaccepted>("answer.unaccepted", "An answer is no longer the accepted one", (t, e) => Answer(t)),
        WebhookType.On<AnswerMarked>("answer.marked", "An answer became official, or is no longer so", (t, e) => Answer(t, e.Official)),
        WebhookType.On<TopicTagged>("topic.tagged", "A topic got other tags or products, or is about something else", (t, e) => Topic(t, e.Topic, e.Where)),
        WebhookType.On<TopicClosed>("topic.closed", "A topic was closed", (t, e) => Change(t, e.Topic)),
        WebhookType.On<TopicReopened>("topic.reopened", "A topic was opened again", (t, e) => Change(t, e.Topic)),
        WebhookType.On<TopicMoved>("topic.moved", "A topic went to another space", Move),
        WebhookType.On<SpaceChanged>("space.changed", "A space was opened or changed", Space),
    ];

    static string Code<T>(T kind) where T : struct, Enum => kind.ToString().ToLowerInvariant();

    static Task<bool> Sees(Telling telling, long space) => telling.Spaces.AnyAsync(s => s.Id == space);

    static async Task<object?> Topic(Telling telling, long id, Where where)
    {
        var topic = await Topics(telling).Where(t => t.Id == id).Select(t => new { t.Kind, t.SpaceId, t.AuthorId, t.Title }).FirstOrDefaultAsync();
        if (topic is null) return null;
        var told = new TopicTold(id, Code(topic.Kind), topic.SpaceId, where.Tags, where.Products, topic.AuthorId, telling.Url($"/topics/{id}"));
        return telling.Full ? told with { Title = topic.Title, By = await Who(telling, topic.AuthorId), Body = await Words(telling, id) } : told;
    }

    static async Task<object?> Post(Telling telling, long id)
    {
        var post = await Posts(telling).Where(p => p.Id == id).Select(p => new { p.Kind, p.TopicId, p.Topic.SpaceId, p.ParentId, p.AuthorId, p.Topic.Title }).FirstOrDefaultAsync();
        if (post is null) return null;
        var told = new PostTold(id, Code(post.Kind), post.TopicId, post.SpaceId, post.ParentId, post.AuthorId, telling.Url($"/posts/{id}"));
        return telling.Full ? told with { Title = post.Title, By = await Who(telling, post.AuthorId), Body = await Words(telling, id) } : told;
    }

    /// What was never published was never said, so nobody hears that it waits.
    static async Task<object?> Hidden(Telling telling)
    {
        var (told, subject) = ((TopicEvent)telling.Told.Event, telling.Told.Subject.Id);
        if (!await Sees(telling, told.Where.Space)) return null;
        var kind = told switch { PostHidden hidden => hidden.Kind, PostHeld held => held.Kind, _ => PostKind.Reply };
        string[] published = [nameof(TopicStarted), nameof(ReplyPosted), nameof(CommentPosted)];
        var said = telling.Db.Set<EventRow>().Where(e => (e.SubjectKind == "post" || e.SubjectKind == "topic") && e.SubjectId == subject && published.Contains(e.Type) && e.Position < telling.Told.Position);
        return await said.AnyAsync() ? new PostGone(subject, Code(kind), told.Topic, told.Where.Space) : null;
    }

    static async Task<object?> Answer(Telling telling, bool? official = null)
    {
        var id = telling.Told.Subject.Id;
        return await Posts(telling).Where(p => p.Id == id).Select(p => new { p.TopicId, p.Topic.SpaceId, p.AuthorId }).FirstOrDefaultAsync() is { } post
            ? new AnswerTold(id, post.TopicId, post.SpaceId, post.AuthorId, telling.Url($"/posts/{id}"), official) : null;
    }

    static async Task<object?> Change(Telling telling, long id) =>
        await Topics(telling).Where(t => t.Id == id).Select(t => new { t.SpaceId, t.Title }).FirstOrDefaultAsync() is { } topic
            ? new TopicChange(id, topic.SpaceId, telling.Url($"/topics/{id}"), telling.Full ? topic.Title : null) : null;

    /// Who saw it where it was learns that it is gone, and no more than that.
    static async Task<object?> Move(Telling telling, TopicMoved told)
    {
        var seen = await telling.Spaces.Where(s => s.Id == told.From || s.Id == told.Where.Space).Select(s => s.Id).ToListAsync();
        long? From(long id) => seen.Contains(id) ? id : null;
        return seen.Count == 0 ? null : new TopicMove(told.Topic, From(told.From), From(told.Where.Space), telling.Url($"/topics/{told.Topic}"));
    }

    static async Task<object?> Space(Telling telling, SpaceChanged told) =>
        await telling.Spaces.Where(s => s.Id == told.Space).Select(s => new { s.Slug, s.Name, s.Description }).FirstOrDefaultAsync() is { } space
            ? telling.Full ? new SpaceTold(told.Space, telling.Url($"/spaces/{space.Slug}"), space.Name, space.Description) : new SpaceTold(told.Space, telling.Url($"/spaces/{told.Space}")) : null;

    static IQueryable<Topic> Topics(Telling telling) => telling.Db.Topics.AsNoTracking().Where(t => t.Sight == Sight.Shown && telling.Spaces.Any(s => s.Id == t.SpaceId));

    static IQueryable<Post> Posts(Telling telling) => telling.Db.Posts.AsNoTracking()
        .Where(p => p.Sight == Sight.Shown && p.RemovedAt == null && p.Topic.Sight == Sight.Shown && telling.Spaces.Any(s => s.Id == p.Topic.SpaceId));

    static Task<Body?> Words(Telling telling, long post) => telling.Db.Posts.AsNoTracking().Where(p => p.Id == post && p.RemovedAt == null)
        .Select(p => new Body(p.Format.ToString().ToLower(), p.Language, p.Source.Length > Body.Most ? p.Source.Substring(0, Body.Most) : p.Source, p.Source.Length > Body.Most)).FirstOrDefaultAsync();

    internal static Task<Somebody?> Who(Telling telling, long? id) => telling.Db.Members.AsNoTracking().Where(m => m.Id == id && m.LeftAt == null)
        .Select(m => new Somebody(m.Id, m.Name, m.Handle, telling.Url($"/members/{m.Id}"))).FirstOrDefaultAsync();
}
