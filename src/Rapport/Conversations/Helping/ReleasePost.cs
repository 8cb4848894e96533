using Rapport.Conversations.Posts;
using Rapport.Conversations.Unseen;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Helping;

/// Something that waits where the visitor helps.
public sealed record WaitingRow(long Case, Wait Wait, long Topic, string Title, string Html, string Language, string Space, string? Author, DateTimeOffset At)
{
    public static WaitingRow Example => new(1200, Wait.Link, 1043, "How do I stop the drip?", "<p dir=\"auto\">See this page.</p>", "en", "Kettles", "Ada", new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
}

/// GET /help/waiting: what waits for a link in the spaces where a member is trusted. POST /help/waiting/{case}: they publish it. What is to be hidden, moderators decide.
static class ReleasePost
{
    const int Most = 20;

    public static async Task<IResult> Show(Db db, Me me, Locale locale, Privileges privileges)
    {
        return Page.Of<WaitingPage>(new { Rows = await Read(db, me, locale, privileges) });
    }

    /// Whoever helps nowhere is not told that there is such a page.
    public static async Task<List<WaitingRow>> Read(Db db, Me me, Locale locale, Privileges privileges) =>
        await Spaces(db, me, privileges) is { Count: > 0 } spaces ? await Read(db, me, locale, spaces) : throw new NotFound();

    static async Task<IReadOnlyList<long>> Spaces(Db db, Me me, Privileges privileges)
    {
        var areas = me.Member.Role is Role.Moderator or Role.Administrator ? null : await privileges.Areas(me.Member, Privilege.Release);
        if (areas is { Count: 0 }) return [];
        var seen = await db.Spaces.VisibleTo(me).Where(s => s.Purpose == SpacePurpose.Talk).Select(s => s.Id).ToListAsync();
        return areas is null ? seen : seen.FindAll(areas.Contains);
    }

    static async Task<List<WaitingRow>> Read(Db db, Me me, Locale locale, IReadOnlyList<long> spaces)
    {
        var id = me.Id;
        var posts = db.Posts;
        var rows = await (from c in Waiting(db)
                          join p in posts on c.ThingId equals p.Id
                          where spaces.Contains(p.Topic.SpaceId) && p.AuthorId != id && p.RemovedAt == null && p.Sight == Sight.Held
                          join m in db.Members on p.AuthorId equals (long?)m.Id into authors
                          from m in authors.DefaultIfEmpty()
                          orderby c.OpenedAt, c.Id
                          select new WaitingRow(c.Id, c.Wait!.Value, p.TopicId, p.Topic.Title, p.Html, p.Language, p.Topic.Space.Name, m!.LeftAt == null ? m.Name : null, c.OpenedAt)).Take(Most).ToListAsync();
        var names = await Words.NamesIn(db, me, locale, rows.Select(r => r.Html));
        return rows.ConvertAll(r => r with { Html = Placeholders.Fill(r.Html, names, locale.Prefix) });
    }

    static IQueryable<Case> Waiting(Db db) => db.Cases.AsNoTracking().Where(c => c.DecidedAt == null && c.Kind == "post" && (c.Wait == Wait.Link || c.Wait == Wait.First));

    public static async Task<IResult> Handle(long id, Db db, Me me, Privileges privileges, GovernedPosts posts)
    {
        await Release(id, db, me, privileges, posts);
        return Go.To("/help/waiting?saved=1");
    }

    public static async Task Release(long id, Db db, Me me, Privileges privileges, GovernedPosts posts)
    {
        var spaces = await Spaces(db, me, privileges);
        var about = await db.Cases.FirstOrDefaultAsync(c => c.Id == id && c.Kind == "post") ?? throw new NotFound();
        if (!await db.Posts.AnyAsync(p => p.Id == about.ThingId && spaces.Contains(p.Topic.SpaceId))) throw new NotFound();
        await db.RefuseDecided(about);
        await db.Release(about, posts, me.Member);
    }
}
