using System.Buffers.Binary;
using System.IO.Compression;

namespace Rapport.Statistics;

/// <summary>
/// Tells unwanted text from wanted by what was decided before. A plane between the two (<see cref="LinearSvm"/>) over what a text has (<see cref="Features"/>),
/// with the probability that belongs to each distance from it (<see cref="Platt"/>) and a threshold over which hardly any wanted text lies.
/// What the plane costs, the probability and the threshold come from cross-validation: from scores of examples that the plane in question had not seen, nor any text nearly the same.
/// </summary>
/// <remarks>Source of the cross-validation: Stone, J. R. Stat. Soc. B 36 (1974). Texts that are nearly the same are kept in one part of it (<see cref="Clusters"/>), or copies would praise their own.</remarks>
public sealed class TextClassifier
{
    /// <summary>Of each class at least as many examples, or nothing is learned.</summary>
    public const int Fewest = 10;

    const int Folds = 5;
    const byte Version = 1;
    const double Copies = 0.6;
    static readonly double[] Costs = [1, 4];

    readonly sbyte[] weights;
    readonly float step;
    readonly double bias;
    readonly Platt curve;

    TextClassifier(sbyte[] weights, float step, double bias, Platt curve, double threshold, Trial trial) =>
        (this.weights, this.step, this.bias, this.curve, Threshold, Trial) = (weights, step, bias, curve, threshold, trial);

    /// <summary>What scores at least this is to be held. Never below 0, the plane itself.</summary>
    public double Threshold { get; }

    /// <summary>What cross-validation counted at this threshold.</summary>
    public Trial Trial { get; }

    /// <summary>Learns. The same examples in another order make the same classifier.</summary>
    /// <param name="examples">In any order; some thousand take a second or so.</param>
    /// <param name="mostHeld">The share of wanted text that may be held, 0 to 1. The threshold is the lowest at which cross-validation held at most half of this: a share that was measured is not yet one that is kept.</param>
    /// <returns>Nothing where there are fewer than <see cref="Fewest"/> of a class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share does not lie between 0 and 1.</exception>
    public static TextClassifier? Learn(IReadOnlyCollection<Example> examples, double mostHeld = 0.004)
    {
        if (mostHeld is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(mostHeld), mostHeld, "A share lies between 0 and 1.");
        if (examples.Count(e => e.Spam) < Fewest || examples.Count(e => !e.Spam) < Fewest) return null;
        var sorted = examples.OrderBy(e => e.Text, StringComparer.Ordinal).ThenBy(e => e.Spam).ToArray();
        var vectors = Array.ConvertAll(sorted, e => Features.Of(e.Text));
        var spam = Array.ConvertAll(sorted, e => e.Spam);
        var folds = Deal(sorted);
        var (scores, curve, cost) = Costs.Select(c => (Scores: Unseen(vectors, spam, folds, c), Cost: c)).Select(t => (t.Scores, Curve: Platt.Fit(t.Scores, spam), t.Cost))
            .MinBy(t => Loss(t.Curve, t.Scores, spam));
        var threshold = Lowest(scores, spam, mostHeld / 2);
        var held = Enumerable.Range(0, spam.Length).Where(n => scores[n] >= threshold).ToArray();
        var trial = new Trial(spam.Count(s => !s), held.Count(n => !spam[n]), spam.Count(s => s), held.Count(n => spam[n]));
        var plane = LinearSvm.Fit(vectors, spam, Features.Width, cost);
        var step = Math.Max(plane.Take(Features.Width).Max(Math.Abs), 1e-12) / sbyte.MaxValue;
        return new(Array.ConvertAll(plane[..Features.Width], w => (sbyte)Math.Round(w / step)), (float)step, plane[^1], curve, threshold, trial);
    }

    /// <summary>How far a text lies from the plane; above 0 on the side of the unwanted. A short text takes some ten microseconds.</summary>
    public double Score(string text)
    {
        var vector = Features.Of(text);
        var sum = 0L;
        foreach (var place in vector.Places) sum += weights[place];
        return sum * (double)step * vector.Value + bias;
    }

    /// <summary>How probable it is that a text of this score is unwanted, 0 to 1, where these are as frequent as they were among the examples.</summary>
    public double Probability(double score) => curve.Probability(score);

    /// <summary>The words that speak most for a text being unwanted, as they are folded, the strongest first.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<string> Telling(string text, int most) =>
        [.. Features.Named(text).Where(f => f.Of is not null).Distinct().GroupBy(f => f.Of!, (word, features) => (Word: word, Weight: features.Sum(f => (int)weights[f.Place])))
            .Where(w => w.Weight > 0 && w.Word.Any(char.IsLetterOrDigit)).OrderByDescending(w => w.Weight).ThenBy(w => w.Word, StringComparer.Ordinal).Take(most).Select(w => w.Word)];

