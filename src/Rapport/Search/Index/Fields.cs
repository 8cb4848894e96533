using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Rapport.Search.Index;

/// The index's fields, and how a document is written into them.
static class Fields
{
    /// Raise it when the fields, what stands in them or the analysis changes: an index of another number is built anew.
    public const string Version = "3";

    public const string Key = "key", Author = "author", Writer = "writer", Space = "space", Audience = "audience", Facet = "facet", Title = "title", TitleWords = "title_words", Beginnings = "beginnings", Words = "words";
    public const string Id = "id", Kind = "kind", Topic = "topic", Created = "created", Votes = "votes", Accepted = "accepted";

    /// Title and body: what matches. The title's own field only adds weight.
    public static string Text(string language) => "text_" + language;
    public static string Titles(string language) => "title_" + language;

    public static Term KeyOf(DocumentKind kind, long id) => new(Key, $"{(int)kind}:{id}");

    static readonly FieldType matching = Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, norms: true);
    static readonly FieldType weighing = Indexed(IndexOptions.DOCS_AND_FREQS, norms: true);
    static readonly FieldType listing = Indexed(IndexOptions.DOCS_ONLY, norms: false);

    public static Document Of(SearchDocument document)
    {
        var language = Languages.Of(document.Language);
        var title = Tokens.Clean(document.Title, 1_000);
        var text = title + "\n" + Tokens.Clean(document.Body, 1_000_000);
        var fields = new Document
        {
            new StringField(Key, KeyOf(document.Kind, document.Id).Text, Field.Store.NO),
            new Field(Text(language), text, matching),
            new Field(Words, text, listing),
            new SortedDocValuesField(Audience, new BytesRef(document.Audience)),
            new NumericDocValuesField(Id, document.Id),
            new NumericDocValuesField(Kind, (long)document.Kind),
            new NumericDocValuesField(Topic, document.Topic ?? 0),
            new NumericDocValuesField(Created, Moment.Of(document.Created)),
            new NumericDocValuesField(Votes, document.Votes),
            new NumericDocValuesField(Accepted, document.Accepted || document is { Kind: DocumentKind.Topic, Solved: true } ? 1 : 0),
        };
        if (title.Length > 0)
        {
            fields.Add(new Field(Titles(language), title, weighing));
            fields.Add(new Field(TitleWords, title, listing));
            fields.Add(new Field(Beginnings, title, listing));
            fields.Add(new StoredField(Title, title));
        }
        if (document.Author is { } author) fields.Add(new StringField(Author, author.ToString(), Field.Store.NO));
        foreach (var writer in document.Others.Append(document.Author ?? 0).Distinct()) fields.Add(new StringField(Writer, writer.ToString(), Field.Store.NO));
        if (document.Space is { } space) fields.Add(new StringField(Space, space.ToString(), Field.Store.NO));
        foreach (var value in FacetsOf(document).Distinct()) fields.Add(new SortedSetDocValuesField(Facet, new BytesRef(value)));
        return fields;
    }

    static IEnumerable<string> FacetsOf(SearchDocument document)
    {
        yield return Dimensions.Value(document.Kind);
        if (document.Space is { } space) yield return Dimensions.Value(Dimension.Space, space);
        if (document.Solved is { } solved) yield return Dimensions.Value(solved);
        foreach (var product in document.Products) yield return Dimensions.Value(Dimension.Product, product);
        foreach (var tag in document.Tags) yield return Dimensions.Value(tag);
    }

    static FieldType Indexed(IndexOptions options, bool norms)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = options, OmitNorms = !norms };
        type.Freeze();
        return type;
    }
}
