using Rapport.Kernel.Events;

namespace Rapport.Conversations;

/// What happens in conversations. Its cached pages: the topic's own, and the lists that name it.
public abstract record TopicEvent(long Topic, Where Where) : Event
{
    public override IEnumerable<string> Touches => [$"topic:{Topic}", .. Where.Lists];
}

/// A question was asked, or another kind of topic begun. The subject is the topic.
public sealed record TopicStarted(long Topic, TopicKind Kind, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicStarted(Topic topic, Where where) : this(topic.Id, topic.Kind, topic.AuthorId, where) => About(topic);

    public override IEnumerable<string> Touches => [.. base.Touches, .. Author is { } author ? [$"member:{author}"] : Array.Empty<string>()];
}

/// The subject is the reply.
public sealed record ReplyPosted(long Topic, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal ReplyPosted(Topic topic, Post reply, Where where) : this(topic.Id, reply.AuthorId, where) => About(reply);
}

/// The subject is the comment; Below is the post it stands below.
public sealed record CommentPosted(long Topic, long Below, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal CommentPosted(Topic topic, Post comment, Where where) : this(topic.Id, comment.ParentId ?? topic.Id, comment.AuthorId, where) => About(comment);
}

public sealed record PostEdited(long Topic, PostKind Kind, Where Where) : TopicEvent(Topic, Where)
{
    internal PostEdited(Topic topic, Post post, Where where) : this(topic.Id, post.Kind, where) => About(post);
}

public sealed record PostRemoved(long Topic, PostKind Kind, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal PostRemoved(Topic topic, Post post, Where where) : this(topic.Id, post.Kind, post.AuthorId, where) => About(post);

    public override bool Hides => true;

    public override IEnumerable<string> Touches => [.. base.Touches, .. Author is { } author ? [$"member:{author}"] : Array.Empty<string>()];
}

/// A post waits for a moderator, or waits again: nobody but its author sees it.
public sealed record PostHeld(long Topic, PostKind Kind, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal PostHeld(Topic topic, Post post, Where where) : this(topic.Id, post.Kind, post.AuthorId, where) => About(post);

    public override bool Hides => true;

    public override IEnumerable<string> Touches => [.. base.Touches, .. Author is { } author ? [$"member:{author}"] : Array.Empty<string>()];
}

/// A moderator took a post out of others' sight.
public sealed record PostHidden(long Topic, PostKind Kind, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal PostHidden(Topic topic, Post post, Where where) : this(topic.Id, post.Kind, post.AuthorId, where) => About(post);

    public override bool Hides => true;

    public override IEnumerable<string> Touches => [.. base.Touches, .. Author is { } author ? [$"member:{author}"] : Array.Empty<string>()];
}

/// What was hidden or removed is back, and with it the answer's acceptance where it had it.
public sealed record PostRestored(long Topic, PostKind Kind, long? Author, bool Accepted, Where Where) : TopicEvent(Topic, Where)
{
    internal PostRestored(Topic topic, Post post, Where where) : this(topic.Id, post.Kind, post.AuthorId, post.Accepted, where) => About(post);

    public override IEnumerable<string> Touches => [.. base.Touches, .. Author is { } author ? [$"member:{author}"] : Array.Empty<string>()];
}

/// The subject is the answer. Before is the one that gave way.
public sealed record AnswerAccepted(long Topic, long? Author, long? Before, Where Where) : TopicEvent(Topic, Where)
{
    internal AnswerAccepted(Topic topic, Post answer, long? before, Where where) : this(topic.Id, answer.AuthorId, before, where) => About(answer);

    /// When, where it was accepted before it came here.
    public DateTimeOffset? On { get; init; }
}

public sealed record AnswerUnaccepted(long Topic, long? Author, Where Where) : TopicEvent(Topic, Where)
{
    internal AnswerUnaccepted(Topic topic, Post answer, Where where) : this(topic.Id, answer.AuthorId, where) => About(answer);
}

/// An employee put the brand's name to their answer, or took it away.
public sealed record AnswerMarked(long Topic, bool Official, Where Where) : TopicEvent(Topic, Where)
{
    internal AnswerMarked(Topic topic, Post answer, Where where) : this(topic.Id, answer.OfficialAt is not null, where) => About(answer);
}

/// The subject is the post; the value is 1, -1 or 0 for a vote taken back.
public sealed record VoteCast(long Topic, PostKind Kind, long? Author, int Value, int Before, Where Where) : TopicEvent(Topic, Where)
{
    internal VoteCast(Topic topic, Post post, int value, int before, Where where) : this(topic.Id, post.Kind, post.AuthorId, value, before, where) => About(post);

    public override IEnumerable<string> Touches => Kind == PostKind.Opening ? base.Touches : [$"topic:{Topic}"];
}

/// Its tags, products or matter changed. Where tells how they are now, Before how they were.
public sealed record TopicTagged(long Topic, Where Before, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicTagged(Topic topic, Where before, Where where) : this(topic.Id, before, where) => About(topic);

    public override IEnumerable<string> Touches => [.. base.Touches, .. Before.Lists];
}

/// A question was said to have been asked before, in the other topic, or that was taken back.
public sealed record TopicLinked(long Topic, long Other, bool Holds, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicLinked(Topic topic, long other, bool holds, Where where) : this(topic.Id, other, holds, where) => About(topic);
}

public sealed record TopicClosed(long Topic, long Closure, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicClosed(Topic topic, Where where) : this(topic.Id, topic.ClosureId!.Value, where) => About(topic);
}

public sealed record TopicReopened(long Topic, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicReopened(Topic topic, Where where) : this(topic.Id, where) => About(topic);
}

public sealed record TopicPinned(long Topic, bool Pinned, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicPinned(Topic topic, Where where) : this(topic.Id, topic.PinId is not null, where) => About(topic);
}

/// So many seconds lie between two posts of a member there from now on; 0 where nobody waits any more.
public sealed record TopicSlowed(long Topic, int Seconds, DateTimeOffset? Until, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicSlowed(Topic topic, Where where) : this(topic.Id, topic.Slow, topic.SlowUntil, where) => About(topic);
}

public sealed record TopicMoved(long Topic, long From, Where Where) : TopicEvent(Topic, Where)
{
    internal TopicMoved(Topic topic, long from, Where where) : this(topic.Id, from, where) => About(topic);

    public override bool Hides => true;

    public override IEnumerable<string> Touches => [.. base.Touches, $"space:{From}"];
}

/// The subject is the post that names the member.
public sealed record MemberMentioned(long Topic, long Member) : Event
{
    internal MemberMentioned(Post post, long member) : this(post.TopicId, member) => About(post);

    public override IEnumerable<string> Touches => [];
}
