using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Drafts;

/// PUT /drafts/{key} from a script while somebody types, POST /drafts/{key} from the button "Save draft".
public static class KeepDraft
{
    public static async Task<IResult> Script(string key, HttpContext context, Db db, Me me, TimeProvider clock)
    {
        Dictionary<string, JsonElement> sent;
        try { sent = await context.Request.ReadFromJsonAsync<Dictionary<string, JsonElement>>() ?? []; }
        catch (JsonException) { throw new Refused("This draft could not be read."); }
        await Keep(key, sent.ToDictionary(f => f.Key, f => f.Value.ValueKind == JsonValueKind.String ? f.Value.GetString()! : f.Value.GetRawText()), db, me, clock);
        return Results.NoContent();
    }

    public static async Task<IResult> Button(string key, HttpContext context, Db db, Me me, TimeProvider clock)
    {
        await Keep(key, (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => string.Join(' ', f.Value.ToArray())), db, me, clock);
        return Go.To("/drafts");
    }

    static async Task Keep(string key, Dictionary<string, string> fields, Db db, Me me, TimeProvider clock)
    {
        var member = me.Member.Id;
        if (!DraftKeys.IsKnown(key)) throw new NotFound();
        fields = fields.Where(f => f.Key is not (Acts.Field or Sender.Field or "preview") && f.Key.Length <= 40).Take(20).ToDictionary();
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
