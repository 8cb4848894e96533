using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;

namespace Rapport.Conversations.Posts;

/// POST /preview with the field text: the HTML of words that are not posted yet.
public static class ShowPreview
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Locale locale)
    {
        var form = await context.Request.ReadFormAsync();
        return Results.Text(await Words.Preview(db, locale, form["text"]), "text/html; charset=utf-8");
    }
}
