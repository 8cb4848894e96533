using Rapport.Kernel.Database;

namespace Rapport.Reviews.Evidence;

static class AuthorRecords
{
    extension(Db db)
    {
        /// What these authors' reviews come to. What was written elsewhere is published here since it was brought here.
        public Task<Dictionary<long, AuthorRecord>> RecordsOf(IReadOnlyCollection<long> authors) =>
            db.Reviews.Where(r => authors.Contains(r.AuthorId!.Value) && r.State == ReviewState.Published).GroupBy(r => r.AuthorId!.Value)
                .Select(g => new { g.Key, Count = g.Count(), Since = g.Min(r => r.ImportedAt ?? r.CreatedAt), Helpful = g.Sum(r => r.Helpful) }).ToDictionaryAsync(g => g.Key, g => new AuthorRecord(g.Count, g.Since, g.Helpful));
    }
}
