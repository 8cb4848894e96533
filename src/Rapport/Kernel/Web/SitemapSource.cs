using Rapport.Kernel.Database;

namespace Rapport.Kernel.Web;

/// Names the pages of one kind that search engines should know: those that anybody may see, and that say something. A module registers one for each kind.
public abstract class SitemapSource
{
    /// In the address of the sitemap: "topics".
    public abstract string Name { get; }

    public abstract IQueryable<SitemapPage> Pages(Db db);

    /// Whether Changed is filled in.
    public virtual bool KnowsChanges => false;

    /// The canonical path, without language.
    public abstract string PathOf(SitemapPage page);
}

/// A page by its id, with the readable part of its address, and when what it says last changed, where that is known.
public sealed class SitemapPage
{
    public long Id { get; init; }
    public string Slug { get; init; } = "";
    public DateTimeOffset? Changed { get; init; }
}
