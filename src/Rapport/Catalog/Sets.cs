using Rapport.Kernel.Database;

namespace Rapport.Catalog;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Product> Products => db.Set<Product>();
    }
}
