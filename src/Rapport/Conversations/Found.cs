using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Conversations;

/// Topics in public spaces.
sealed class TopicPages : SitemapSource
{
    public override string Name => "topics";
    public override IQueryable<SitemapPage> Pages(Db db) => db.Topics.Public().Select(t => new SitemapPage { Id = t.Id, Slug = t.Slug, Changed = t.LastActivityAt });
    public override bool KnowsChanges => true;
    public override string PathOf(SitemapPage page) => Topic.PathOf(page.Id, page.Slug);
}

/// Public spaces with something in them.
sealed class SpacePages : SitemapSource
{
    public override string Name => "spaces";
    public override IQueryable<SitemapPage> Pages(Db db) => db.Spaces.Where(s => s.Audience == Members.Audience.Public && s.Topics > 0).Select(s => new SitemapPage { Id = s.Id, Slug = s.Slug });
    public override string PathOf(SitemapPage page) => $"/spaces/{page.Slug}";
}

/// Tags of topics that anybody may see.
sealed class TagPages : SitemapSource
{
    public override string Name => "tags";
    public override IQueryable<SitemapPage> Pages(Db db) => db.Tags
        .Where(t => db.Set<TopicTag>().Any(x => x.TagId == t.Id && db.Set<Topic>().Any(p => p.Id == x.TopicId && p.Sight == Sight.Shown && p.Space.Audience == Members.Audience.Public)))
        .Select(t => new SitemapPage { Id = t.Id, Slug = t.Name });
    public override string PathOf(SitemapPage page) => Tag.PathOf(page.Slug);
}
