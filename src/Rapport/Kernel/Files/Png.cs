using System.Buffers.Binary;
using System.IO.Compression;

namespace Rapport.Kernel.Files;

/// Whether a PNG holds all its pixels: readers of pictures fill up what is missing without a word.
static class Png
{
    const int Signature = 8, Around = 12;

    static readonly (int X, int Y, int EveryX, int EveryY)[] passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static bool IsWhole(byte[] bytes)
    {
        using var packed = new MemoryStream();
        long needed = 0;
        for (var at = Signature; at + Around <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            if (length < 0 || length > bytes.Length - at - Around) return false;
            var kind = bytes.AsSpan(at + 4, 4);
            var data = bytes.AsSpan(at + 8, length);
            if (kind.SequenceEqual("IHDR"u8) && length == 13) needed = Needed(data);
            else if (kind.SequenceEqual("IDAT"u8)) packed.Write(data);
            else if (kind.SequenceEqual("IEND"u8)) return needed > 0 && Holds(packed, needed);
            at += Around + length;
        }
        return false;
    }

    /// Bytes of all rows as they are before packing: one for the filter, then the pixels.
    static long Needed(ReadOnlySpan<byte> head)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(head), BinaryPrimitives.ReadInt32BigEndian(head[4..]));
        long bits = head[8] * head[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return head[12] == 0 ? Rows(width, height) : passes.Sum(p => Rows((width - p.X + p.EveryX - 1) / p.EveryX, (height - p.Y + p.EveryY - 1) / p.EveryY));

        long Rows(long across, long down) => across == 0 ? 0 : down * (1 + (across * bits + 7) / 8);
    }

    static bool Holds(MemoryStream packed, long needed)
    {
        packed.Position = 0;
        try
        {
            using var rows = new ZLibStream(packed, CompressionMode.Decompress);
            var buffer = new byte[64 << 10];
            for (int n; needed > 0 && (n = rows.Read(buffer)) > 0;) needed -= n;
            return needed <= 0;
        }
        catch (InvalidDataException) { return false; }
    }
}
