using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel.Api;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;
using Rapport.Search.Index;
using Rapport.Search.Results;

namespace Rapport.Search.Api;

/// Something that was found.
public sealed record HitJson(DocumentKind Kind, long Id, [property: Description("Its title or name as HTML, with what was looked for in `<mark>`.")] string Title, [property: Description("The words that say most about what was looked for, as HTML.")] string? Excerpt, string Url, [property: Description("You muted or blocked who wrote it.")] bool Muted = false)
{
    public static HitJson Example => new(DocumentKind.Topic, 1040, "How do I stop the <mark>drip</mark>?", "It <mark>drips</mark> since Tuesday.", "/topics/1040/how-do-i-stop-the-drip");
}

/// A page of what was found, the best first.
public sealed record FoundJson(IReadOnlyList<HitJson> Items, [property: Description("Give it as `after` to read on; null at the end.")] string? Next, int Total, [property: Description("What the words may have been meant to be.")] string? Corrected)
{
    public static FoundJson Example => new([HitJson.Example], null, 1, null);
}

/// Something by its name.
public sealed record NamedJson(DocumentKind Kind, long Id, string Name, string Url)
{
    public static NamedJson Example => new(DocumentKind.Product, 1077, "Egret kettle", "/products/1077/egret-kettle");

    internal static NamedJson Of(Named n) => new(n.Kind, n.Id, n.Name, n.Path);
}

static class TheSearch
{
    const int MostPages = 50;

    public static async Task<FoundJson> Find(SearchReader reader, HttpContext context, Db db, Me me, Locale locale, Kernel.Installation installation, TimeProvider clock,
        [Description("The words looked for.")] string q, [Description("`next` of the page before.")] string? after = null,
        [FromQuery, Description("product, topic, reply or member; may stand several times.")] string[]? kind = null, [FromQuery, Description("The id of a product; may stand several times.")] long[]? product = null,
        [FromQuery, Description("The id of a space; may stand several times.")] long[]? space = null, [FromQuery, Description("A tag; may stand several times.")] string[]? tag = null,
        [Description("Only solved questions, or only others.")] bool? solved = null, [Description("week, month or year.")] string? since = null, [Description("`newest` instead of the best first.")] string? order = null)
    {
        var page = after is null ? 1 : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 1 and <= MostPages ? number : throw ApiProblem.Field("after", "There is no page that begins here. Take `next` of the page before as it is.");
        var question = new Question(Question.Cut(Characters.Line(q)))
        {
            Kinds = [.. (kind ?? []).Select(k => Code.Read<DocumentKind>("kind", k)).Distinct()], Products = [.. (product ?? []).Distinct()], Spaces = [.. (space ?? []).Distinct()], Tags = [.. (tag ?? []).Select(Tags).Distinct()],
            Solved = solved, Since = since is null ? Since.Ever : Code.Read<Since>("since", since), Newest = order switch { null => false, "newest" => true, _ => throw Code.Wrong("order") }, Page = page,
        };
        var index = reader.Index ?? throw Away();
        var results = Index.Find.Handle(index, await ShowResults.Asked(question, db, me, clock));
        var found = await Found.Of(db, me, results.Hits, [], []);
        var next = results.Total > page * ShowResults.Size && page < MostPages ? $"{page + 1}" : null;
        return new([.. results.Hits.Select(h => Hit(h, found, results.Highlight, installation.Languages[0], me)).OfType<HitJson>()], next, results.Total, results.Corrected);
    }

    public static async Task<Paged<NamedJson>> Suggest(SearchReader reader, Db db, Me me, [Description("What is typed so far.")] string q)
    {
        var suggested = Index.Suggest.Handle(reader.Index ?? throw Away(), Characters.Clean(q.Length > 200 ? q[..200] : q), me.Eyes());
        return new([.. Named.Heard(await Named.Of(db, me, [.. suggested.Select(s => (s.Kind, s.Id))]), me).Select(NamedJson.Of)], null);
    }

    public static async Task<Paged<NamedJson>> Similar(SearchReader reader, Db db, Me me, Locale locale, string title, string? body = null)
    {
        var hits = Index.Similar.Handle(reader.Index ?? throw Away(), title, body, locale.Code, me.Eyes());
        return new([.. Named.Heard(await Named.Of(db, me, [.. hits.Select(h => (h.Kind, h.Id))]), me).Select(NamedJson.Of)], null);
    }

    /// Whatever the visitor may not see any more by now is left out.
    static HitJson? Hit(SearchHit hit, Found found, Highlight mark, string shop, Me me) => hit.Kind switch
    {
        DocumentKind.Product => !found.Products.TryGetValue(hit.Id, out var product) ? null : new(hit.Kind, hit.Id, mark.Whole(product.Name, shop), product.Description is { Length: > 0 } words ? mark.Best(words, shop) : null, product.Path),
        DocumentKind.Member => !found.Members.TryGetValue(hit.Id, out var member) ? null : new(hit.Kind, hit.Id, mark.Whole(member.Name, member.Language), member.Bio is { Length: > 0 } words ? mark.Best(words, member.Language) : null, $"/members/{hit.Id}"),
        _ => !found.Posts.TryGetValue(hit.Id, out var post) ? null : new(hit.Kind, hit.Id, mark.Whole(post.Title, post.Language), mark.Best(post.Text, post.PostLanguage), post.Path, !post.ByEmployee && me.Mutes(post.AuthorId)),
    };

    static string Tags(string said) => Characters.Line(said) is { Length: > 0 and <= 100 } tag ? tag : throw Code.Wrong("tag");

    static ApiProblem Away() => new(StatusCodes.Status503ServiceUnavailable, "away", "The search is being built anew. Try again in a moment.");
}
