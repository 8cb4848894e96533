namespace Rapport.Statistics;

/// <summary>What one gave another: votes, say.</summary>
/// <param name="From">Who gave.</param>
/// <param name="To">Who got it; another than who gave.</param>
/// <param name="Count">How much, above 0.</param>
public readonly record struct Gift(long From, long To, int Count);

/// <summary>A group whose members give mostly to each other.</summary>
/// <param name="Members">In rising order.</param>
/// <param name="Inside">How much they give to each other.</param>
/// <param name="All">How much they give in all, at least as much.</param>
public sealed record MutualGroup(IReadOnlyList<long> Members, long Inside, long All)
{
    /// <summary>The share that stays among them, 0 to 1.</summary>
    public double Share => (double)Inside / All;
}

/// <summary>
/// The groups in which everybody gives mostly to others of the group who give to them too. It is the largest such set, taken apart into what hangs together:
/// whoever does not belong is left out until everybody who is left does, and the order in which this is done does not matter.
/// </summary>
/// <remarks>Source: generalized cores, Batagelj and Zaveršnik, arXiv cs/0202039 (2002); the property is monotone, since leaving somebody out only lessens what others give inside.</remarks>
public static class MutualCore
{
    /// <summary>Finds them.</summary>
    /// <param name="gifts">At most one for each pair and direction, in any order.</param>
    /// <param name="given">How much each gives in all, to whomever; who is not named gives what the gifts say.</param>
    /// <param name="least">The share of what somebody gives that has to stay inside, above 0 and at most 1.</param>
    /// <param name="partners">With how many others of the group each gives and takes, at least 1.</param>
    /// <param name="worth">How much each gives inside at least.</param>
    /// <returns>The largest first; of the same size the one with the lowest member first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IReadOnlyList<MutualGroup> Find(IReadOnlyCollection<Gift> gifts, IReadOnlyDictionary<long, long> given, double least = 0.6, int partners = 2, int worth = 5)
    {
        if (least is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(least), least, "A share lies above 0 and is at most 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(partners, 1);
        var counts = new Dictionary<(long, long), int>();
        foreach (var gift in gifts) if (gift.From != gift.To && gift.Count > 0) counts[(gift.From, gift.To)] = gift.Count;
        var around = new Dictionary<long, HashSet<long>>();
        foreach (var (from, to) in counts.Keys)
            if (counts.ContainsKey((to, from))) (around.TryGetValue(from, out var others) ? others : around[from] = []).Add(to);
        var inside = around.ToDictionary(m => m.Key, m => m.Value.Sum(o => (long)counts[(m.Key, o)]));
        var all = around.Keys.ToDictionary(m => m, m => Math.Max(inside[m], given.GetValueOrDefault(m)));

        bool Stays(long member) => around[member].Count >= partners && inside[member] >= worth && inside[member] >= least * all[member];
        var leaving = new Stack<long>(around.Keys.Where(m => !Stays(m)));
        while (leaving.TryPop(out var member))
        {
            if (!around.Remove(member, out var others)) continue;
            foreach (var other in others)
            {
                if (!around.TryGetValue(other, out var left)) continue;
                left.Remove(member);
                inside[other] -= counts[(other, member)];
                if (!Stays(other)) leaving.Push(other);
            }
        }
        return [.. Apart(around).Select(g => new MutualGroup([.. g.Order()], g.Sum(m => inside[m]), g.Sum(m => all[m]))).OrderByDescending(g => g.Members.Count).ThenBy(g => g.Members[0])];
    }

    static IEnumerable<List<long>> Apart(Dictionary<long, HashSet<long>> around)
    {
        var seen = new HashSet<long>();
        foreach (var first in around.Keys)
        {
            if (!seen.Add(first)) continue;
            var group = new List<long> { first };
            for (var n = 0; n < group.Count; n++) group.AddRange(around[group[n]].Where(seen.Add));
            yield return group;
        }
    }
}
