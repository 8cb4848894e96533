using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members.Tickets;

namespace Rapport.Members.Tokens;

/// GET and POST /settings/tokens, and the same for administrators at /admin/keys: a new token, shown this once.
static class MakeToken
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, Letters letters)
    {
        var text = await Make(context, db, await db.Mine(me), letters);
        return Secretly(context, Page.Of<TokensPage>(new { Tokens = await ListTokens.Of(db, me.Member.Id), me.Member, Made = text }));
    }

    public static async Task<IResult> AtTheDesk(HttpContext context, Db db, Me me, Letters letters)
    {
        me.RequireAdministrator();
        var text = await Make(context, db, await db.Mine(me), letters);
        return Secretly(context, Page.Of<KeysPage>(new { Keys = await ListTokens.Everybodys(db, null), Made = text }));
    }

    static async Task<string> Make(HttpContext context, Db db, Member owner, Letters letters)
    {
        var (form, id) = (context.Request.Form, owner.Id);
        if (await db.Tokens.CountAsync(t => t.MemberId == id && t.RevokedAt == null) >= Token.MostPerMember) throw new Refused("You have {most} keys already. Revoke one first.", ("most", Token.MostPerMember));
        var (token, text) = Token.For(db.NewId(), owner, form["name"], [.. form["scopes"].OfType<string>()], Days(form["days"]), db.Clock.GetUtcNow());
        db.Add(token);
        db.Audit("token.made", token, $"{token.Name}: {token.Scopes}");
        if (owner.Email is not null) await letters.TokenMade(owner, token.Name);
        await db.Save();
        return text;
    }

    static int? Days(string? said) => said == "never" ? null : int.TryParse(said, out var days) ? days : 0;

    static IResult Secretly(HttpContext context, PageResult page)
    {
        context.Response.OnStarting(() => { context.Response.Headers.CacheControl = "no-store"; return Task.CompletedTask; });
        return page;
    }
}
