using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Drafts;

/// PUT /drafts/{key} from a script while somebody types, POST /drafts/{key} from the button "Save draft".
public static class KeepDraft
{
    public static async Task<IResult> Script(string key, Sent sent, Db db, Me me)
    {
        await Keep(key, sent.All, db, me);
        return Results.NoContent();
    }

    public static async Task<IResult> Button(string key, Sent sent, Db db, Me me)
    {
        await Keep(key, sent.All, db, me);
        return Go.To("/drafts");
    }

    public static async Task<Draft> Keep(string key, IReadOnlyDictionary<string, string> said, Db db, Me me)
    {
        var member = me.Member.Id;
        if (!DraftKeys.IsKnown(key)) throw new NotFound();
        var fields = said.Where(f => f.Key is not (Acts.Field or Sender.Field or "preview") && f.Key.Length <= 40).Take(40).ToDictionary();
        if (fields.Count == 0) throw new Refused("This draft could not be read.");
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.MemberId == member && d.Key == key);
        if (draft is null && await db.Drafts.CountAsync(d => d.MemberId == member) >= Draft.MostPerMember) throw new Refused("You keep {most} drafts already. Post or drop one first.", ("most", Draft.MostPerMember));
        if (draft is null) db.Add(draft = new Draft(db.NewId(), member, key));
        draft.Keep(fields, db.Clock.GetUtcNow());
        await db.Save();
        return draft;
    }

    extension(Db db)
    {
        /// What was posted is no draft any more.
        internal void ForgetDraft(long member, string key) => db.Later(() => db.Drafts.Where(d => d.MemberId == member && d.Key == key).ExecuteDeleteAsync());
    }
}
