using Rapport.Kernel;
using Rapport.Members;

namespace Rapport.Conversations;

/// Access is part of the query: what a visitor may not see is not found.
public static class Visibility
{
    extension(IQueryable<Space> spaces)
    {
        public IQueryable<Space> VisibleTo(Me me)
        {
            var audiences = me.Audiences;
            return me.SeesAll ? spaces : spaces.Where(s => audiences.Contains(s.Audience));
        }
    }

    extension(IQueryable<Topic> topics)
    {
        public IQueryable<Topic> VisibleTo(Me me)
        {
            var audiences = me.Audiences;
            return me.SeesAll ? topics.Where(t => t.Sight == Sight.Shown) : topics.Where(t => t.Sight == Sight.Shown && audiences.Contains(t.Space.Audience));
        }

        /// With what is held, hidden or removed, for whoever began it and for those who look after the place.
        public IQueryable<Topic> KnownTo(Me me)
        {
            var (audiences, id) = (me.Audiences, me.Id);
            return me.SeesAll ? topics : topics.Where(t => (t.Sight == Sight.Shown || id != null && t.AuthorId == id) && audiences.Contains(t.Space.Audience));
        }

        /// Without what was begun by whom this visitor muted. Who looks after the place still sees all of it, and the brand's own word is left out for nobody.
        public IQueryable<Topic> HeardBy(Me me)
        {
            var muted = me.KeptAway.Keys.ToList();
            return muted.Count == 0 || me.SeesAll ? topics : topics.Where(t => t.ByEmployee || t.AuthorId == null || !muted.Contains(t.AuthorId.Value));
        }

        /// Without reviews, which stand with their products.
        public IQueryable<Topic> Talk() => topics.Where(t => t.Kind != TopicKind.Review);

        /// For feeds and sitemaps, which know no visitor.
        public IQueryable<Topic> Public() => topics.Where(t => t.Sight == Sight.Shown && t.Space.Audience == Audience.Public);

        public async Task<Topic> Find(long id) => await topics.Include(t => t.Space).FirstOrDefaultAsync(t => t.Id == id) ?? throw new NotFound();
    }

    extension(IQueryable<Post> posts)
    {
        /// Without what was removed.
        public IQueryable<Post> VisibleTo(Me me)
        {
            var audiences = me.Audiences;
            posts = posts.Where(p => p.Sight == Sight.Shown && p.RemovedAt == null && p.Topic.Sight == Sight.Shown);
            return me.SeesAll ? posts : posts.Where(p => audiences.Contains(p.Topic.Space.Audience));
        }

        /// With what is held, hidden or removed, for its author and for those who look after the place.
        public IQueryable<Post> KnownTo(Me me)
        {
            var (audiences, id) = (me.Audiences, me.Id);
            return me.SeesAll ? posts : posts.Where(p => (p.Sight == Sight.Shown && p.RemovedAt == null || id != null && p.AuthorId == id)
                && (p.Topic.Sight == Sight.Shown || id != null && p.Topic.AuthorId == id) && audiences.Contains(p.Topic.Space.Audience));
        }

        /// With its topic and space, which most verbs need.
        public async Task<Post> Find(long id) => await posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
    }
}
