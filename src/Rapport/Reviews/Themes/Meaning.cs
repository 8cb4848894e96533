using Rapport.Kernel.Content;

namespace Rapport.Reviews.Themes;

/// What a side is about, as stems. "Not loud" is not about the same as "loud", and "good" alone names nothing.
static class Meaning
{
    const string Negated = "not:";

    // As they are written; compared by their stems.
    static readonly Dictionary<string, (string Not, string Judging)> Words = new()
    {
        ["en"] = ("no not never without isn't doesn't don't can't won't lacks lacking hardly", "good great nice bad poor very really quite excellent perfect best better worse worst love loves like likes well super awesome ok okay thing product bit lot too so more most much only just enough everything everyone anything nothing something every each all any some other another first last next same such own now then than here there when where while until since still even already again always often ever before after under over into from back many little few i my me you your we our has have had does do did"),
        ["ar"] = ("لا ليس ليست غير بدون لم لن", "جيد جيدة ممتاز ممتازة رائع رائعة جميل جميلة سيئ سيئة جدا المنتج"),
    };

    static readonly Dictionary<string, (HashSet<string> Not, HashSet<string> Judging)> Known = Words.ToDictionary(w => w.Key, w => (w.Value.Not.Split(' ').ToHashSet(), Stemmed(w.Value.Judging, w.Key)));

    public static IReadOnlySet<string> Of(string text, string language)
    {
        var two = language.Length >= 2 ? language[..2].ToLowerInvariant() : "";
        var stems = Stems.Of(text, language).ToHashSet();
        if (!Known.TryGetValue(two, out var words)) return stems.Select(s => $"{two}:{s}").ToHashSet();
        var naming = stems.Except(words.Judging).ToHashSet();
        // What only judges ("very good") is put with its like.
        if (naming.Count == 0) naming = stems;
        var negated = text.ToLowerInvariant().Replace('’', '\'').Split([' ', ',', '.', ';', '!', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Any(words.Not.Contains);
        return naming.Select(s => $"{two}:{(negated ? Negated : "")}{s}").ToHashSet();
    }

    static HashSet<string> Stemmed(string words, string language) => [.. Stems.Of(words, language)];
}
