using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Members.Tokens;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// A token of this member's, as it was shown to them once. Without scopes it allows everything its owner may.
    public Task<string> Token(Member of, params string[] scopes) => TokenUntil(of, null, scopes);

    public Task<string> TokenUntil(Member of, DateTimeOffset? ends, params string[] scopes) => world.Query(async db =>
    {
        var (token, text) = Rapport.Members.Tokens.Token.For(db.NewId(), of, "For tests", scopes.Length > 0 ? scopes : [.. Rapport.Members.Tokens.Token.ScopesOf(of.Role)], null, db.Clock.GetUtcNow());
        db.Add(token);
        db.Entry(token).Property(t => t.EndsAt).CurrentValue = ends;
        await db.Save();
        return text;
    });
}
