using System.Text.RegularExpressions;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// Between what is typed, what is kept and what is shown: names become ids on the way in and names again on the way out.
public static partial class Words
{
    const int MostMentions = 20;

    /// What was typed, in the language spoken there unless its letters are another's, with every @handle that belongs to somebody kept as an id.
    public static async Task<Content> Typed(Db db, string? text, string spoken, long? author = null)
    {
        var source = Characters.Clean(text is { Length: > Post.Longest + 1_000 } ? text[..(Post.Longest + 1_000)] : text ?? "");
        var language = Script.Language(source, spoken);
        // Who cannot be addressed by whoever says it stays a plain word.
        var apart = db.ApartFrom(author ?? db.Acting.Actor);
        var named = Kernel.Content.Mentions.Ids(source);
        if (named.Count > 0) source = Kernel.Content.Mentions.Show(source, await db.Set<Member>().Where(m => named.Contains(m.Id) && apart.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Handle));
        var handles = Kernel.Content.Mentions.Handles(source).Take(MostMentions).Select(h => h.ToLowerInvariant()).Distinct().ToList();
        if (handles.Count == 0) return Content.Markdown(source, language);
        var ids = await db.Set<Member>().Where(m => handles.Contains(m.Handle) && m.LeftAt == null && !apart.Contains(m.Id)).ToDictionaryAsync(m => m.Handle, m => m.Id);
        return Content.Markdown(Kernel.Content.Mentions.Store(source, ids), language);
    }

    /// What was kept, as somebody edits it.
    public static async Task<string> ToEdit(Db db, Content words)
    {
        var ids = Kernel.Content.Mentions.Ids(words.Source);
        if (ids.Count == 0) return words.Source;
        var handles = await db.Set<Member>().Where(m => ids.Contains(m.Id) && m.LeftAt == null).ToDictionaryAsync(m => m.Id, m => m.Handle);
        return Kernel.Content.Mentions.Show(words.Source, handles);
    }

    /// The HTML of a text that is not posted yet.
    public static async Task<string> Preview(Db db, Me me, Locale locale, string? text)
    {
        var html = Renderer.Render(await Typed(db, text, locale.Code)).Html;
        return Placeholders.Fill(html, await NamesIn(db, me, locale, [html]), locale.Prefix);
    }

    /// The names that these texts need: none asks nothing of the database. Who said what the reader may not see is not told.
    public static async Task<Names> NamesIn(Db db, Me me, Locale locale, IEnumerable<string> htmls)
    {
        HashSet<long> members = [], posts = [];
        foreach (var html in htmls)
            if (html.Contains("\"></a>", StringComparison.Ordinal))
                foreach (Match match in Empty().Matches(html)) (match.Groups[1].Value == "member" ? members : posts).Add(long.Parse(match.Groups[2].ValueSpan));
        var names = members.Count == 0 ? [] : await db.Set<Member>().Where(m => members.Contains(m.Id) && m.LeftAt == null).ToDictionaryAsync(m => m.Id, m => m.Name);
        var authors = posts.Count == 0 ? [] : await db.Posts.VisibleTo(me).Where(p => posts.Contains(p.Id))
            .Join(db.Set<Member>().Where(m => m.LeftAt == null), p => p.AuthorId, m => (long?)m.Id, (p, m) => new { p.Id, m.Name, By = m.Id }).ToListAsync();
        return new(names, authors.ToDictionary(p => p.Id, p => p.Name), locale.Say("somebody")) { Quoted = [.. authors.Select(p => p.By).Distinct()] };
    }

    [GeneratedRegex("""data-(member|post)="([0-9]{1,16})"></a>""")]
    private static partial Regex Empty();
}
