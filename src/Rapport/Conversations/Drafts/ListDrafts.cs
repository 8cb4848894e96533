using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Drafts;

/// GET /drafts: what I began and did not post. POST /drafts/{key}/drop throws one away.
public static class ListDrafts
{
    public static async Task<IResult> Handle(Db db, Me me)
    {
        var id = me.Member.Id;
        var drafts = await db.Drafts.AsNoTracking().Where(d => d.MemberId == id).OrderByDescending(d => d.KeptAt).ToListAsync();
        return Page.Of<DraftsPage>(new { Drafts = drafts });
    }

    public static async Task<IResult> Drop(string key, Db db, Me me)
    {
        db.ForgetDraft(me.Member.Id, key);
        await db.Save();
        return Go.To("/drafts");
    }
}
