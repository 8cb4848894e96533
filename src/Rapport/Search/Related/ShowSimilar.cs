using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Members;
using Rapport.Search.Index;
using Rapport.Search.Results;

namespace Rapport.Search.Related;

/// GET /similar?title=&body=: topics that may answer a question while it is still being written.
public static class ShowSimilar
{
    public static async Task<IResult> Handle(string? title, string? body, SearchReader reader, Db db, Me me, Locale locale)
    {
        if (reader.Index is not { } index || string.IsNullOrWhiteSpace(title)) return TypedResults.NoContent();
        var hits = Similar.Handle(index, title, body, locale.Code, me.Eyes());
        var found = Named.Heard(await Named.Of(db, me, [.. hits.Select(h => (h.Kind, h.Id))]), me);
        return found.Count == 0 ? TypedResults.NoContent() : Page.Of<SimilarList>(new { Found = found });
    }
}
