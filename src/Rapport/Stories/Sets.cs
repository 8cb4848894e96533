using Rapport.Kernel.Database;

namespace Rapport.Stories;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Story> Stories => db.Set<Story>();
        public DbSet<StoryConsent> StoryConsents => db.Set<StoryConsent>();

        /// Those in force.
        public IQueryable<StoryConsent> ConsentsInForce => db.Set<StoryConsent>().Where(c => c.WithdrawnAt == null);
    }
}
