using System.Xml;
using Rapport.Kernel;

namespace Rapport.Interchange;

/// Markup that is read piece by piece. A reader holds each piece in memory whole, so that one longer than any words is a trap.
sealed class Bounded(Stream inner, string name) : Stream
{
    const int Longest = 16 << 20;
    long run;

    public static XmlReaderSettings Settings { get; } = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreWhitespace = true, IgnoreComments = true };

    public Refused Broken(XmlException problem) => problem.Message.Contains("DTD", StringComparison.Ordinal) ? new("{file} holds a document type, which is not read. Take it out.", ("file", name))
        : new("{file} is broken at line {line}: {problem} Get it again whole, or mend that line.", ("file", name), ("line", problem.LineNumber), ("problem", problem.Message));

    /// A piece is over.
    public void Next() => run = 0;

    public override int Read(Span<byte> buffer)
    {
        var n = inner.Read(buffer);
        return (run += n) <= Longest ? n : throw new Refused("{name} holds something longer than {n} MB where a name or words should stand. Take it out and try again.", ("name", name), ("n", Longest >> 20));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    protected override void Dispose(bool disposing) => inner.Dispose();
}
