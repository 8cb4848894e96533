namespace Rapport.Bench.Search;

/// Text without meaning whose words are distributed as in real posts (Zipf); the same number always gives the same post.
sealed class Babble
{
    public const int Words = 200_000;
    public const int PostLength = 60;
    private readonly double[] cumulative = new double[Words];
    private readonly string[] vocabulary = new string[Words];

    public Babble()
    {
        var sum = 0.0;
        for (var rank = 0; rank < Words; rank++) cumulative[rank] = sum += 1 / (rank + 2.7);
        for (var rank = 0; rank < Words; rank++) (cumulative[rank], vocabulary[rank]) = (cumulative[rank] / sum, Spelled(rank));
    }

    public string Word(int rank) => vocabulary[rank];

    /// The share of posts that hold the word.
    public double Frequency(int rank) =>
        1 - Math.Pow(1 - (cumulative[rank] - (rank == 0 ? 0 : cumulative[rank - 1])), PostLength);

    /// The first rank whose word is no more frequent than this.
    public int RankOf(double frequency)
    {
        var rank = 0;
        while (rank < Words - 1 && Frequency(rank) > frequency) rank++;
        return rank;
    }

    public string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble());
        return vocabulary[Math.Min(found < 0 ? ~found : found, Words - 1)];
    }));

    /// Different ranks, different words; the commoner the shorter, as in languages.
    static string Spelled(int rank)
    {
        const string consonants = "bdfghjklmnprtvwzkm";
        const string vowels = "aeiou";
        var syllables = rank < 2_000 ? 2 : rank < 20_000 ? 3 : 4;
        var n = rank * 7_919L % 1_000_003;
        var word = new System.Text.StringBuilder();
        for (var s = 0; s < syllables; s++, n /= 80) word.Append(consonants[(int)(n % 80 / 5)]).Append(vowels[(int)(n % 5)]);
        // Ends on what no stemmer cuts.
        return word.Append("nkmp"[rank % 4]).Append(syllables == 2 ? "" : "o").ToString();
    }
}
