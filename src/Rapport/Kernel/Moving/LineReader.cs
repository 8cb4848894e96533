namespace Rapport.Kernel.Moving;

/// Lines of a stream, one at a time, in memory that does not grow: a line that is too long is passed over and told so.
static class LineReader
{
    /// Longer than any words that are kept.
    public const int Longest = 4 << 20;

    public readonly record struct Read(int Number, ReadOnlyMemory<byte> Bytes, string? Problem);

    public static IEnumerable<Read> Lines(Stream stream, string name)
    {
        var (buffer, held, from, number, tooLong) = (new byte[64 << 10], 0, 0, 0, false);
        while (true)
        {
            if (held == buffer.Length)
            {
                if (from > 0) { Buffer.BlockCopy(buffer, from, buffer, 0, held -= from); from = 0; }
                else if (buffer.Length < Longest) Array.Resize(ref buffer, Math.Min(Longest, buffer.Length * 2));
                else (held, tooLong) = (0, true);
            }
            var n = stream.Read(buffer, held, buffer.Length - held);
            if (n == 0) break;
            var seen = held;
            held += n;
            if (number == 0 && seen == 0) from = Start(buffer.AsSpan(0, held), name);
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', Math.Max(seen, from), held - Math.Max(seen, from))) >= 0; from = seen = end + 1)
            {
                number++;
                if (tooLong) yield return new(number, default, $"the line is longer than {Longest >> 20} MB");
                else if (Trim(buffer, from, end) is { Length: > 0 } line) yield return new(number, line, null);
                tooLong = false;
            }
        }
        number++;
        if (tooLong) yield return new(number, default, $"the line is longer than {Longest >> 20} MB");
        else if (Trim(buffer, from, held) is { Length: > 0 } last) yield return new(number, last, null);
    }

    static int Start(ReadOnlySpan<byte> head, string name) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || head.Length > 1 && (head[0] == 0 || head[1] == 0)
            ? throw new Refused("{name} is UTF-16. Save it as UTF-8.", ("name", name)) : 0;

    static ReadOnlyMemory<byte> Trim(byte[] buffer, int from, int end)
    {
        while (end > from && buffer[end - 1] is (byte)'\r' or (byte)' ') end--;
        return new(buffer, from, end - from);
    }
}
