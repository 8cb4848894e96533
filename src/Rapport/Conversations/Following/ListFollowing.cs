using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Following;

/// GET /following: what I follow, so that I can stop.
public static class ListFollowing
{
    const int Most = 200;

    public sealed record Followed(string Kind, long Id, string Name, string Path, DateTimeOffset Since);

    public static async Task<IResult> Handle(Db db, Me me) => Page.Of<FollowingPage>(new { All = await Of(db, me) });

    public static async Task<IReadOnlyList<Followed>> Of(Db db, Me me)
    {
        var id = me.Member.Id;
        var mine = db.Follows.Where(f => f.MemberId == id);
        var topics = await mine.Where(f => f.Kind == Follow.Topic).Join(db.Topics.VisibleTo(me), f => f.SubjectId, t => t.Id, (f, t) => new { t.Id, t.Title, t.Slug, f.Since }).OrderByDescending(f => f.Since).Take(Most).ToListAsync();
        var spaces = await mine.Where(f => f.Kind == Follow.Space).Join(db.Spaces.VisibleTo(me), f => f.SubjectId, s => s.Id, (f, s) => new { s.Id, s.Name, s.Slug, f.Since }).ToListAsync();
        var tags = await mine.Where(f => f.Kind == Follow.Tag).Join(db.Tags, f => f.SubjectId, t => t.Id, (f, t) => new { t.Id, t.Name, f.Since }).Take(Most).ToListAsync();
        var products = await mine.Where(f => f.Kind == Follow.Product).Join(db.Set<Catalog.Product>(), f => f.SubjectId, p => p.Id, (f, p) => new { p.Id, p.Name, p.Slug, f.Since }).Take(Most).ToListAsync();
        var members = await mine.Where(f => f.Kind == Follow.Member).Join(db.Members.Where(m => m.LeftAt == null), f => f.SubjectId, m => m.Id, (f, m) => new { m.Id, m.Name, f.Since }).Take(Most).ToListAsync();
        return
        [
            .. spaces.Select(s => new Followed(Follow.Space, s.Id, s.Name, $"/spaces/{s.Slug}", s.Since)),
            .. tags.Select(t => new Followed(Follow.Tag, t.Id, "#" + t.Name, Tag.PathOf(t.Name), t.Since)),
            .. products.Select(p => new Followed(Follow.Product, p.Id, p.Name, $"/products/{p.Id}/{p.Slug}", p.Since)),
            .. members.Select(m => new Followed(Follow.Member, m.Id, m.Name, $"/members/{m.Id}", m.Since)),
            .. topics.Select(t => new Followed(Follow.Topic, t.Id, t.Title, Topic.PathOf(t.Id, t.Slug), t.Since)),
        ];
    }
}
