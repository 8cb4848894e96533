using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Tokens;

/// A token opens nothing any more: one's own, or for administrators anybody's.
static class RevokeToken
{
    public static async Task<IResult> Handle(long id, Db db, Me me)
    {
        var mine = me.Member.Id;
        await Revoke(db, db.Tokens.Where(t => t.MemberId == mine), id);
        return Go.To("/settings/tokens?saved=1");
    }

    public static async Task<IResult> AtTheDesk(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        await Revoke(db, db.Tokens, id);
        return Go.To("/admin/keys?saved=1");
    }

    public static async Task Revoke(Db db, IQueryable<Token> tokens, long id)
    {
        var token = await tokens.FirstOrDefaultAsync(t => t.Id == id && t.RevokedAt == null) ?? throw new NotFound();
        token.Revoke(db.Clock.GetUtcNow());
        db.Audit("token.revoked", token, token.Name);
        await db.Save();
    }
}
