using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.KeptForms;

namespace Rapport.Members.Legal;

/// Stops a member before an act while there is a version to agree to, keeps what they wrote, and goes on with it afterwards. Reading stays open.
static class AgreeFirst
{
    public static async Task<bool> Stops(HttpContext context, Me me, Db db)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<UnconfirmedMay>() is not null || endpoint.Metadata.GetMetadata<FromAnywhere>() is not null) return false;
        if ((await db.Asked(context.RequestServices.GetRequiredService<PageCache>())).Of(me.Member).Count == 0) return false;
        if (Refusals.WantsJson(context)) throw new Refused("Agree to the new terms first: open any page of the community.");
        var then = await Keeping.Keep(context);
        await db.Claim(then, me.Member.Id);
        await Go.To(Entry.With("/legal/agree", then)).ExecuteAsync(context);
        return true;
    }

    public static async Task<IResult> Show(Db db, Me me, PageCache cache, string? then = null)
    {
        var due = (await db.Asked(cache)).Of(me.Member);
        if (due.Count == 0) return Entry.Onward(then);
        var ids = due.Select(t => t.Id).ToList();
        var texts = await db.Set<LegalText>().AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync();
        return Page.Of<AgreePage>(new { Due = due, Texts = (IReadOnlyList<LegalText>)[.. due.Select(d => texts.First(t => t.Id == d.Id))], Then = then });
    }

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, PageCache cache)
    {
        var form = context.Request.Form;
        var due = (await db.Asked(cache)).Of(me.Member);
        if (due.Count > 0)
        {
            if (form["agreed"] != Asked.Key(due)) throw new Refused("These pages changed a moment ago. Read them again, then agree.");
            await db.Agree(await db.Mine(me), due);
            await db.Save();
        }
        return Entry.Onward(form["then"].FirstOrDefault());
    }
}
