using Microsoft.AspNetCore.Identity;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members.SignIn;

namespace Rapport.Members.Password;

/// Hashes passwords and checks them, by ASP.NET Core Identity's hasher. Long is what counts: any characters, pasted or typed.
sealed class Passwords(IPasswordHasher<Member> hasher, Db db)
{
    public const int Shortest = 10, Longest = 200;

    // Checked where an address is unknown, so that the answer takes as long.
    static string? nobodys;

    public string Hash(Member member, string? password, string field = "password")
    {
        if (password is not { Length: >= Shortest }) throw new Refused("Choose a password of at least {n} characters.", ("n", Shortest)) { Field = field };
        if (password.Length > Longest) throw new Refused("Choose a password of at most {n} characters.", ("n", Longest)) { Field = field };
        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < 4 || Said(member.Name) || Said(member.Handle) || plain == member.EmailKey || Common.Contains(plain))
            throw new Refused("This password is too easy to guess. Three unrelated words make a good one.") { Field = field };
        return hasher.HashPassword(member, password);

        bool Said(string known) => known.Length > 0 && plain == known.ToLowerInvariant();
    }

    static readonly HashSet<string> Common =
        ["1234567890", "0123456789", "12345678910", "qwertyuiop", "qwerty1234", "qwerty12345", "password12", "password123", "password1234", "passw0rd123", "iloveyou123", "letmein1234", "1q2w3e4r5t", "abcdefghij"];

    /// Whether the password is the member's. Counted before it is looked at; for an address that nobody has it costs the same and is never right.
    public async Task<bool> Check(Member? member, EmailAddress address, string? password)
    {
        await Tries.Count(db, address.Hash);
        var hash = member?.PasswordHash ?? (nobodys ??= hasher.HashPassword(null!, Guid.NewGuid().ToString()));
        var verdict = password is { Length: > 0 and <= Longest } ? hasher.VerifyHashedPassword(member!, hash, password) : PasswordVerificationResult.Failed;
        if (member?.PasswordHash is null || verdict == PasswordVerificationResult.Failed) return false;
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded) member.Rehash(hasher.HashPassword(member, password!));
        await Tries.Clear(db, address.Hash);
        return true;
    }

    /// Of somebody signed in, before what cannot be undone.
    public async Task Demand(Member member, string? password, string field = "currentPassword")
    {
        if (member.Email is null || !await Check(member, EmailAddress.Of(member.Email), password)) throw new Refused("That is not your password.") { Field = field };
    }
}
