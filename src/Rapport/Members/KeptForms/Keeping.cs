using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;

namespace Rapport.Members.KeptForms;

/// What was being written survives signing in, signing up and confirming: kept at the door, claimed by who comes in, shown again on the page.
static class Keeping
{
    /// Keeps what the request carried; gives the page to come back to.
    public static async Task<string> Keep(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method)) return request.Path + request.QueryString;
        if (Sender.Of(context) is not { } from) return "/";
        var db = context.RequestServices.GetRequiredService<Db>();
        db.Forget();
        db.Acting.Key = null;
        var (form, then) = KeptForm.Of(request.Path, from, request.Form, db.Clock.GetUtcNow());
        db.Add(form);
        await db.Save();
        return then;
    }

    extension(Db db)
    {
        /// From now on what the address carries belongs to the member and to nobody else.
        public async Task Claim(string? then, long memberId)
        {
            if (KeptForm.TokenIn(then) is not { } token) return;
            var hash = KeptForm.Hash(token);
            await db.Transact(() => db.KeptForms.Where(f => f.Token == hash && f.MemberId == null).ExecuteUpdateAsync(s => s.SetProperty(f => f.MemberId, memberId)));
        }
    }

    /// Fills the form of the page under way, where its address carries a token of this member.
    public static async Task Restore(HttpContext context, Db db, long memberId)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Query[KeptForm.Parameter].FirstOrDefault() is not { } token) return;
        var state = context.RequestServices.GetRequiredService<FormState>();
        if (state.Action is not null) return;
        var (hash, since) = (KeptForm.Hash(token), db.Clock.GetUtcNow() - KeptForm.Life);
        var form = await db.KeptForms.AsNoTracking().FirstOrDefaultAsync(f => f.Token == hash && f.MemberId == memberId && f.At > since);
        if (form is null) return;
        state.Restore(form.Action, form.Read());
        if (form.IsPart) state.Warn(context.RequestServices.GetRequiredService<Locale>().Say("Pictures, files and very long texts could not be kept: choose or write them again before you send this."));
    }
}
