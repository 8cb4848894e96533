using Rapport.Kernel.Database;

namespace Rapport.Governance;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Case> Cases => db.Set<Case>();
        public DbSet<Statement> Statements => db.Set<Statement>();
        public DbSet<OutsideNotice> OutsideNotices => db.Set<OutsideNotice>();
        public DbSet<Report> Reports => db.Set<Report>();
        public DbSet<Vouch> Vouches => db.Set<Vouch>();
        internal DbSet<Pace> Paces => db.Set<Pace>();
    }
}
