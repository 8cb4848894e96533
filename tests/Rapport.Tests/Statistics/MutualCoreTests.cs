using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

public sealed class MutualCoreTests
{
    static List<Gift> Ring(int first, int size, int each) =>
        [.. from a in Enumerable.Range(first, size) from b in Enumerable.Range(first, size) where a != b select new Gift(a, b, each)];

    static Dictionary<long, long> Given(IEnumerable<Gift> gifts) => gifts.GroupBy(g => g.From).ToDictionary(g => g.Key, g => g.Sum(x => (long)x.Count));

    [Fact]
    public void Who_gives_mostly_to_each_other_is_a_group_and_whoever_they_bought_is_not()
    {
        // Five of a ring, each giving 3 to each other; an honest member who gives 1 to each of them and 40 to others; and strangers.
        List<Gift> gifts = [.. Ring(1, 5, 3), .. Enumerable.Range(1, 5).SelectMany(m => new[] { new Gift(50, m, 1), new Gift(m, 50, 1) }), .. Enumerable.Range(100, 40).Select(m => new Gift(50, m, 1))];

        var group = Assert.Single(MutualCore.Find(gifts, Given(gifts)));

        Assert.Equal([1, 2, 3, 4, 5], group.Members);
        Assert.Equal((60, 65), (group.Inside, group.All));
    }

    [Fact]
    public void Two_rings_are_two_groups_the_larger_first()
    {
        List<Gift> gifts = [.. Ring(1, 3, 4), .. Ring(10, 6, 2)];

        Assert.Equal([6, 3], MutualCore.Find(gifts, Given(gifts)).Select(g => g.Members.Count));
    }

    [Fact]
    public void Who_gives_enough_elsewhere_belongs_to_none()
    {
        var gifts = Ring(1, 4, 3);

        Assert.Single(MutualCore.Find(gifts, new Dictionary<long, long> { [1] = 15, [2] = 15, [3] = 15, [4] = 15 }));
        Assert.Empty(MutualCore.Find(gifts, new Dictionary<long, long> { [1] = 16, [2] = 16 }));
        Assert.Empty(MutualCore.Find(gifts, Given(gifts), worth: 10));
        Assert.Empty(MutualCore.Find([], new Dictionary<long, long>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => MutualCore.Find(gifts, Given(gifts), least: 0));
    }

    [Fact]
    public void One_way_praise_makes_no_group() => Assert.Empty(MutualCore.Find([.. Enumerable.Range(2, 30).Select(m => new Gift(m, 1, 9))], new Dictionary<long, long>()));

    [Fact]
    public void The_order_does_not_matter_and_every_member_fulfils_what_is_asked() =>
        Gen.Select(Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1, 4]).Array[0, 80], Gen.Int[0, 1_000]).Sample((drawn, seed) =>
        {
            var gifts = drawn.Where(d => d.Item1 != d.Item2).DistinctBy(d => (d.Item1, d.Item2)).Select(d => new Gift(d.Item1, d.Item2, d.Item3)).ToArray();
            var given = Given(gifts);
            var found = MutualCore.Find(gifts, given, 0.5, 2, 3);
            var other = gifts.ToArray();
            new Random(seed).Shuffle(other);
            var counts = gifts.ToDictionary(g => (g.From, g.To), g => g.Count);
            bool Belongs(long m, IReadOnlyList<long> members)
            {
                var partners = members.Where(o => counts.ContainsKey((m, o)) && counts.ContainsKey((o, m))).ToList();
                var inside = partners.Sum(o => counts[(m, o)]);
                return partners.Count >= 2 && inside >= 3 && inside >= 0.5 * given[m];
            }
            return found.SelectMany(g => g.Members).SequenceEqual(MutualCore.Find(other, given, 0.5, 2, 3).SelectMany(g => g.Members)) && found.All(g => g.Members.All(m => Belongs(m, g.Members)));
        });
}
