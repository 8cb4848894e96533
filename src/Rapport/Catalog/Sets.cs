using Rapport.Kernel.Database;

namespace Rapport.Catalog;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Product> Products => db.Set<Product>();

        /// A category and those it lies in, by their ids from the top.
        public async Task<IReadOnlyList<long>> CategoriesAbove(long category) =>
            [.. (await db.Set<Categories.Category>().Where(c => c.Id == category).Select(c => c.Lineage).FirstOrDefaultAsync() ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];

        /// What categories are called, from the top: "Kitchen > Kettles".
        public Task<Dictionary<long, string>> CategoryTrails(IReadOnlyCollection<long> ids) => db.Set<Categories.Category>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Trail);

        /// The first so many of all, to choose from.
        public Task<List<string>> CategoryTrails(int most) => db.Set<Categories.Category>().OrderBy(c => c.Trail).Select(c => c.Trail).Take(most).ToListAsync();

        public Task<long?> CategoryAt(string trail) => db.Set<Categories.Category>().Where(c => c.Trail == trail).Select(c => (long?)c.Id).FirstOrDefaultAsync();

        public Task<bool> HasCategory(long id) => db.Set<Categories.Category>().AnyAsync(c => c.Id == id);
    }
}
