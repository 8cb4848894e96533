using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Catalog.Categories;

/// Finds categories by their trail and grows the missing ones.
static class Tree
{
    public static async Task<Dictionary<string, Category>> Grow(Db db, IEnumerable<IReadOnlyList<string>> paths)
    {
        var wanted = paths.SelectMany(path => Enumerable.Range(1, path.Count).Select(n => path.Take(n).ToArray())).DistinctBy(TrailOf).ToList();
        var trails = wanted.Select(TrailOf).ToList();
        var known = await db.Set<Category>().Where(c => trails.Contains(c.Trail)).ToDictionaryAsync(c => c.Trail);
        var missing = wanted.Where(path => !known.ContainsKey(TrailOf(path))).OrderBy(path => path.Length).ToList();
        if (missing.Count == 0) return known;
        var slugs = missing.Select(path => Slug.Of(path[^1])).Distinct().ToList();
        var taken = (await db.Set<Category>().Where(c => slugs.Contains(c.Slug)).Select(c => c.Slug).ToListAsync()).ToHashSet();
        foreach (var path in missing)
        {
            var id = db.NewId();
            var slug = Slug.Of(path[^1]);
            if (!taken.Add(slug)) taken.Add(slug += "-" + id);
            var grown = new Category(id, path.Length == 1 ? null : known[TrailOf(path[..^1])], path[^1], slug);
            db.Add(grown);
            known[grown.Trail] = grown;
        }
        return known;
    }

    public static string TrailOf(IReadOnlyList<string> path) => string.Join(Category.Separator, path);
}
