namespace Rapport.Conversations;

/// Where something was found before it came here, or before it moved: an old path and the post it leads to now.
public sealed class OldAddress(string path, long postId)
{
    /// Begins with a slash, without query and without a slash at the end.
    public string Path { get; private set; } = path;
    public long PostId { get; private set; } = postId;
}
