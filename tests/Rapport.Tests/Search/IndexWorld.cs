using Microsoft.Extensions.Time.Testing;
using Rapport.Search.Index;

namespace Rapport.Tests.Search;

/// A small index in a folder of its own, and the few words tests need to fill and ask it.
public abstract class IndexWorld : IDisposable
{
    protected static readonly DateTimeOffset Today = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly Access Anyone = Access.To("public");

    protected string Folder { get; } = Directory.CreateTempSubdirectory("rapport-search").FullName;
    protected SearchIndex Index { get; private set; }

    protected IndexWorld() => Index = Open();

    protected SearchIndex Open() => SearchIndex.Open(Folder, new FakeTimeProvider(Today));

    protected void Reopen()
    {
        Index.Dispose();
        Index = Open();
    }

    protected void Put(params SearchDocument[] documents)
    {
        Index.Put(documents);
        Index.Refresh();
    }

    protected static SearchDocument Topic(long id, string title, string body = "", string audience = "public", string language = "en") =>
        new(DocumentKind.Topic, id) { Title = title, Body = body, Audience = audience, Language = language, Created = Today.AddDays(-10) };

    protected SearchResults Find(string? text, Access? access = null, Func<SearchQuery, SearchQuery>? more = null)
    {
        var query = new SearchQuery(text) { Access = access ?? Anyone };
        return Rapport.Search.Index.Find.Handle(Index, more is null ? query : more(query));
    }

    protected long[] Ids(string? text, Access? access = null, Func<SearchQuery, SearchQuery>? more = null) =>
        [.. Find(text, access, more).Hits.Select(h => h.Id)];

    public void Dispose()
    {
        Index.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
