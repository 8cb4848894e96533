using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Kernel.Web;

/// Signs and checks as the Standard Webhooks specification says (1.0.0, symmetric): HMAC-SHA256 over id, time and body.
public static class Signature
{
    const string Prefix = "whsec_", Version = "v1,";
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string Of(string secret, string id, DateTimeOffset at, string body) => Of(secret, id, at, Encoding.UTF8.GetBytes(body));

    static string Of(string secret, string id, DateTimeOffset at, byte[] body) =>
        Version + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}."), .. body]));

    /// Whether somebody who has the secret sent this within the last minutes, by the raw bytes.
    public static bool IsOf(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now)
    {
        if (headers["webhook-id"].FirstOrDefault() is not { } id || !secret.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!long.TryParse(headers["webhook-timestamp"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds) return false;
        var expected = Encoding.ASCII.GetBytes(Of(secret, id, DateTimeOffset.FromUnixTimeSeconds(seconds), body));
        return headers["webhook-signature"].ToString().Split(' ').Any(said => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), expected));
    }
}
