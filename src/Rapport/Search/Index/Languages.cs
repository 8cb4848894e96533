using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.NGram;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Rapport.Search.Index;

/// The languages with an analysis of their own; every other is read by the plain one.
static class Languages
{
    public const string Plain = "xx";
    public static readonly string[] All = ["en", "ar", Plain];

    const LuceneVersion V = LuceneVersion.LUCENE_48;
    /// No honest post is longer; what follows is not indexed.
    const int MostTokens = 50_000;

    static readonly Dictionary<string, Analyzer> stems = All.ToDictionary(l => l, Stemming);

    /// Words as they are written: folded only, the same for every language. For typing errors and suggestions.
    public static readonly Analyzer Words = Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(V, reader);
        return Closed(source, Written(source));
    });

    /// The first letters of words, so that one or two typed letters need no look at every word that begins so.
    public static readonly Analyzer Beginnings = Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(V, reader);
        return Closed(source, new EdgeNGramTokenFilter(V, Written(source), 1, LongestBeginning));
    });

    public const int LongestBeginning = 3;

    public static string Of(string? code)
    {
        var two = code is { Length: >= 2 } ? code[..2].ToLowerInvariant() : "";
        return Array.IndexOf(All, two) >= 0 ? two : Plain;
    }

    /// Words as they are matched: folded, without stop words, stemmed.
    public static Analyzer Stems(string language) => stems[language];

    static Analyzer Stemming(string language) => Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(V, reader);
        return Closed(source, Kernel.Content.Stems.Stemmed(source, language));
    });

    static TokenStream Written(TokenStream source) =>
        new ArabicNormalizationFilter(Folded(new EnglishPossessiveFilter(V, source)));

    static TokenStream Folded(TokenStream words) => new ASCIIFoldingFilter(new LowerCaseFilter(V, words));
    static TokenStreamComponents Closed(Tokenizer source, TokenStream chain) => new(source, new LimitTokenCountFilter(chain, MostTokens));
}
