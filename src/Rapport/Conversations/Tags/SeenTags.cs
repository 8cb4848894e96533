using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Tags;

/// A tag, and how many of the topics that a visitor may see carry it.
public sealed class SeenTag
{
    public required Tag Tag { get; init; }
    public int Topics { get; init; }
}

/// A tag is seen where a topic is that carries it: its name may tell what is talked about behind a door.
public static class SeenTags
{
    extension(Db db)
    {
        public IQueryable<Tag> TagsVisibleTo(Me me)
        {
            var topics = db.Topics.VisibleTo(me);
            return db.Tags.Where(t => db.Set<TopicTag>().Any(x => x.TagId == t.Id && topics.Any(p => p.Id == x.TopicId)));
        }

        /// Only what stands behind doors that are closed to this visitor is counted: mostly little, where there is any.
        public IQueryable<SeenTag> TagsCountedFor(Me me)
        {
            var tags = db.TagsVisibleTo(me).AsNoTracking();
            if (me.SeesAll) return tags.Select(t => new SeenTag { Tag = t, Topics = t.Topics });
            var audiences = me.Audiences;
            var behind = from s in db.Spaces.Where(s => !audiences.Contains(s.Audience))
                         join p in db.Topics on s.Id equals p.SpaceId
                         where p.Sight == Sight.Shown
                         join x in db.TopicTags on p.Id equals x.TopicId
                         group x by x.TagId into g
                         select new { g.Key, Topics = g.Count() };
            return from t in tags
                   join b in behind on t.Id equals b.Key into closed
                   from b in closed.DefaultIfEmpty()
                   select new SeenTag { Tag = t, Topics = t.Topics - ((int?)b!.Topics ?? 0) };
        }
    }
}
