using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Tokens;

namespace Rapport.Members.Api;

/// The token a request carries.
public sealed record TokenJson(string Name, IReadOnlyList<string> Scopes, [property: Description("Whom it acts for.")] long Member, DateTimeOffset CreatedAt, [property: Description("Null for one that does not end by itself.")] DateTimeOffset? EndsAt)
{
    public static TokenJson Example => new("Statistics", ["read"], 1031, new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), new(2026, 5, 30, 9, 30, 0, TimeSpan.Zero));
}

static class TheToken
{
    public static async Task<TokenJson> Show(HttpContext context, Db db)
    {
        var id = context.Features.Get<Caller>()!.Token;
        var token = await db.Tokens.AsNoTracking().FirstAsync(t => t.Id == id);
        return new(token.Name, token.Allows, token.MemberId, token.At, token.EndsAt);
    }

    public static async Task<Done> Revoke(HttpContext context, Db db)
    {
        await RevokeToken.Revoke(db, db.Tokens, context.Features.Get<Caller>()!.Token);
        return new();
    }
}
