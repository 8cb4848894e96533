using System.Globalization;
using System.Text;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Stories.Usable;

/// A story that its author lets the brand show elsewhere, with the consent in force; or one for which it ended.
public sealed record UsableStory(StoryRow Story, StoryConsent Consent);

/// GET /admin/stories and the same as CSV: what may be shown elsewhere, for everybody who works here. POST sets what stories are asked.
static class UsableStories
{
    public const string Path = "/admin/stories";
    const int PerPage = 50, MostEnded = 20, MostRows = 100_000;

    public static async Task<IResult> Show(long? after, Db db, Me me)
    {
        me.RequireStaff();
        var rows = await Read(db, me, after, PerPage + 1);
        var since = db.Clock.GetUtcNow().AddDays(-90);
        var ended = await db.StoryConsents.AsNoTracking().Where(c => c.WithdrawnAt > since && !db.Set<StoryConsent>().Any(o => o.StoryId == c.StoryId && o.WithdrawnAt == null)).OrderByDescending(c => c.WithdrawnAt).Take(MostEnded).ToListAsync();
        return Page.Of<UsableStoriesPage>(new { Rows = (IReadOnlyList<UsableStory>)[.. rows.Take(PerPage)], Next = rows.Count > PerPage ? rows[PerPage - 1].Story.Id : (long?)null, Ended = (IReadOnlyList<StoryConsent>)ended });
    }

    public static async Task<IResult> Csv(HttpContext context, Db db, Me me, Installation installation, Locale locale)
    {
        me.RequireStaff();
        var text = new StringBuilder("id,address,title,author,employee,rewarded,products,consent,given_at,language\n");
        foreach (var (story, consent) in await Read(db, me, null, MostRows))
            text.AppendJoin(',', story.Id, installation.Address + locale.To(story.Path), Cell(story.Title), Cell(story.Author.Name ?? ""), story.ByEmployee ? "yes" : "no", story.Rewarded ? "yes" : "no", Cell(string.Join("; ", story.Products.Select(p => p.Name))), Cell(consent.Words),
                consent.GivenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), consent.Language).Append('\n');
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"stories-{db.Clock.GetUtcNow():yyyy-MM-dd}.csv");
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        var (form, to) = (context.Request.Form, settings.Of<StorySettings>());
        foreach (var language in installation.Languages) to = to.With(language, form[$"prompts-{language}"]);
        await settings.Change(db, to);
        return Go.To($"{Path}?saved=1");
    }

    /// What is in sight, and whose author agrees today.
    public static async Task<List<UsableStory>> Read(Db db, Me me, long? after, int most)
    {
        var topics = db.Topics.VisibleTo(me).Where(t => t.Kind == TopicKind.Story && db.Set<Post>().Any(p => p.Id == t.Id && p.RemovedAt == null) && db.Set<StoryConsent>().Any(c => c.StoryId == t.Id && c.WithdrawnAt == null));
        if (after is { } last) topics = topics.Where(t => t.Id < last);
        var rows = await db.Cards(topics.OrderByDescending(t => t.Id).Take(most));
        var ids = rows.ConvertAll(r => r.Id);
        var consents = await db.ConsentsInForce.AsNoTracking().Where(c => ids.Contains(c.StoryId)).ToDictionaryAsync(c => c.StoryId);
        return [.. rows.Where(r => consents.ContainsKey(r.Id)).Select(r => new UsableStory(r, consents[r.Id]))];
    }

    /// Nothing in it is read as a formula by a spreadsheet.
    static string Cell(string words)
    {
        var line = Characters.Line(words);
        return $"\"{(line is ['=' or '+' or '-' or '@', ..] ? "'" : "")}{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
