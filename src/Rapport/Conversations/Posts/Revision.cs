using Rapport.Governance;
using Rapport.Kernel.Content;

namespace Rapport.Conversations.Posts;

/// The words of a post as they were before an edit: who changed them, when and why.
public sealed class Revision(long postId, int number, ContentFormat format, string language, string source, long? editedBy, string reason, DateTimeOffset editedAt)
{
    public long PostId { get; private set; } = postId;

    /// 1 for the words as they were first written.
    public int Number { get; private set; } = number;
    public ContentFormat Format { get; private set; } = format;
    public string Language { get; private set; } = language;
    public string Source { get; private set; } = source;

    /// The title, where the edit changed it too.
    public string? Title { get; internal set; }
    public long? EditedBy { get; private set; } = editedBy;
    public string Reason { get; private set; } = reason;
    public DateTimeOffset EditedAt { get; private set; } = editedAt;

    /// Others could not see these words when they were changed, and never do.
    public bool Unseen { get; internal init; }
}

/// A post was removed: by whom, when and why; and who brought it back. By somebody else than its author it was hidden.
public sealed class Removal(long postId, long? removedBy, string reason, DateTimeOffset removedAt)
{
    public long PostId { get; private set; } = postId;
    public long? RemovedBy { get; private set; } = removedBy;
    public string Reason { get; private set; } = reason;
    public DateTimeOffset RemovedAt { get; private set; } = removedAt;

    /// Why a moderator hid it.
    public Ground? Ground { get; internal set; }

    /// When it was accepted as the answer until then, and by whom.
    public DateTimeOffset? AcceptedAt { get; private set; }
    public long? AcceptedBy { get; private set; }

    public long? EndedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsHiding(Post post) => RemovedBy != post.AuthorId;

    internal void Remember(DateTimeOffset? acceptedAt, long? acceptedBy) => (AcceptedAt, AcceptedBy) = (acceptedAt, acceptedBy);

    internal void End(long by, DateTimeOffset now) => (EndedBy, EndedAt) = (by, now);
}
