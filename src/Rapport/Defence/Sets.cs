using Rapport.Defence.Copies;
using Rapport.Defence.Learning;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Defence.Traces;
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
        public DbSet<Deed> Deeds => db.Set<Deed>();
        public DbSet<Praise> Praises => db.Set<Praise>();
        public DbSet<Finding> Findings => db.Set<Finding>();
        public DbSet<FindingPart> FindingParts => db.Set<FindingPart>();
        public DbSet<Trace> Traces => db.Set<Trace>();
    }
}
