namespace Rapport.Bench.Search;

/// A thousand searches as visitors would make them: 40 % two words of medium frequency, 20 % one of the fifty commonest words,
/// 20 % a common and a rare one, 10 % with an error of typing, 10 % one rare word.
static class QueryMix
{
    public static IEnumerable<(string Kind, string Text)> Of(Babble babble, Random random, int count = 1_000)
    {
        var (from, until, rare) = (babble.RankOf(0.01), babble.RankOf(0.0001), babble.RankOf(0.00008));
        string Medium() => babble.Word(random.Next(from, until));
        string Common() => babble.Word(random.Next(50));
        string Rare() => babble.Word(random.Next(rare, 200_000));

        for (var n = 0; n < count; n++)
            yield return (n % 10) switch
            {
                < 4 => ("two medium words", $"{Medium()} {Medium()}"),
                < 6 => ("one of the commonest", Common()),
                < 8 => ("common and rare", $"{Common()} {Rare()}"),
                8 => ("misspelt", $"{Misspelt(Medium(), random)} {Medium()}"),
                _ => ("rare", Rare()),
            };
    }

    static string Misspelt(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(2) == 0 ? word.Remove(at, 1) : word[..at] + "xq"[random.Next(2)] + word[(at + 1)..];
    }
}
