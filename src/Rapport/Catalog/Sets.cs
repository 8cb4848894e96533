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
    }
}
