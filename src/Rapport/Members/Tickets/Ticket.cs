using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Members.Tickets;

/// What a mailed code or link is good for.
public enum Purpose { SignIn, Confirm, Reset, Address, Leave, Invite }

/// A mailed code or link: one use, a short life, five tries. Only the hash of its secret is kept.
/// One without a member answers for an address that nobody has, so that the two cannot be told apart.
public sealed class Ticket : Entity
{
    public const int MostTries = 5;

    Ticket() { }

    public long? MemberId { get; private set; }
    public Purpose Purpose { get; private set; }
    public string Secret { get; private set; } = "";

    /// The address it was mailed to, hashed; how many went there lately is counted by it.
    public string AddressHash { get; private set; } = "";

    /// The address an account moves to.
    public string? Address { get; private set; }

    /// Where the visitor goes on afterwards, on whichever device.
    public string? Then { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// A ticket and its secret, which nobody can read again. Codes have six digits, links 128 bits.
    public static (Ticket, string Secret) For(long id, Purpose purpose, Member? member, EmailAddress address, string? then, DateTimeOffset now)
    {
        var secret = NewSecret(purpose);
        var life = purpose switch { Purpose.Confirm or Purpose.Invite => TimeSpan.FromDays(7), Purpose.Reset => TimeSpan.FromHours(1), Purpose.Address => TimeSpan.FromDays(1), _ => TimeSpan.FromMinutes(10) };
        return (new Ticket
        {
            Id = id, MemberId = member?.Id, Purpose = purpose, Secret = Hash(id, secret), AddressHash = address.Hash,
            Address = purpose == Purpose.Address ? address.Text : null, Then = then, At = now, EndsAt = now + life,
        }, secret);
    }

    /// Another secret in place of the one before.
    public string Renew()
    {
        var secret = NewSecret(Purpose);
        Secret = Hash(Id, secret);
        return secret;
    }

    static string NewSecret(Purpose purpose) => purpose is Purpose.SignIn or Purpose.Leave
        ? RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture) : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < EndsAt && Tries <= MostTries;

    /// Takes the ticket if the secret is right. Whoever asks has counted the try before.
    public bool Take(string secret, DateTimeOffset now)
    {
        if (!Is(secret) || !IsOpen(now)) return false;
        UsedAt = now;
        return MemberId is not null;
    }

    public bool Is(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(Id, secret)), Encoding.ASCII.GetBytes(Secret));

    static string Hash(long id, string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}:{secret.Trim()}")));
}
