using Rapport.Kernel.Database;

namespace Rapport.Members;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Member> Members => db.Set<Member>();
    }
}
