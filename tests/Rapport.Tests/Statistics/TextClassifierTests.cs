using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

public sealed class TextClassifierTests
{
    static readonly string[] Offers = ["cheap pills", "free casino", "win money", "hot loans", "best replica", "easy profit", "كازينو مجاني", "ربح سريع"], Calls = ["click now", "call 0900 1234", "visit www.offer.example", "limited time", "order today", "اتصل الآن"],
        Things = ["my kettle", "the lid", "this blender", "a filter", "the handle", "our toaster", "الغلاية", "المقبض"], Sayings = ["leaks since monday", "works well again", "was repaired by the shop", "makes a strange noise", "has arrived", "تعمل جيدا"];

    static string Said(string[] what, string[] how, int n) => $"{what[n % what.Length]} {how[n / 3 % how.Length]} {how[n / 7 % how.Length]} {what[n / 5 % what.Length]} {n % 97}";

    static List<Example> Decided(int each) => [.. Enumerable.Range(0, each).SelectMany(n => new[] { new Example(Said(Offers, Calls, n), true), new Example(Said(Things, Sayings, n), false) })];

    [Fact]
    public void It_learns_what_was_decided_in_any_language()
    {
        var known = TextClassifier.Learn(Decided(300))!;

        foreach (var n in Enumerable.Range(1_000, 100))
        {
            Assert.True(known.Score(Said(Offers, Calls, n)) >= known.Threshold);
            Assert.True(known.Score(Said(Things, Sayings, n)) < known.Threshold);
        }
        Assert.Equal((300, 0, 300), (known.Trial.Honest, known.Trial.Held, known.Trial.Spam));
        Assert.True(known.Probability(known.Score("free casino, click now")) > 0.9);
        Assert.True(known.Probability(known.Score("my kettle leaks since monday")) < 0.1);
        Assert.True(known.Score("كازينو مجاني اتصل الآن") > known.Threshold);
    }

    [Fact]
    public void It_says_which_words_told_it()
    {
        var known = TextClassifier.Learn(Decided(300))!;

        Assert.Equal("casino", Assert.Single(known.Telling("My kettle has arrived, casino", 1)));
        Assert.Empty(known.Telling("", 3));
    }

    [Fact]
    public void Learned_in_another_order_it_is_the_same_to_the_byte()
    {
        var examples = Decided(120);
        var other = examples.OrderBy(e => e.Spam).ThenByDescending(e => e.Text, StringComparer.Ordinal).ToList();

        Assert.Equal(TextClassifier.Learn(examples)!.ToBytes(), TextClassifier.Learn(other)!.ToBytes());
    }

    [Fact]
    public void Stored_and_read_again_it_judges_alike()
    {
        var known = TextClassifier.Learn(Decided(80))!;
        var again = TextClassifier.FromBytes(known.ToBytes());

        Assert.Equal((known.Threshold, known.Trial, known.Probability(0.3)), (again.Threshold, again.Trial, again.Probability(0.3)));
        Gen.String.Sample(text => known.Score(text) == again.Score(text) && double.IsFinite(known.Score(text)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(500, 0)]
    [InlineData(0, 500)]
    [InlineData(TextClassifier.Fewest - 1, 500)]
    public void From_too_few_of_either_kind_nothing_is_learned(int spam, int honest) =>
        Assert.Null(TextClassifier.Learn([.. Enumerable.Range(0, spam).Select(n => new Example(Said(Offers, Calls, n), true)), .. Enumerable.Range(0, honest).Select(n => new Example(Said(Things, Sayings, n), false))]));

    [Fact]
    public void What_cannot_be_told_apart_is_held_no_more_often_than_allowed()
    {
        // The same words in both classes: whoever holds any of them holds honest ones.
        var examples = Enumerable.Range(0, 1_000).Select(n => new Example(Said(Things, Sayings, n / 2), n % 2 == 0)).ToList();
        var known = TextClassifier.Learn(examples)!;

        Assert.True(known.Trial.Held <= 0.002 * known.Trial.Honest);
        Assert.True(examples.Count(e => !e.Spam && known.Score(e.Text) >= known.Threshold) <= 0.004 * 500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u200b\u200d\u2060")]
    [InlineData("\ud83d")]
    [InlineData("\0\0\0")]
    public void Text_in_which_there_is_nothing_is_judged_by_its_shape(string text)
    {
        var known = TextClassifier.Learn([.. Decided(60), .. Enumerable.Range(0, 20).Select(n => new Example(text, n % 2 == 0))])!;

        Assert.True(double.IsFinite(known.Score(text)));
    }

    [Fact]
    public void A_megabyte_is_judged_by_its_ends()
    {
        var known = TextClassifier.Learn(Decided(100))!;

        Assert.True(double.IsFinite(known.Score(new string('a', 1 << 20))));
        Assert.True(double.IsFinite(known.Score(string.Concat(Enumerable.Repeat("👩‍👩‍👧 ", 100_000)))));
        Assert.Equal(known.Score(new string('x', 9_000)), known.Score(new string('x', 4_500) + new string('y', 1) + new string('x', 4_500)));
    }

    [Fact]
    public void Bytes_that_are_no_classifier_are_refused()
    {
        var bytes = TextClassifier.Learn(Decided(50))!.ToBytes();

        Assert.Throws<InvalidDataException>(() => TextClassifier.FromBytes([]));
        Assert.Throws<InvalidDataException>(() => TextClassifier.FromBytes([9, .. bytes[1..]]));
        Assert.Throws<InvalidDataException>(() => TextClassifier.FromBytes(bytes[..(bytes.Length / 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextClassifier.Learn(Decided(50), 2));
    }

    /// Four scores at −1, half of them of the class, and four at 1, all of it. Platt's targets for them are 7/8 and 1/4, whose means are 9/16 and 7/8; with two scores the curve goes through both.
    [Fact]
    public void The_probability_is_as_worked_out_by_hand()
    {
        var curve = Platt.Fit([-1, -1, -1, -1, 1, 1, 1, 1], [true, true, false, false, true, true, true, true]);

        Assert.Equal(9.0 / 16, curve.Probability(-1), 4);
        Assert.Equal(7.0 / 8, curve.Probability(1), 4);
        Assert.Equal(0.5, Platt.Fit([], []).Probability(3), 12);
        Assert.Throws<ArgumentException>(() => Platt.Fit([1], []));
    }

    /// Two examples, one with a mark and one without: w and b minimise ½(w² + b²) + (1 − w − b)² + (1 + b)², so that w = 2(1 − w − b) and b = w − 2(1 + b): w = 10/11, b = −4/11.
    [Fact]
    public void The_plane_is_as_worked_out_by_hand()
    {
        var plane = LinearSvm.Fit([new UnitVector([0]), new UnitVector([])], [true, false], 1, cost: 1);

        Assert.InRange(plane[0], 10.0 / 11 - 0.03, 10.0 / 11 + 0.03);
        Assert.InRange(plane[1], -4.0 / 11 - 0.03, -4.0 / 11 + 0.03);
        Assert.Throws<ArgumentException>(() => LinearSvm.Fit([], [], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearSvm.Fit([new UnitVector([0])], [true], 1, 0));
    }
}
