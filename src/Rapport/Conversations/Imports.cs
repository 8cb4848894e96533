using Rapport.Conversations.Topics;
using Rapport.Kernel.Content;

namespace Rapport.Conversations;

/// What an import found elsewhere, told as it was: by nobody known here, at its own time.
public sealed partial class Topic
{
    public TopicClosure WasClosed(long id, DateTimeOffset at)
    {
        ClosureId = id;
        return new TopicClosure(id, Id, null, "", at);
    }
}

public sealed partial class Post
{
    public void WasEdited(DateTimeOffset at) => EditedAt = at;

    public void WasOfficial(DateTimeOffset at) => OfficialAt = at;

    /// By somebody of whom nothing else is known than the name that stood there; an empty one says that none did.
    public void WasSignedBy(string? name) => SignedBy = AuthorId is null && name is not null && Characters.Line(name) is var line ? line[..Math.Min(line.Length, 60)] : null;

    /// The words as they are now where they came from.
    public void Rewrite(Content words, DateTimeOffset at)
    {
        Write(words);
        EditedAt = at;
        if (Kind == PostKind.Opening) Topic.Quote(this);
    }
}
