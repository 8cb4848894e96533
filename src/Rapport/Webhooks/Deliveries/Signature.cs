using System.Security.Cryptography;
using System.Text;

namespace Rapport.Webhooks.Deliveries;

/// Signs as the Standard Webhooks specification says (1.0.0, symmetric): HMAC-SHA256 over id, time and body.
public static class Signature
{
    const string Prefix = "whsec_";

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string Of(string secret, string id, DateTimeOffset at, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}.{body}")));
}
