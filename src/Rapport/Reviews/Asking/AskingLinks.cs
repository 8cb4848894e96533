using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel.Secrets;

namespace Rapport.Reviews.Asking;

/// Makes and reads the links in the mails. Each is signed by a key that follows from the installation's own; what it opens is in the database.
public sealed class AskingLinks(MasterKey master)
{
    const int MacBytes = 16, LongestToken = 200;
    readonly Lazy<byte[]> key = new(() => Convert.FromHexString(master.Derive("reviews.asking")));

    /// By which reviews of what was ordered are written.
    public string Review(long request) => Sign("review", request.ToString(CultureInfo.InvariantCulture));

    public long? ReadReview(string? token) => Read("review", token) is { } said && long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var request) ? request : null;

    /// By which an address is never asked again. It carries the address's hash, and so works whatever else was deleted.
    public string Off(string addressHash) => OffPath(Sign("off", Base64Url.EncodeToString(Convert.FromHexString(addressHash))));

    public static string OffPath(string token) => $"/reviews/asking/{token}/off";

    public string? ReadOff(string token) => Read("off", token) is { } said && Base64Url.IsValid(said) ? Convert.ToHexString(Base64Url.DecodeFromChars(said)) : null;

    string Sign(string purpose, string said) => $"{said}.{Base64Url.EncodeToString(Mac(purpose, said))}";

    string? Read(string purpose, string? token)
    {
        if (token is null or { Length: > LongestToken } || token.Split('.') is not [var said, var mac] || !Base64Url.IsValid(mac)) return null;
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(mac), Mac(purpose, said)) ? said : null;
    }

    byte[] Mac(string purpose, string said) => HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{purpose}:{said}"))[..MacBytes];
}
