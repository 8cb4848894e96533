using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Members;

/// Who keeps whom away. While somebody speaks for the brand, they are kept away by nobody and block nobody: what was said before rests.
public static class Distances
{
    static readonly Ready<Func<Db, long, IAsyncEnumerable<Distance>>> Kept = new(() => EF.CompileAsyncQuery((Db db, long member) =>
        db.Set<Distance>().AsNoTracking().Where(d => d.MemberId == member && db.Set<Member>().Any(m => m.Id == d.OtherId && m.Role == Role.Member && m.LeftAt == null))));

    extension(Db db)
    {
        internal DbSet<Distance> AllDistances => db.Set<Distance>();

        /// Whom a member keeps away, as it holds now.
        internal async Task<IReadOnlyList<Distance>> DistancesOf(long member)
        {
            var kept = new List<Distance>();
            await foreach (var distance in Kept.On(db)(db, member)) kept.Add(distance);
            return kept;
        }

        /// Who hears nothing of what one of these does.
        public IQueryable<long> DeafTo(params List<long?> doers) => db.Set<Distance>()
            .Where(d => doers.Contains(d.OtherId) && db.Set<Member>().Any(m => m.Id == d.OtherId && m.Role == Role.Member)).Select(d => d.MemberId);

        /// Who blocked this member.
        public IQueryable<long> BlockersOf(long? member) => db.Blocks().Where(d => d.OtherId == member).Select(d => d.MemberId);

        /// Whom this member cannot address: who blocked them, and whom they blocked.
        public IQueryable<long> ApartFrom(long? member) => db.Blocks().Where(d => d.OtherId == member || d.MemberId == member).Select(d => d.OtherId == member ? d.MemberId : d.OtherId);

        /// The first of these whom the member cannot address.
        public async Task<Apart?> ApartFrom(Member by, params List<long?> others)
        {
            var id = by.Id;
            return await db.Blocks().Where(d => d.OtherId == id && others.Contains(d.MemberId) || d.MemberId == id && others.Contains(d.OtherId))
                .Join(db.Members, d => d.OtherId == id ? d.MemberId : d.OtherId, m => m.Id, (d, m) => new { m.Id, m.Name, ByOneself = d.MemberId == id })
                .OrderByDescending(a => a.ByOneself).Select(a => new Apart(a.Id, a.Name, a.ByOneself)).FirstOrDefaultAsync();
        }

        IQueryable<Distance> Blocks() => db.Set<Distance>().Where(d => d.Kind == DistanceKind.Block
            && db.Set<Member>().Any(m => m.Id == d.OtherId && m.Role == Role.Member) && db.Set<Member>().Any(m => m.Id == d.MemberId && m.Role == Role.Member));
    }

    /// Said to whoever blocked somebody and addresses them all the same.
    public static void RefuseOwn(this Apart apart)
    {
        if (apart.ByOneself) throw new Refused("You have blocked {name}, so you do not answer each other. Lift the block first; it stands in your settings.", ("name", apart.Name));
    }
}
