using Rapport.Defence.Copies;
using Rapport.Defence.Learning;
using Rapport.Defence.Signals;
using Rapport.Kernel.Database;

namespace Rapport.Defence;

static class Sets
{
    extension(Db db)
    {
        public DbSet<Signal> Signals => db.Set<Signal>();
        public DbSet<StoredClassifier> Classifiers => db.Set<StoredClassifier>();
        public DbSet<Drawing> Drawings => db.Set<Drawing>();
        public DbSet<DrawingBand> DrawingBands => db.Set<DrawingBand>();
    }
}
