using Rapport.Kernel.Database;
using Rapport.Members.Exports;
using Rapport.Members.KeptForms;
using Rapport.Members.Tickets;

namespace Rapport.Members;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Member> Members => db.Set<Member>();
        internal DbSet<Ticket> Tickets => db.Set<Ticket>();
        internal DbSet<KeptForm> KeptForms => db.Set<KeptForm>();
        internal DbSet<Export> Exports => db.Set<Export>();
    }
}
