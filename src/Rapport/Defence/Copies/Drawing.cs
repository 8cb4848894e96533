namespace Rapport.Defence.Copies;

/// The words of a post, drawn so small that they can be compared and not read.
public sealed class Drawing(long postId, long? authorId, DateTimeOffset at, byte[] bytes)
{
    public long PostId { get; private set; } = postId;
    public long? AuthorId { get; private set; } = authorId;
    public DateTimeOffset At { get; private set; } = at;
    public byte[] Bytes { get; private set; } = bytes;
}

/// A part of a drawing: whoever shares one may be nearly the same.
public sealed class DrawingBand(long key, long postId)
{
    public long Key { get; private set; } = key;
    public long PostId { get; private set; } = postId;
}
