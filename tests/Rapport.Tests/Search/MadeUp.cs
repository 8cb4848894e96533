namespace Rapport.Tests.Search;

/// Words that nobody else uses and that no error of typing turns into one another.
static class MadeUp
{
    /// The word with another letter in the fourth place, whichever stands there.
    public static string Misspelt(string word) => word[..3] + (word[3] == 'x' ? 'z' : 'x') + word[4..];

    public static string Word() => "q" + string.Concat(Guid.NewGuid().ToByteArray().Take(9).Select(b => "bcdfghjklmnpqrtvwxz"[b % 19]));
}
