using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;

namespace Rapport.Customers.Shops;

public enum ShopKind { Shopify, WooCommerce, Own }

/// A shop that tells us of its orders, each message signed with a secret that only both know.
public sealed class Shop : Entity
{
    /// Shops go on signing with the old secret for a while after a change.
    static readonly TimeSpan OldSecretLasts = TimeSpan.FromHours(24);

    Shop() { }

    public Shop(long id, ShopKind kind, string name, string? address, DateTimeOffset now)
    {
        (Id, Kind, AddedAt) = (id, kind, now);
        Name = Characters.Line(name);
        if (Name.Length is 0 or > 60) throw new Refused("A name takes 1 to 60 characters.") { Field = "name" };
        Address = Where(kind, address);
    }

    public ShopKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// Where the shop itself is, for asking it what we missed: https://shop.example
    public string? Address { get; private set; }

    /// Wrapped by the master key.
    public byte[]? Secret { get; private set; }
    public byte[]? OldSecret { get; private set; }
    public DateTimeOffset? OldSecretUntil { get; private set; }

    /// What opens the shop's own interface: a token, or key and secret with a colon between them. Wrapped as well.
    public byte[]? Access { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }
    public DateTimeOffset? HeardAt { get; private set; }
    public DateTimeOffset? FailedAt { get; private set; }
    public string? Failure { get; private set; }

    /// Orders changed until then have been asked for.
    public DateTimeOffset? AskedUntil { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }

    /// What its orders are filed under.
    public string Source => $"shop:{Id}";
    public string Path => $"/admin/shops/{Id}";
    public string HookPath => $"/hooks/shops/{Id}";

    static string? Where(ShopKind kind, string? address)
    {
        var text = (address ?? "").Trim().TrimEnd('/');
        if (text.Length == 0) return null;
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        if (text.Length > 300 || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
            throw new Refused("Write the address of the shop in the form https://shop.example.com.") { Field = "address" };
        return kind == ShopKind.Shopify ? $"{uri.Scheme}://{uri.Authority}" : text;
    }

    public void UseSecret(string secret, MasterKey master, DateTimeOffset now)
    {
        secret = secret.Trim();
        if (secret.Length is < 8 or > 500) throw new Refused("A secret takes 8 to 500 characters. The shop shows it where the webhook is made.") { Field = "secret" };
        if (Secret is not null) (OldSecret, OldSecretUntil) = (Secret, now + OldSecretLasts);
        Secret = master.Wrap(Encoding.UTF8.GetBytes(secret));
    }

    public void UseAccess(string? access, MasterKey master) => Access = string.IsNullOrWhiteSpace(access) ? null : master.Wrap(Encoding.UTF8.GetBytes(access.Trim()));

    /// The secrets a message may be signed with now.
    internal IReadOnlyList<string> Secrets(MasterKey master, DateTimeOffset now)
    {
        var secrets = new List<string>();
        if (Secret is not null) secrets.Add(Encoding.UTF8.GetString(master.Unwrap(Secret)));
        if (OldSecret is not null && OldSecretUntil > now) secrets.Add(Encoding.UTF8.GetString(master.Unwrap(OldSecret)));
        return secrets;
    }

    internal string? Opens(MasterKey master) => Access is null ? null : Encoding.UTF8.GetString(master.Unwrap(Access));

    internal void Heard(DateTimeOffset now) => HeardAt = now;

    internal void Failed(string what, DateTimeOffset now) => (FailedAt, Failure) = (now, what.Length > 500 ? what[..500] : what);

    internal void Asked(DateTimeOffset until) => AskedUntil = until;

    public void Stop(DateTimeOffset now)
    {
        if (StoppedAt is not null) throw new Refused("This shop is not listened to any more.");
        (StoppedAt, Secret, OldSecret, Access) = (now, null, null, null);
    }
}

/// One message of a shop, and what became of it. Kept for a month.
public sealed class Delivery
{
    public long Id { get; init; }
    public long ShopId { get; init; }

    /// What the shop calls the message.
    public required string Key { get; init; }
    public required string Topic { get; init; }

    /// The number of the order it is about.
    public string? About { get; init; }
    public DateTimeOffset At { get; init; }
    public DeliveryOutcome Outcome { get; init; }

    /// Why it was not taken, or what is odd about it.
    public string? Reason { get; set; }
}

public enum DeliveryOutcome { Taken, Unchanged, Ignored, Refused }