    /// Which part of the cross-validation each example is in: the classes spread evenly, what is nearly the same together.
    static int[] Deal(Example[] sorted)
    {
        var clusters = Clusters.Of(Array.ConvertAll(sorted, e => MinHash.Of(e.Text)), Copies);
        var folds = new int[sorted.Length];
        var dealt = new int[2];
        for (var n = 0; n < sorted.Length; n++) folds[n] = clusters[n] == n ? dealt[sorted[n].Spam ? 1 : 0]++ % Folds : folds[clusters[n]];
        return folds;
    }

    static double[] Unseen(UnitVector[] vectors, bool[] spam, int[] folds, double cost)
    {
        var scores = new double[vectors.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = Enumerable.Range(0, vectors.Length).Where(n => folds[n] != fold).ToArray();
            if (others.Length == 0) continue;
            var plane = LinearSvm.Fit(Array.ConvertAll(others, n => vectors[n]), Array.ConvertAll(others, n => spam[n]), Features.Width, cost);
            for (var n = 0; n < vectors.Length; n++) if (folds[n] == fold) scores[n] = vectors[n].Times(plane) + plane[Features.Width];
        }
        return scores;
    }

    /// The mean of −log of the probability that was given to what was the case.
    static double Loss(Platt curve, double[] scores, bool[] spam) =>
        scores.Select((s, n) => -Math.Log(Math.Max(1e-15, spam[n] ? curve.Probability(s) : 1 - curve.Probability(s)))).Average();

    static double Lowest(double[] scores, bool[] spam, double most)
    {
        var honest = scores.Where((_, n) => !spam[n]).OrderDescending().ToArray();
        var first = honest[(int)Math.Min(honest.Length * most, honest.Length - 1)];
        return Math.Max(0, Math.BitIncrement(first));
    }

    /// <summary>To be stored: some hundred kilobytes.</summary>
    public byte[] ToBytes()
    {
        using var stored = new MemoryStream();
        stored.WriteByte(Version);
        Span<byte> head = stackalloc byte[Head];
        BinaryPrimitives.WriteDoubleLittleEndian(head, bias);
        BinaryPrimitives.WriteDoubleLittleEndian(head[8..], curve.A);
        BinaryPrimitives.WriteDoubleLittleEndian(head[16..], curve.B);
        BinaryPrimitives.WriteDoubleLittleEndian(head[24..], Threshold);
        BinaryPrimitives.WriteSingleLittleEndian(head[32..], step);
        BinaryPrimitives.WriteInt32LittleEndian(head[36..], Trial.Honest);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], Trial.Held);
        BinaryPrimitives.WriteInt32LittleEndian(head[44..], Trial.Spam);
        BinaryPrimitives.WriteInt32LittleEndian(head[48..], Trial.Caught);
        stored.Write(head);
        using (var small = new BrotliStream(stored, CompressionLevel.Optimal, leaveOpen: true)) small.Write(Array.ConvertAll(weights, w => (byte)w));
        return stored.ToArray();
    }

    const int Head = 52;

    /// <summary>As it was stored.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one, or those of another version.</exception>
    public static TextClassifier FromBytes(byte[] bytes)
    {
        if (bytes.Length <= Head + 1 || bytes[0] != Version) throw new InvalidDataException("This is not a classifier of this version.");
        var head = bytes.AsSpan(1, Head);
        var raw = new byte[Features.Width];
        using (var small = new BrotliStream(new MemoryStream(bytes, Head + 1, bytes.Length - Head - 1), CompressionMode.Decompress))
        {
            try { small.ReadExactly(raw); }
            catch (Exception e) when (e is EndOfStreamException or InvalidOperationException) { throw new InvalidDataException("The weights of this classifier are cut off or damaged.", e); }
        }
        int Whole(Span<byte> at) => BinaryPrimitives.ReadInt32LittleEndian(at);
        double Real(Span<byte> at) => BinaryPrimitives.ReadDoubleLittleEndian(at);
        return new(Array.ConvertAll(raw, w => (sbyte)w), BinaryPrimitives.ReadSingleLittleEndian(head[32..]), Real(head), new(Real(head[8..]), Real(head[16..])), Real(head[24..]),
            new(Whole(head[36..]), Whole(head[40..]), Whole(head[44..]), Whole(head[48..])));
    }
}
