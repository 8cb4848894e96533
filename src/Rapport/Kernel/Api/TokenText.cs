using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Kernel.Api;

/// What a token looks like: a prefix that scanners for secrets know, 32 random letters and digits, and a checksum of six.
public static class TokenText
{
    public const string Prefix = "rapport_";
    const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const int Random = 32, Check = 6;

    public static string Make()
    {
        var random = RandomNumberGenerator.GetString(Letters, Random);
        return Prefix + random + Sum(random);
    }

    /// Whether it could be one: what is mistyped or made up is told without asking the database.
    public static bool IsOne(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + Random + Check && Sum(text[Prefix.Length..^Check]) == text[^Check..];

    /// What is stored of it.
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// The CRC-32 in base 62.
    static string Sum(string random)
    {
        var sum = Crc32.HashToUInt32(Encoding.ASCII.GetBytes(random));
        return string.Create(Check, sum, (text, left) =>
        {
            for (var at = text.Length - 1; at >= 0; at--, left /= 62) text[at] = Letters[(int)(left % 62)];
        });
    }
}
