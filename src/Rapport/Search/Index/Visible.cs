using Lucene.Net.Util;

namespace Rapport.Search.Index;

/// The documents of a segment that are alive and meant for one of the visitor's audiences.
/// Handed to the scorer, which thus never meets any other.
sealed class Visible(int[] audience, bool[] allowed, IBits? alive) : IBits
{
    public int Length => audience.Length;

    public bool Get(int index) => allowed[audience[index]] && (alive is null || alive.Get(index));

    /// Null means all of them.
    public static IBits? In(Columns columns, bool[] allowed, IBits? alive) =>
        Array.TrueForAll(columns.Audiences, a => allowed[a]) ? alive : new Visible(columns.Audience, allowed, alive);
}
