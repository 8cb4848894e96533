namespace Rapport.Tests.Search;

/// Words that nobody else uses and that no error of typing turns into one another.
static class MadeUp
{
    public static string Word() => "q" + string.Concat(Guid.NewGuid().ToByteArray().Take(9).Select(b => "bcdfghjklmnpqrtvwxz"[b % 19]));
}
