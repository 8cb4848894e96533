using Rapport.Feed.Notices;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Feed.Choices;

/// POST /settings/notices: which kinds a member is told of, and where.
public static class ChooseNotices
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Me me)
    {
        var (member, form) = (me.Member.Id, await context.Request.ReadFormAsync());
        foreach (var kind in NoticeWords.Chosen)
            await db.Choose(member, kind, form["here"].Contains(kind.ToString()), form["mail"].Contains(kind.ToString()));
        if (form["silences"] == "end") db.Later(() => db.Silences.Where(s => s.MemberId == member).ExecuteDeleteAsync());
        await db.Save();
        return Go.To("/settings?saved=notices");
    }
}

static class Choosing
{
    extension(Db db)
    {
        /// Into what Save stores; what is null stays as it is.
        public async Task Choose(long member, NoticeKind kind, bool? here, bool? byMail)
        {
            var choice = await db.NoticeChoices.FindAsync(member, kind);
            if (choice is null) db.Add(new NoticeChoice(member, kind, here ?? true, byMail ?? true));
            else choice.Choose(here ?? choice.Here, byMail ?? choice.ByMail);
        }
    }
}
