using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace Rapport.Kernel.Content;

/// The words of a text as they are compared: folded, without the words that say nothing alone, by their stems.
public static class Stems
{
    const LuceneVersion V = LuceneVersion.LUCENE_48;

    static readonly Dictionary<string, Analyzer> Known = new() { ["en"] = Stemming("en"), ["ar"] = Stemming("ar") };
    static readonly Analyzer Plain = Stemming("");

    /// In the order of the text; by a language that has no stems of its own the words as they are.
    public static IReadOnlyList<string> Of(string text, string language)
    {
        var found = new List<string>();
        using var stream = Known.GetValueOrDefault(language.Length >= 2 ? language[..2].ToLowerInvariant() : "", Plain).GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) found.Add(term.ToString());
        stream.End();
        return found;
    }

    static Analyzer Stemming(string language) => Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(V, reader);
        return new TokenStreamComponents(source, Stemmed(source, language));
    });

    /// The chain that every reading of words goes through, in the search as well.
    public static TokenStream Stemmed(TokenStream words, string language) => language switch
    {
        "en" => new PorterStemFilter(new StopFilter(V, Folded(new EnglishPossessiveFilter(V, words)), EnglishAnalyzer.DefaultStopSet)),
        "ar" => new ArabicStemFilter(new ArabicNormalizationFilter(new StopFilter(V, Folded(words), ArabicAnalyzer.DefaultStopSet))),
        _ => Folded(words),
    };

    static TokenStream Folded(TokenStream words) => new ASCIIFoldingFilter(new LowerCaseFilter(V, words));
}
