using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel.Secrets;

namespace Rapport.Governance;

/// Links by which whom a decision concerns reads it without signing in: who is suspended cannot. Each is signed by a key that follows from the installation's own.
public sealed class DecisionLinks(MasterKey master)
{
    const int MacBytes = 16;
    readonly Lazy<byte[]> key = new(() => Convert.FromHexString(master.Derive("governance.decisions")));

    public string Path(long statement) => $"/decisions/{statement}?key={Key("decision", statement)}";

    public bool Opens(long statement, string? said) => Is("decision", statement, said);

    public string NoticePath(long notice) => $"/notice/{notice}?key={Key("notice", notice)}";

    /// Whatever suspends a member now: it may be written down a moment after the mail.
    public string SuspensionPath(long member) => $"/suspensions/{member}?key={Key("suspension", member)}";

    public bool OpensSuspension(long member, string? said) => Is("suspension", member, said);

    public string Key(string purpose, long id) => Base64Url.EncodeToString(Mac(purpose, id));

    public bool Is(string purpose, long id, string? said) => said is { Length: > 0 and < 100 } && Base64Url.IsValid(said) && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(said), Mac(purpose, id));

    byte[] Mac(string purpose, long id) => HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}:{id}")))[..MacBytes];
}
