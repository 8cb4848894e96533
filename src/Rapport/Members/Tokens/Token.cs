using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Members.Tokens;

/// A key by which a program acts in a member's name. Only the hash of it is kept; it was shown once.
public sealed class Token : Entity
{
    public const int LongestName = 60, MostPerMember = 50;

    Token() { }

    public long MemberId { get; private set; }
    public string Name { get; private set; } = "";
    public string Hash { get; private set; } = "";

    /// The last letters, by which its owner knows it again.
    public string Tail { get; private set; } = "";

    /// What it allows, with blanks between.
    public string Scopes { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// Null for one that does not end by itself.
    public DateTimeOffset? EndsAt { get; private set; }

    /// To the minute; see TokenDoor.
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public IReadOnlyList<string> Allows => Scopes.Split(' ');

    /// The scopes that somebody of this role may give away.
    public static IReadOnlyList<string> ScopesOf(Role role) => role switch
    {
        Role.Administrator => Scope.All,
        Role.Moderator => [Scope.Read, Scope.Write, Scope.Profile, Scope.Moderate],
        _ => [Scope.Read, Scope.Write, Scope.Profile],
    };

    /// A token and its text, which nobody can read again.
    public static (Token, string Text) For(long id, Member owner, string? name, IReadOnlyCollection<string> scopes, int? days, DateTimeOffset now)
    {
        var said = Characters.Line(name ?? "");
        if (said.Length is 0 or > LongestName) throw new Refused("Give it a name of up to {most} characters, such as what it is for.", ("most", LongestName)) { Field = "name" };
        var allowed = ScopesOf(owner.Role).Where(scopes.Contains).ToList();
        if (allowed.Count == 0 || allowed.Count < scopes.Distinct().Count()) throw new Refused("Choose what it may be used for.") { Field = "scopes" };
        if (days is not (null or 7 or 30 or 90 or 365)) throw new Refused("Choose when it ends.") { Field = "days" };
        var text = TokenText.Make();
        return (new Token { Id = id, MemberId = owner.Id, Name = said, Hash = TokenText.Hash(text), Tail = text[^4..], Scopes = string.Join(' ', allowed), At = now, EndsAt = days is { } n ? now.AddDays(n) : null }, text);
    }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
