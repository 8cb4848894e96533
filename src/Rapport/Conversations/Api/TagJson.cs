using System.ComponentModel;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Tags;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// A word that topics are found by.
public sealed record TagJson(long Id, int Version, string Name, int Topics, [property: Description("What it means, in a line.")] string? Summary, [property: Description("What it means, at length, as HTML.")] string? Html, string Url) : IEdition
{
    public static TagJson Example => new(1021, 2, "kettles", 14, "Kettles of every size.", null, "/tags/kettles");
}

/// What a tag means.
public sealed record TagChange(string? Summary, [property: Description("Markdown.")] string? Body)
{
    public static TagChange Example => new("Kettles of every size.", "Cleaning, boiling, *pouring*.");
}

static class TheTags
{
    public static async Task<Paged<TagJson>> List([AsParameters] Paging paging, Db db, Me me, Locale locale, [Description("A part of the name.")] string? q = null)
    {
        var tags = db.TagsCountedFor(me);
        var part = Tag.Clean(q is { Length: > 60 } ? q[..60] : q ?? "");
        if (part.Length > 0) tags = tags.Where(t => t.Tag.Name.Contains(part));
        if (paging.AfterId is { } after)
        {
            // Where the tag stands now: topics may have moved it since.
            var before = await db.TagsCountedFor(me).Where(t => t.Tag.Id == after).Select(t => new { t.Topics }).FirstOrDefaultAsync() ?? throw paging.Forged();
            tags = tags.Where(t => t.Topics < before.Topics || t.Topics == before.Topics && t.Tag.Id < after);
        }
        var rows = await tags.OrderByDescending(t => t.Topics).ThenByDescending(t => t.Tag.Id).Take(paging.Take).ToListAsync();
        var names = await Words.NamesIn(db, me, locale, rows.Select(t => t.Tag.Html).OfType<string>());
        return paging.Of(rows, t => $"{t.Tag.Id}", t => Of(t, names, locale));
    }

    public static async Task<TagJson> Show(string name, Db db, Me me, Locale locale) => await Of(db, me, locale, await db.TagsCountedFor(me).FirstOrDefaultAsync(t => t.Tag.Name == name) ?? throw new NotFound());

    public static async Task<Changed<TagJson>> Explain(string name, TagChange to, HttpContext context, Db db, Me me, Locale locale, Trust.Privileges privileges, Unseen.Gate gate)
    {
        if (await db.Tags.AsNoTracking().FirstOrDefaultAsync(t => t.Name == name) is { } now) context.DemandUnchanged(now);
        var tag = await ExplainTag.Explain(name, to.Summary, to.Body, db, me, privileges, gate);
        return new($"/tags/{Uri.EscapeDataString(tag.Name)}", await Of(db, me, locale, new() { Tag = tag, Topics = tag.Topics }));
    }

    static async Task<TagJson> Of(Db db, Me me, Locale locale, SeenTag tag) => Of(tag, await Words.NamesIn(db, me, locale, tag.Tag.Html is null ? [] : [tag.Tag.Html]), locale);

    static TagJson Of(SeenTag seen, Names names, Locale locale)
    {
        var tag = seen.Tag;
        return new(tag.Id, tag.Version, tag.Name, seen.Topics, tag.Summary, tag.Html is null ? null : Placeholders.Fill(tag.Html, names, locale.Prefix), tag.Path);
    }
}
