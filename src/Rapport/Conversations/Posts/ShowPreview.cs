using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// POST /preview with the field text: the HTML of words that are not posted yet.
public static class ShowPreview
{
    public static async Task<IResult> Handle(Sent sent, Db db, Me me, Locale locale) =>
        Results.Text(await Words.Preview(db, me, locale, sent["text"]), "text/html; charset=utf-8");
}
