using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rapport.Feed.Notices;

namespace Rapport.Feed.Choices;

/// What the link in a mail is about: who got it, of which kind, in which topic.
public sealed record SwitchLink(string Token, long Member, NoticeKind Kind, long Topic);

/// Makes and reads the links that switch mails off. The token is sealed by the installation's own keys: nobody reads or forges one.
public sealed class SwitchLinks(IDataProtectionProvider protection)
{
    readonly IDataProtector seal = protection.CreateProtector("feed.switch-off");

    public string Path(long member, NoticeKind kind, long topic) => PathOf(seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{member}.{kind}.{topic}")));

    public static string PathOf(string token) => $"/mails/{token}/off";

    public SwitchLink? Read(string token)
    {
        try
        {
            return token.Length < 1_000 && seal.Unprotect(token).Split('.') is [var member, var kind, var topic]
                ? new(token, long.Parse(member, CultureInfo.InvariantCulture), Enum.Parse<NoticeKind>(kind), long.Parse(topic, CultureInfo.InvariantCulture)) : null;
        }
        catch (CryptographicException) { return null; }
    }
}
