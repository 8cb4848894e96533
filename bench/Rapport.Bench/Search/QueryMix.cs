namespace Rapport.Bench.Search;

/// Searches as visitors would make them: 40 % two words of medium frequency, 20 % one of the fifty commonest words,
/// 20 % a common and a rare one, 10 % with an error of typing, 10 % one rare word.
static class QueryMix
{
    public static IEnumerable<(string Kind, string Text)> Of(Lexicon lexicon, Random random, int count = 1_000)
    {
        string One(IReadOnlyList<string> words) => words[random.Next(words.Count)];
        string Medium() => One(lexicon.Medium);

        for (var n = 0; n < count; n++)
            yield return (n % 10) switch
            {
                < 4 => ("two medium words", $"{Medium()} {Medium()}"),
                < 6 => ("one of the commonest", One(lexicon.Common)),
                < 8 => ("common and rare", $"{One(lexicon.Common)} {One(lexicon.Rare)}"),
                8 => ("misspelt", $"{Misspelt(Medium(), random)} {Medium()}"),
                _ => ("rare", One(lexicon.Rare)),
            };
    }

    static string Misspelt(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(2) == 0 ? word.Remove(at, 1) : word[..at] + "xq"[random.Next(2)] + word[(at + 1)..];
    }
}
