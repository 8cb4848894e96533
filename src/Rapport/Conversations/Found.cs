using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

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
    public override IQueryable<SitemapPage> Pages(Db db) => db.Spaces.Where(s => s.Audience == Audience.Public && s.Topics > 0).Select(s => new SitemapPage { Id = s.Id, Slug = s.Slug });
    public override string PathOf(SitemapPage page) => $"/spaces/{page.Slug}";
}

/// Tags of topics that anybody may see.
sealed class TagPages : SitemapSource
{
    public override string Name => "tags";
    public override IQueryable<SitemapPage> Pages(Db db) => db.Tags
        .Where(t => db.Set<TopicTag>().Any(x => x.TagId == t.Id && db.Set<Topic>().Any(p => p.Id == x.TopicId && p.Sight == Sight.Shown && p.Space.Audience == Audience.Public)))
        .Select(t => new SitemapPage { Id = t.Id, Slug = t.Name });
    public override string PathOf(SitemapPage page) => Tag.PathOf(page.Slug);
}

/// Members whose page says something by what they wrote for everybody; those who tell of themselves are named by Members.
sealed class WriterPages : SitemapSource
{
    public override string Name => "writers";

    /// The same asked of one member, for their page.
    public static Task<bool> Wrote(Db db, long member) =>
        db.Posts.AnyAsync(p => p.AuthorId == member && p.Sight == Sight.Shown && p.RemovedAt == null && p.Topic.Sight == Sight.Shown && p.Topic.Space.Audience == Audience.Public);

    public override IQueryable<SitemapPage> Pages(Db db) => db.Members
        .Where(m => m.LeftAt == null && (m.ConfirmedAt != null || m.SignedUpAt == null) && m.Bio == null && m.Role == Role.Member)
        .Where(m => db.Set<Post>().Any(p => p.AuthorId == m.Id && p.Sight == Sight.Shown && p.RemovedAt == null && p.Topic.Sight == Sight.Shown && p.Topic.Space.Audience == Audience.Public))
        .Select(m => new SitemapPage { Id = m.Id, Slug = m.Name });
    public override string PathOf(SitemapPage page) => $"/members/{page.Id}/{Slug.Of(page.Slug)}";
}
