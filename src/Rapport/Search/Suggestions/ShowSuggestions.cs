using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;
using Rapport.Search.Index;
using Rapport.Search.Results;

namespace Rapport.Search.Suggestions;

/// GET /suggest?q=: what is being typed may become one of these; read again like hits, as options of the search box.
public static class ShowSuggestions
{
    public static async Task<IResult> Handle(string? q, SearchReader reader, Db db, Me me)
    {
        if (reader.Index is not { } index || string.IsNullOrWhiteSpace(q)) return TypedResults.NoContent();
        var typed = Characters.Clean(q.Length > 200 ? q[..200] : q);
        var suggested = Suggest.Handle(index, typed, me.Eyes());
        var found = Named.Heard(await Named.Of(db, me, [.. suggested.Select(s => (s.Kind, s.Id))]), me);
        return found.Count == 0 ? TypedResults.NoContent() : Page.Of<SuggestionList>(new { Found = found });
    }
}
