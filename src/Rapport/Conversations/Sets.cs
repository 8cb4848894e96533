using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Spaces;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Database;

namespace Rapport.Conversations;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Space> Spaces => db.Set<Space>();
        public DbSet<SpaceGuest> SpaceGuests => db.Set<SpaceGuest>();
        public DbSet<Topic> Topics => db.Set<Topic>();
        public DbSet<Post> Posts => db.Set<Post>();
        public DbSet<Vote> Votes => db.Set<Vote>();
        public DbSet<VoteTally> VoteTallies => db.Set<VoteTally>();
        public DbSet<Tag> Tags => db.Set<Tag>();
        public DbSet<TopicTag> TopicTags => db.Set<TopicTag>();
        public DbSet<TopicProduct> TopicProducts => db.Set<TopicProduct>();
        public DbSet<Follow> Follows => db.Set<Follow>();
        public DbSet<Mention> Mentions => db.Set<Mention>();
        public DbSet<TopicLink> TopicLinks => db.Set<TopicLink>();
        public DbSet<OldAddress> OldAddresses => db.Set<OldAddress>();
        internal DbSet<PlaceList> PlaceLists => db.Set<PlaceList>();
        internal DbSet<SlowTurn> SlowTurns => db.Set<SlowTurn>();
        internal DbSet<Draft> Drafts => db.Set<Draft>();
        internal DbSet<Revision> Revisions => db.Set<Revision>();
        internal DbSet<Removal> Removals => db.Set<Removal>();
        internal DbSet<TopicClosure> Closures => db.Set<TopicClosure>();
        internal DbSet<TopicPin> Pins => db.Set<TopicPin>();
    }
}
