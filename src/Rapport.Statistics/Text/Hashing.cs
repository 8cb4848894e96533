namespace Rapport.Statistics;

/// <summary>Hashes that are the same in every process and on every machine; none of them is a secret.</summary>
static class Hashing
{
    const ulong Offset = 14695981039346656037, Prime = 1099511628211;

    /// <summary>Of text, apart for every kind of it.</summary>
    /// <remarks>FNV-1a (Fowler, Noll and Vo, 1991) over UTF-16 units, with the mixing of MurmurHash3 (Appleby, 2011) behind it, since FNV leaves the high bits of short text idle.</remarks>
    public static ulong Of(ReadOnlySpan<char> text, ulong kind)
    {
        var hash = Offset ^ kind * Prime;
        foreach (var c in text) hash = (hash ^ c) * Prime;
        return Mix(hash);
    }

    /// <summary>One to one, and every bit depends on all.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;
        hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53;
        return hash ^ hash >> 33;
    }
}
