using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// Which documents stand in a space or hold somebody's words, whoever may see them: for the reader that keeps the index, not for visitors.
static class Belonging
{
    public static Term To(long space) => new(Fields.Space, space.ToString());

    extension(SearchIndex index)
    {
        /// The topics and replies with words of that member.
        public IReadOnlyList<long> WrittenBy(long member) => index.Read(searcher =>
            Documents(searcher, new(Fields.Writer, member.ToString())).Select(d => index.ColumnsOf(d.Reader).Ids[d.Number]).ToList());

        /// Whether something of the space is still kept for others than its audience.
        public bool Strays(long space, string audience) => index.Read(searcher =>
        {
            var expected = index.Audiences.Number(audience);
            return Documents(searcher, To(space)).Any(d => index.ColumnsOf(d.Reader).Audience[d.Number] != expected);
        });
    }

    static IEnumerable<(AtomicReader Reader, int Number)> Documents(IndexSearcher searcher, Term term)
    {
        foreach (var reader in searcher.TopReaderContext.Leaves.Select(l => l.AtomicReader))
        {
            if (reader.GetTermDocsEnum(term) is not { } documents) continue;
            while (documents.NextDoc() is var number and not DocIdSetIterator.NO_MORE_DOCS)
                if (reader.LiveDocs?.Get(number) != false) yield return (reader, number);
        }
    }
}
