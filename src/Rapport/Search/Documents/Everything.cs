using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Search.Index;

namespace Rapport.Search.Documents;

/// All that can be found, in batches, straight from the database: faster than hearing the whole log again.
static class Everything
{
    const int Batch = 1_000;

    public static async IAsyncEnumerable<IReadOnlyList<SearchDocument>> Of(Db db, string language)
    {
        await foreach (var ids in Ids(after => db.Set<Product>().Where(p => p.Id > after).OrderBy(p => p.Id).Select(p => p.Id))) yield return await ProductDocuments.Load(db, ids, language);
        await foreach (var ids in Ids(after => db.Set<Post>().Where(p => p.Id > after && p.Kind != PostKind.Comment).OrderBy(p => p.Id).Select(p => p.Id))) yield return await PostDocuments.Load(db, ids);
        await foreach (var ids in Ids(after => db.Set<Member>().Where(m => m.Id > after).OrderBy(m => m.Id).Select(m => m.Id))) yield return await MemberDocuments.Load(db, ids);
    }

    public static Task<string?> AudienceOf(Db db, long space) => db.Spaces.Where(s => s.Id == space).Select(s => (string?)s.Audience).FirstOrDefaultAsync();

    public static async Task<IReadOnlyList<long>> PostsIn(Db db, long space) =>
        await db.Posts.Where(p => p.Topic.SpaceId == space && p.Kind != PostKind.Comment).Select(p => p.Id).ToListAsync();

    static async IAsyncEnumerable<IReadOnlyList<long>> Ids(Func<long, IQueryable<long>> after)
    {
        for (var last = 0L; await after(last).Take(Batch).ToListAsync() is { Count: > 0 } ids; last = ids[^1]) yield return ids;
    }
}
