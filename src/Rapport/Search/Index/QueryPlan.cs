using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// What was typed, as a query of the index; and the words it came to look for, to mark them.
sealed class QueryPlan
{
    const float TitleWeight = 0.35f;
    /// A word in more than a tenth of a large index is looked up only in documents that have a rarer one too:
    /// it ranks them, but adds none, which is both quicker and nearer to what was meant.
    const double CommonShare = 0.10;
    const int CommonFrom = 5_000;

    private readonly IndexReader reader;
    private readonly Dictionary<(string Language, string Term), float> terms = [];

    public Query Query { get; }
    public Highlight Highlight => new(terms);
    /// The text with likelier words in the place of those that nobody used.
    public string? Corrected { get; private set; }

    public QueryPlan(IndexReader reader, SearchQuery query, Scan scan)
    {
        this.reader = reader;
        var typed = TypedQuery.Of(query.Text);
        var words = Spelled(typed, new Spelling(reader, scan));
        var languages = Languages.All.Where(l => MultiFields.GetTerms(reader, Fields.Text(l)) is not null).ToList();

        var found = new BooleanQuery(disableCoord: true);
        foreach (var language in languages)
            if (Of(language, words, typed.Phrases) is { } one) found.Add(one, Occur.SHOULD);
        Query positive = found.Clauses.Count switch
        {
            1 => found.Clauses[0].Query,
            0 when words.Count + typed.Phrases.Count > 0 => StopWords(typed),
            0 when typed.Excluded.Count == 0 && !string.IsNullOrWhiteSpace(query.Text) => new BooleanQuery(),
            0 => new MatchAllDocsQuery(),
            _ => found,
        };

        var excluded = languages.SelectMany(l => typed.Excluded.Select(e => Phrase(l, e, mark: false))).OfType<Query>().ToList();
        if (excluded.Count == 0 && query.Author is null) { Query = positive; return; }
        var all = new BooleanQuery(disableCoord: true) { { positive, Occur.MUST } };
        foreach (var one in excluded) all.Add(one, Occur.MUST_NOT);
        if (query.Author is { } author)
            all.Add(new ConstantScoreQuery(new TermQuery(new Term(Fields.Author, author.ToString()))) { Boost = 0 }, Occur.MUST);
        Query = all;
    }

    /// The words typed, each with its neighbours where it may be misspelt.
    List<(string Word, float Weight)> Spelled(TypedQuery typed, Spelling spelling)
    {
        var (words, corrected, doubted) = (new List<(string, float)>(), new List<string>(), false);
        foreach (var word in typed.Words)
        {
            words.Add((word, 1));
            var better = word;
            if (Tokens.Of(Languages.Words, word) is [var token] && spelling.Doubts(token.Term, out var frequency))
            {
                var near = spelling.Of(token.Term, frequency);
                words.AddRange(near.Select(n => (n.Word, n.Weight)));
                if (near.Count > 0) (better, doubted) = (near[0].Word, true);
            }
            corrected.Add(better);
        }
        if (doubted) Corrected = string.Join(' ', [.. corrected, .. typed.Phrases.Select(p => $"\"{p}\""), .. typed.Excluded.Select(e => "-" + e)]);
        return words;
    }

    BooleanQuery? Of(string language, List<(string Word, float Weight)> words, IReadOnlyList<string> phrases)
    {
        var documents = MultiFields.GetTerms(reader, Fields.Text(language)).DocCount;
        var common = Math.Max(CommonFrom, documents * CommonShare);
        var (rare, frequent, must) = (new BooleanQuery(true), new BooleanQuery(true), new BooleanQuery(true));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (word, weight) in words)
            foreach (var token in Tokens.Of(Languages.Stems(language), word))
            {
                if (!seen.Add(token.Term)) continue;
                terms[(language, token.Term)] = 0;
                var text = new Term(Fields.Text(language), token.Term);
                var frequency = reader.DocFreq(text);
                if (frequency == 0) continue;
                terms[(language, token.Term)] = weight * (float)Math.Log(1 + (double)documents / frequency);
                var group = frequency > common ? frequent : rare;
                group.Add(new TermQuery(text) { Boost = weight }, Occur.SHOULD);
                group.Add(new TermQuery(new Term(Fields.Titles(language), token.Term)) { Boost = weight * TitleWeight }, Occur.SHOULD);
            }
        foreach (var phrase in phrases)
            if (Phrase(language, phrase, mark: true) is { } one) must.Add(one, Occur.MUST);

        if (must.Clauses.Count > 0)
        {
            foreach (var clause in rare.Clauses.Concat(frequent.Clauses)) must.Add(clause);
            return must;
        }
        if (rare.Clauses.Count == 0) return frequent.Clauses.Count == 0 ? null : frequent;
        if (frequent.Clauses.Count == 0) return rare;
        var both = new BooleanQuery(true) { { rare, Occur.MUST } };
        foreach (var clause in frequent.Clauses) both.Add(clause);
        return both;
    }

    Query? Phrase(string language, string text, bool mark)
    {
        var phrase = new PhraseQuery();
        var at = -1;
        foreach (var token in Tokens.Of(Languages.Stems(language), text).Take(32))
        {
            if (mark) terms[(language, token.Term)] = 1;
            phrase.Add(new Term(Fields.Text(language), token.Term), at += token.Step);
        }
        var parts = phrase.GetTerms();
        return parts.Length == 0 ? null : parts.Length == 1 ? new TermQuery(parts[0]) : phrase;
    }

    /// Nothing but words too common to be indexed, or none that is known: titles keep every word, so at least those can match.
    static BooleanQuery StopWords(TypedQuery typed)
    {
        var titles = new BooleanQuery(true);
        foreach (var part in typed.Words.Concat(typed.Phrases))
            foreach (var token in Tokens.Of(Languages.Words, part).Take(16))
                if (titles.Clauses.Count < 64) titles.Add(new TermQuery(new Term(Fields.TitleWords, token.Term)), Occur.MUST);
        return titles;
    }
}
