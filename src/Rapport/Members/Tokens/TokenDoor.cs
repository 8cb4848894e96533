using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members.Legal;
using Rapport.Kernel.Languages;
using Rapport.Members.Sessions;

namespace Rapport.Members.Tokens;

/// Knows the caller of the API by the token in the Authorization header, and by nothing else. Token and member are read every time,
/// so that what was revoked, ended or suspended opens nothing any more, on whichever node.
static class TokenDoor
{
    static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    public static async Task Run(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } header && context.Features.Get<Caller>() is null) await Recognise(context, header);
        await next(context);
    }

    static async Task Recognise(HttpContext context, string header)
    {
        var services = context.RequestServices;
        Speak(context, services.GetRequiredService<Installation>().Languages[0]);
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) throw ApiProblem.NoToken;
        var text = header["Bearer ".Length..].Trim();
        var (db, hash) = (services.GetRequiredService<Db>(), TokenText.Hash(text));
        var found = !TokenText.IsOne(text) ? null : await db.Tokens.AsNoTracking().Where(t => t.Hash == hash)
            .Join(db.Members.AsNoTracking(), t => t.MemberId, m => m.Id, (t, m) => new { Token = t, Member = m, KeepsAway = db.Set<Distance>().Any(d => d.MemberId == m.Id) }).FirstOrDefaultAsync();
        var now = db.Clock.GetUtcNow();
        if (found is not { Token.RevokedAt: null, Member: { } owner } || !owner.MaySignInAt(now)) throw Invalid("This token is unknown or revoked.");
        if (found.Token.EndsAt <= now) throw Invalid("This token has expired.");
        Speak(context, found.Member.Language);
        await Session.Become(context, found.Member, found.KeepsAway);
        context.Features.Set(new Caller(found.Token.Id, found.Member.Id, found.Token.Allows));
        if (!HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<UnconfirmedMay>() is null)
        {
            if ((await db.Asked(services.GetRequiredService<PageCache>())).Of(found.Member).Count > 0) throw new ApiProblem(403, "terms", "Agree to the new terms first: open any page of the community.");
            if (found.Member.IsUnconfirmed) throw new ApiProblem(403, "unconfirmed", "Confirm your e-mail address first: open the link we sent you.");
        }
        await Note(db, found.Token, now);
    }

    static ApiProblem Invalid(string words) => new(StatusCodes.Status401Unauthorized, "token-invalid", words);

    /// The language asked for, else this one.
    static void Speak(HttpContext context, string otherwise)
    {
        var locale = context.RequestServices.GetRequiredService<Locale>();
        var asked = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value!.Split('-')[0].ToLowerInvariant());
        locale.Use(asked.FirstOrDefault(locale.All.Contains) ?? (locale.All.Contains(otherwise) ? otherwise : locale.All[0]));
    }

    /// When it was last used, to the minute.
    static Task Note(Db db, Token token, DateTimeOffset now) => token.UsedAt > now - Beat ? Task.CompletedTask
        : db.Transact(() => db.Tokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.UsedAt, now)));
}
