using System.Buffers.Binary;

namespace Rapport.Statistics;

/// <summary>
/// A set, drawn so small that two of them can still be compared: the smallest value of each of many hashes.
/// One of these is equal for two sets as probably as Jaccard's index of the two says.
/// </summary>
/// <remarks>Sources: Broder, On the resemblance and containment of documents (1997), for the estimate; Indyk and Motwani, Approximate nearest neighbors, STOC (1998), for the bands.</remarks>
public sealed class MinHash
{
    /// <summary>How many hashes there are, in how many bands: those of a band are taken together.</summary>
    public const int Size = 100, Bands = 20, Rows = Size / Bands;

    readonly uint[] smallest;

    MinHash(uint[] smallest) => this.smallest = smallest;

    /// <summary>Draws a set.</summary>
    /// <param name="set">Hashes that are spread evenly, as <see cref="Shingles.Of"/> gives them.</param>
    /// <returns>Nothing for an empty set: it is like no other.</returns>
    public static MinHash? Of(IReadOnlyCollection<ulong> set)
    {
        if (set.Count == 0) return null;
        var smallest = new uint[Size];
        Array.Fill(smallest, uint.MaxValue);
        foreach (var one in set)
            for (var n = 0; n < Size; n++) smallest[n] = Math.Min(smallest[n], (uint)(Hashing.Mix(one ^ Seed(n)) >> 32));
        return new(smallest);
    }

    /// <summary>Draws a text by its <see cref="Shingles"/>.</summary>
    public static MinHash? Of(string text) => Of(Shingles.Of(text));

    static ulong Seed(int n) => 0x9e3779b97f4a7c15 * (ulong)(n + 1);

    /// <summary>Jaccard's index of the two sets, estimated: 0 to 1, without bias but for one chance in four thousand million of equal values.</summary>
    public double Alike(MinHash other)
    {
        var equal = 0;
        for (var n = 0; n < Size; n++) equal += smallest[n] == other.smallest[n] ? 1 : 0;
        return (double)equal / Size;
    }

    /// <summary>The standard error of the estimate where the index is <paramref name="alike"/>: √(j·(1 − j) ⁄ Size).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie between 0 and 1.</exception>
    public static double Error(double alike) => alike is >= 0 and <= 1 ? Math.Sqrt(alike * (1 - alike) / Size) : throw new ArgumentOutOfRangeException(nameof(alike), alike, "A share lies between 0 and 1.");

    /// <summary>How probable it is that two sets share a band where their index is <paramref name="alike"/>: 1 − (1 − jʳ)ᵇ. It is a half at about .55 and .98 at .7.</summary>
    public static double Chance(double alike) => 1 - Math.Pow(1 - Math.Pow(alike, Rows), Bands);

    /// <summary>A key for each band. Whoever shares one may be alike and is worth a comparison; whoever shares none hardly is.</summary>
    public long[] Keys()
    {
        var keys = new long[Bands];
        for (var band = 0; band < Bands; band++)
        {
            var key = (ulong)band;
            for (var n = band * Rows; n < (band + 1) * Rows; n++) key = Hashing.Mix(key ^ smallest[n]);
            keys[band] = (long)key;
        }
        return keys;
    }

    /// <summary>To be stored: 4 bytes for each hash, the lower ones first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size * 4];
        for (var n = 0; n < Size; n++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(n * 4), smallest[n]);
        return bytes;
    }

    /// <summary>As it was stored.</summary>
    /// <exception cref="ArgumentException">These are not the bytes of one.</exception>
    public static MinHash FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size * 4) throw new ArgumentException("A drawn set has so many bytes and no others.", nameof(bytes));
        var smallest = new uint[Size];
        for (var n = 0; n < Size; n++) smallest[n] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(n * 4)..]);
        return new(smallest);
    }
}
