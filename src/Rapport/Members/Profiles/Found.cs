using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Members.Profiles;

/// Members whose page says more than a name; the others' pages ask not to be found.
sealed class MemberPages : SitemapSource
{
    public override string Name => "members";
    public override IQueryable<SitemapPage> Pages(Db db) => db.Members
        .Where(m => m.LeftAt == null && (m.ConfirmedAt != null || m.SignedUpAt == null) && (m.Bio != null || m.Role != Role.Member)).Select(m => new SitemapPage { Id = m.Id, Slug = m.Name });
    public override string PathOf(SitemapPage page) => $"/members/{page.Id}/{Slug.Of(page.Slug)}";
}
