using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Drafts;

/// PUT /drafts/{key} from a script while somebody types, POST /drafts/{key} from the button "Save draft".
public static class KeepDraft
{
    public static async Task<IResult> Script(string key, Sent sent, Db db, Me me, TimeProvider clock)
    {
        await Keep(key, sent, db, me, clock);
        return Results.NoContent();
    }

    public static async Task<IResult> Button(string key, Sent sent, Db db, Me me, TimeProvider clock)
    {
        await Keep(key, sent, db, me, clock);
        return Go.To("/drafts");
    }

    static async Task Keep(string key, Sent sent, Db db, Me me, TimeProvider clock)
    {
        var member = me.Member.Id;
        if (!DraftKeys.IsKnown(key)) throw new NotFound();
        var fields = sent.All.Where(f => f.Key is not (Acts.Field or Sender.Field or "preview") && f.Key.Length <= 40).Take(20).ToDictionary();
        if (fields.Count == 0) throw new Refused("This draft could not be read.");
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.MemberId == member && d.Key == key);
        if (draft is null && await db.Drafts.CountAsync(d => d.MemberId == member) >= Draft.MostPerMember) throw new Refused("You keep {most} drafts already. Post or drop one first.", ("most", Draft.MostPerMember));
        if (draft is null) db.Add(draft = new Draft(db.NewId(), member, key));
        draft.Keep(fields, clock.GetUtcNow());
        await db.Save();
    }

    extension(Db db)
    {
        /// What was posted is no draft any more.
        internal void ForgetDraft(long member, string key) => db.Later(() => db.Drafts.Where(d => d.MemberId == member && d.Key == key).ExecuteDeleteAsync());
    }
}
