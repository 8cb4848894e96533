using Rapport.Kernel.Database;

namespace Rapport.Webhooks;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Webhook> Webhooks => db.Set<Webhook>();
        public DbSet<Delivery> Deliveries => db.Set<Delivery>();
        public DbSet<Attempt> Attempts => db.Set<Attempt>();
    }
}
