using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members.KeptForms;

namespace Rapport.Members;

/// Lets a member in and out: the session is a signed cookie that names the member and the stamp of their account.
public static class Entry
{
    public const string Scheme = AnonymousPages.SessionCookie;
    internal const string Stamp = "stamp", Key = "session";

    /// Opens a session. What the visitor was writing, where the address carries it, becomes the member's.
    public static async Task SignIn(HttpContext context, Member member, string? then = null)
    {
        await context.RequestServices.GetRequiredService<Db>().Claim(then, member.Id);
        await context.SignInAsync(Scheme, PrincipalOf(member), new AuthenticationProperties { IsPersistent = true });
    }

    /// What the session says: who it is, the stamp of their account, and a key by which this one session can be ended.
    public static ClaimsPrincipal PrincipalOf(Member member) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, member.Id.ToString(CultureInfo.InvariantCulture)), new(Stamp, member.Stamp), new(Key, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)))], Scheme));

    public static Task SignOut(HttpContext context) => context.SignOutAsync(Scheme);

    /// Where to go after signing in: what the visitor came for, or the start page.
    internal static IResult Onward(string? then) => Go.To(Go.IsLocal(then) && then!.Length <= 2000 ? then : "/");

    /// An address with the way back in it.
    internal static string With(string path, string? then) =>
        Go.IsLocal(then) && then != "/" ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}then={Uri.EscapeDataString(then!)}" : path;
}
