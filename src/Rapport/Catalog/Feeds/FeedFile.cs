using Rapport.Kernel.Tables;

namespace Rapport.Catalog.Feeds;

/// A feed on disk: what it is is told from its beginning, not from its name.
sealed class FeedFile(string path, string? charset)
{
    /// Row by row, never the whole. What cannot be read on from there is Refused with its line.
    public IEnumerable<FeedRow> Rows()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var rows = Read(stream).GetEnumerator();
        while (Faults.Told(rows.MoveNext)) yield return rows.Current;
    }

    IEnumerable<FeedRow> Read(FileStream stream)
    {
        var head = new byte[8192];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (encoding, skip) = Table.EncodingOf(head.AsSpan(0, read), charset);
        stream.Position = 0;
        return Table.Glance(encoding, head, skip, read).TrimStart().StartsWith('<') ? XmlFeed.Read(stream) : TableFeed.Read(Table.Open(stream, charset));
    }
}
