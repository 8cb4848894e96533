using Rapport.Kernel.Database;

namespace Rapport.Reviews;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Review> Reviews => db.Set<Review>();
        public DbSet<ReviewPoint> ReviewPoints => db.Set<ReviewPoint>();
        public DbSet<ReviewAnswer> ReviewAnswers => db.Set<ReviewAnswer>();
        public DbSet<Aspect> Aspects => db.Set<Aspect>();
    }
}
