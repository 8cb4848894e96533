using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Tokens;

/// A token as its owner and the administrators see it.
public sealed record TokenRow(long Id, string Name, string Tail, string Scopes, DateTimeOffset At, DateTimeOffset? EndsAt, DateTimeOffset? UsedAt, long Member, string Owner);

/// GET /settings/tokens: one's own. GET /admin/keys: everybody's that are in force.
static class ListTokens
{
    const int PerPage = 50;

    public static async Task<IResult> Handle(Db db, Me me) => Page.Of<TokensPage>(new { Tokens = await Of(db, me.Member.Id), me.Member });

    public static async Task<IResult> AtTheDesk(Db db, Me me, string? after = null)
    {
        me.RequireAdministrator();
        return Page.Of<KeysPage>(new { Keys = await Everybodys(db, Moment.Read(after)) });
    }

    public static Task<List<TokenRow>> Of(Db db, long member) => Rows(db, db.Tokens.Where(t => t.MemberId == member && t.RevokedAt == null)).ToListAsync();

    public static async Task<Kernel.Api.Paged<TokenRow>> Everybodys(Db db, Moment? after)
    {
        var rows = await Rows(db, db.Tokens.Where(t => t.RevokedAt == null).LatestFirst(t => t.At, after).Take(PerPage + 1)).ToListAsync();
        return new([.. rows.Take(PerPage)], rows.Count > PerPage ? new Moment(rows[PerPage - 1].At, rows[PerPage - 1].Id).ToString() : null);
    }

    public static IQueryable<TokenRow> Rows(Db db, IQueryable<Token> tokens) => tokens.AsNoTracking()
        .Join(db.Members, t => t.MemberId, m => m.Id, (t, m) => new { t, m }).OrderByDescending(x => x.t.At).ThenByDescending(x => x.t.Id)
        .Select(x => new TokenRow(x.t.Id, x.t.Name, x.t.Tail, x.t.Scopes, x.t.At, x.t.EndsAt, x.t.UsedAt, x.m.Id, x.m.Name));
}
