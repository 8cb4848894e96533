using System.Text;

namespace Rapport.Kernel.Tables;

/// The text of a table without the lines at which reading would break off: where a quotation mark is opened and never closed, and where a row is longer than any.
/// Such a line is set aside with its number, an empty one stands in its place, and reading goes on with the next.
sealed class WholeRows(TextReader text, char separator) : TextReader
{
    public const int Longest = 1 << 20;

    readonly StringBuilder row = new();
    readonly char[] buffer = new char[1 << 16];
    int from, held, at;

    /// Lines that were looked at and must be read again: they were not part of the row before.
    readonly Queue<string> ahead = [];
    readonly Queue<string> taken = [];
    readonly Queue<(long Line, Refused Fault)> broken = [];
    long lines;
    bool begun;

    /// The next line set aside, where it stands before this one.
    public (long Line, Refused Fault)? Broken(long before) => broken.TryPeek(out var next) && next.Line < before ? broken.Dequeue() : null;

    public override int Read(char[] into, int index, int count) => Read(into.AsSpan(index, count));

    public override int Read(Span<char> into)
    {
        if (at == row.Length && !Next()) return 0;
        var n = Math.Min(into.Length, row.Length - at);
        row.CopyTo(at, into[..n], n);
        at += n;
        return n;
    }

    public override int Read() => throw new NotSupportedException();
    public override int Peek() => throw new NotSupportedException();

    /// The next row, or an empty line for one that is broken.
    bool Next()
    {
        (row.Length, at) = (0, 0);
        var (state, odd) = (Place.Begin, false);
        while (Line() is { } line)
        {
            taken.Enqueue(line);
            row.Append(line);
            if (row.Length > Longest) return Break(taken.Count == 1 ? new("It is longer than 1 MB.") : Unclosed);
            (state, odd) = Follow(line, state, odd);
            if (state == Place.Quoted) continue;
            // Over several lines, words behind a closing mark show that it was the opening one of another value.
            if (odd && taken.Count > 1) return Break(Unclosed);
            lines += taken.Count;
            taken.Clear();
            return begun = true;
        }
        return taken.Count > 0 && Break(Unclosed);
    }

    static Refused Unclosed => new("A quotation mark is opened and never closed.");

    bool Break(Refused fault)
    {
        lines++;
        // Without its heading line no table can be read.
        if (!begun) throw new Refused("Line {line}: the table is broken here: {problem}", ("line", lines), ("problem", fault.Message));
        broken.Enqueue((lines, fault));
        taken.Dequeue();
        while (ahead.TryDequeue(out var later)) taken.Enqueue(later);
        while (taken.TryDequeue(out var again)) ahead.Enqueue(again);
        // After a line that ends in a return alone, a feed would belong to that one.
        row.Clear().Append("\r\n");
        return true;
    }

    enum Place { Begin, Bare, Quoted, Closing }

    (Place, bool Odd) Follow(ReadOnlySpan<char> line, Place place, bool odd)
    {
        foreach (var c in line)
            place = place switch
            {
                Place.Quoted => c == '"' ? Place.Closing : Place.Quoted,
                Place.Closing when c == '"' => Place.Quoted,
                _ when c == separator || c is '\r' or '\n' => Place.Begin,
                Place.Begin when c == '"' => Place.Quoted,
                Place.Closing => Odd(),
                _ => Place.Bare,
            };
        return (place, odd);

        Place Odd()
        {
            odd = true;
            return Place.Bare;
        }
    }

    /// With its end, whichever it is. Of one that is too long, so much that this can be seen.
    string? Line()
    {
        if (ahead.TryDequeue(out var again)) return again;
        StringBuilder? more = null;
        while (true)
        {
            if (from == held && (held = text.Read(buffer, from = 0, buffer.Length)) == 0) return more?.ToString();
            var rest = buffer.AsSpan(from, held - from);
            var end = rest.IndexOfAny('\r', '\n');
            var n = end < 0 ? rest.Length : end + 1;
            var (isOver, isReturn) = (end >= 0, end >= 0 && rest[end] == '\r');
            if (more is null && isOver && !isReturn) { from += n; return rest[..n].ToString(); }
            if (more is null || more.Length <= Longest) (more ??= new()).Append(rest[..n]);
            from += n;
            if (isReturn && Follows('\n'))
            {
                more.Append('\n');
                from++;
            }
            if (isOver) return more.ToString();
        }
    }

    bool Follows(char c)
    {
        if (from == held) held = text.Read(buffer, from = 0, buffer.Length);
        return from < held && buffer[from] == c;
    }

    protected override void Dispose(bool disposing) => text.Dispose();
}
