using Rapport.Kernel.Database;
using Rapport.Reviews.Asking;
using Rapport.Reviews.Owners;

namespace Rapport.Reviews;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Review> Reviews => db.Set<Review>();
        public DbSet<ReviewPoint> ReviewPoints => db.Set<ReviewPoint>();
        public DbSet<ReviewAnswer> ReviewAnswers => db.Set<ReviewAnswer>();
        public DbSet<WillingOwner> WillingOwners => db.Set<WillingOwner>();
        public DbSet<OwnersQuestion> OwnersQuestions => db.Set<OwnersQuestion>();
        public DbSet<AskedOwner> AskedOwners => db.Set<AskedOwner>();
        public DbSet<ReviewRequest> ReviewRequests => db.Set<ReviewRequest>();
        public DbSet<RatedProduct> RatedProducts => db.Set<RatedProduct>();
        public DbSet<Aspect> Aspects => db.Set<Aspect>();
    }
}
