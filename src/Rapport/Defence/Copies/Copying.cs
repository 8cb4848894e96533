using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Defence.Copies;

/// Nearly the same words, said before by the same or another member.
static class Copying
{
    /// Of how many days posts are compared, how alike two are that are nearly the same, and how many runs of characters a text has that says enough to be compared.
    public const int Days = 30, Fewest = 80;
    public const double Alike = 0.8;
    const int MostCompared = 200;

    /// Nothing where the text says too little: thanks and greetings are all alike.
    public static MinHash? Draw(string text) => Shingles.Of(text) is { Count: >= Fewest } runs ? MinHash.Of(runs) : null;

    extension(Db db)
    {
        /// How many posts of the last days say nearly the same, and how many other members wrote them.
        public async Task<(int Posts, int Members)> CopiesOf(string text, long post, long author)
        {
            if (Draw(text) is not { } drawn) return (0, 0);
            var (keys, since) = (drawn.Keys(), db.Clock.GetUtcNow().AddDays(-Days));
            var ids = await db.DrawingBands.Where(b => keys.Contains(b.Key) && b.PostId != post).Select(b => b.PostId).Distinct().Take(MostCompared).ToListAsync();
            if (ids.Count == 0) return (0, 0);
            var near = (await db.Drawings.AsNoTracking().Where(d => ids.Contains(d.PostId) && d.At > since).ToListAsync()).Where(d => MinHash.FromBytes(d.Bytes).Alike(drawn) >= Alike).ToList();
            return (near.Count, near.Where(d => d.AuthorId != author).Select(d => d.AuthorId).Distinct().Count());
        }

        public async Task<int> Undraw(IReadOnlyCollection<long> posts)
        {
            await db.DrawingBands.Where(b => posts.Contains(b.PostId)).ExecuteDeleteAsync();
            return await db.Drawings.Where(d => posts.Contains(d.PostId)).ExecuteDeleteAsync();
        }
    }
}
