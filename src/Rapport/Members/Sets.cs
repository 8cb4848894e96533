using Rapport.Kernel.Database;
using Rapport.Members.Exports;
using Rapport.Members.KeptForms;
using Rapport.Members.Sessions;
using Rapport.Members.Tickets;
using Rapport.Members.Tokens;

namespace Rapport.Members;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Member> Members => db.Set<Member>();

        /// The visitor's own row, to be changed. Asked for outside the query: inside it the way to the sign-in page would be lost.
        internal Task<Member> Mine(Me me)
        {
            var id = me.Member.Id;
            return db.Members.FirstAsync(m => m.Id == id);
        }

        internal DbSet<Ticket> Tickets => db.Set<Ticket>();
        internal DbSet<KeptForm> KeptForms => db.Set<KeptForm>();
        internal DbSet<EndedSession> EndedSessions => db.Set<EndedSession>();
        internal DbSet<Token> Tokens => db.Set<Token>();
        internal DbSet<Export> Exports => db.Set<Export>();
    }
}
