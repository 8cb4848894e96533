using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

public sealed class MinHashTests
{
    /// Two sets of which so many members are in both, and so many in one of them alone.
    static (HashSet<ulong> One, HashSet<ulong> Other) Pair(int both, int one, int other, int seed)
    {
        var chance = new Random(seed);
        ulong Next() => (ulong)chance.NextInt64();
        var (common, left, right) = (Enumerable.Range(0, both).Select(_ => Next()).ToArray(), Enumerable.Range(0, one).Select(_ => Next()).ToArray(), Enumerable.Range(0, other).Select(_ => Next()).ToArray());
        return ([.. common, .. left], [.. common, .. right]);
    }

    [Fact]
    public void The_index_of_two_sets_is_as_counted_by_hand()
    {
        Assert.Equal(2.0 / 5, Shingles.Alike(new HashSet<ulong> { 1, 2, 3 }, new HashSet<ulong> { 2, 3, 4, 5 }));
        Assert.Equal(0, Shingles.Alike(new HashSet<ulong> { 1 }, new HashSet<ulong>()));
        Assert.Equal(1, Shingles.Alike(new HashSet<ulong>(), new HashSet<ulong>()));
    }

    /// "abcdefg" is abcde, bcdef, cdefg; the other shares two of its three.
    [Fact]
    public void A_text_is_the_runs_of_five_characters_in_it()
    {
        Assert.Equal(3, Shingles.Of("abcdefg").Count);
        Assert.Equal(0.5, Shingles.Alike(Shingles.Of("abcdefg"), Shingles.Of("bcdefgh")), 12);
        Assert.Single(Shingles.Of("abc"));
        Assert.Empty(Shingles.Of(" \u200b\u200d "));
    }

    [Fact]
    public void The_estimate_lies_within_its_error_and_favours_neither_side()
    {
        var (sum, squares, of) = (0.0, 0.0, 2_000);
        for (var n = 0; n < of; n++)
        {
            var (one, other) = Pair(5 + n % 60, n % 37, 1 + n % 41, n);
            var exact = Shingles.Alike(one, other);
            var off = (MinHash.Of(one)!.Alike(MinHash.Of(other)!) - exact) / MinHash.Error(exact);
            Assert.InRange(off, -5, 5);
            (sum, squares) = (sum + off, squares + off * off);
        }
        // Of that many, whose errors have the mean 0 and the variance 1.
        Assert.InRange(sum / of, -0.1, 0.1);
        Assert.InRange(squares / of, 0.85, 1.15);
    }

    [Fact]
    public void It_is_the_same_from_either_side_and_whole_for_oneself() =>
        Gen.Select(Gen.Int[1, 80], Gen.Int[0, 80], Gen.Int[0, 80], Gen.Int[0, 1_000_000]).Sample((both, left, right, seed) =>
        {
            var (one, other) = Pair(both, left, right, seed);
            var (a, b) = (MinHash.Of(one)!, MinHash.Of(other)!);
            return a.Alike(b) == b.Alike(a) && a.Alike(a) == 1 && MinHash.FromBytes(a.ToBytes()).Alike(b) == a.Alike(b) && a.Keys().SequenceEqual(MinHash.FromBytes(a.ToBytes()).Keys());
        });

    [Theory]
    [InlineData(30, 70)]
    [InlineData(55, 45)]
    [InlineData(70, 30)]
    [InlineData(85, 15)]
    public void Two_share_a_band_as_often_as_the_curve_says(int both, int apart)
    {
        var of = 1_000;
        var shared = Enumerable.Range(0, of).Count(n => Pair(both, apart / 2, apart - apart / 2, n) is var (one, other) && MinHash.Of(one)!.Keys().Intersect(MinHash.Of(other)!.Keys()).Any());
        var chance = MinHash.Chance(both / 100.0);
        Assert.InRange((double)shared / of, chance - 5 * Math.Sqrt(chance * (1 - chance) / of) - 0.001, chance + 5 * Math.Sqrt(chance * (1 - chance) / of) + 0.001);
    }

    [Fact]
    public void What_is_empty_is_like_nothing_and_what_was_not_stored_is_refused()
    {
        Assert.Null(MinHash.Of(""));
        Assert.Null(MinHash.Of("\u200b\u2060"));
        Assert.Throws<ArgumentException>(() => MinHash.FromBytes(new byte[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinHash.Error(1.1));
    }

    [Fact]
    public void Copies_come_together_and_strangers_stay_apart()
    {
        string[] texts = ["Buy our wonderful tablets now at tablets.example for 20 dollars", "My kettle leaks at the lid since yesterday evening", "Buy our wonderful tablets now at tablets.example for 35 dollars!", "", "", "The lid of my kettle was leaking, so I called the service"];

        Assert.Equal([0, 1, 0, 3, 4, 5], Clusters.Of([.. texts.Select(MinHash.Of)], 0.6));
    }

    [Fact]
    public void Whoever_writes_with_other_letters_writes_the_same()
    {
        Assert.Equal("free pills, call 0900", Folded.Of("ＦＲＥＥ  рi\u200bll\u0301s,\n call\t0900"));
        Assert.Equal("محمد", Folded.Of("مُحَمَّـد"));
        Assert.Equal("\ufffd", Folded.Of("\ud83d"));
        Assert.Equal(Folded.Longest + 1, Folded.Of(new string('x', 1_000_000)).Length);
    }
}
