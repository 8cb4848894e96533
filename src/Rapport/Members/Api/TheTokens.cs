using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Tokens;

namespace Rapport.Members.Api;

/// A token, by everything but its secret.
public sealed record TokenJson(long Id, string Name, [property: Description("Its last letters.")] string Tail, IReadOnlyList<string> Scopes, [property: Description("Whom it acts for.")] long Member, DateTimeOffset CreatedAt,
    [property: Description("Null for one that does not end by itself.")] DateTimeOffset? EndsAt, [property: Description("To the minute.")] DateTimeOffset? UsedAt)
{
    public static TokenJson Example => new(1090, "Statistics", "x7Qa", ["read"], 1031, new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), new(2026, 5, 30, 9, 30, 0, TimeSpan.Zero), new(2026, 3, 2, 7, 15, 0, TimeSpan.Zero));

    internal static TokenJson Of(TokenRow t) => new(t.Id, t.Name, t.Tail, t.Scopes.Split(' '), t.Member, t.At, t.EndsAt, t.UsedAt);
}

static class TheTokens
{
    public static async Task<TokenJson> Show(HttpContext context, Db db)
    {
        var id = This(context);
        return TokenJson.Of((await ListTokens.Rows(db, db.Tokens.Where(t => t.Id == id)).ToListAsync())[0]);
    }

    public static async Task<Paged<TokenJson>> Mine(Db db, Me me) => new((await ListTokens.Of(db, me.Member.Id)).ConvertAll(TokenJson.Of), null);

    public static async Task<Paged<TokenJson>> Everybodys([AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireAdministrator();
        return paging.Of(await ListTokens.Rows(db, db.Tokens.Where(t => t.RevokedAt == null).LatestFirst(t => t.At, paging.AfterMoment).Take(paging.Take)).ToListAsync(), t => Paging.Moment(t.At, t.Id), TokenJson.Of);
    }

    public static Task<Done> RevokeThis(HttpContext context, Db db) => Revoked(db, db.Tokens, This(context));

    public static Task<Done> RevokeMine(long id, Db db, Me me)
    {
        var mine = me.Member.Id;
        return Revoked(db, db.Tokens.Where(t => t.MemberId == mine), id);
    }

    public static Task<Done> Revoke(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return Revoked(db, db.Tokens, id);
    }

    static async Task<Done> Revoked(Db db, IQueryable<Token> tokens, long id)
    {
        await RevokeToken.Revoke(db, tokens, id);
        return new();
    }

    static long This(HttpContext context) => context.Features.Get<Caller>()!.Token;
}
