using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers;

/// Somebody who bought something. Who is also a member is told by an address that both confirmed and ordered with.
public sealed class Customer : Entity
{
    /// What a customer is called among the ids of other systems.
    internal const string Foreign = "customer";

    Customer() { }

    public Customer(long id, EmailAddress? address, string? name, DateTimeOffset now) =>
        (Id, Email, EmailKey, Name, SeenAt) = (id, address?.Text, address?.Key, name, now);

    public string? Email { get; private set; }

    /// The address as it is compared; unique.
    public string? EmailKey { get; private set; }
    public string? Name { get; private set; }

    /// The language they ordered in, by its two or three letters.
    public string? Language { get; private set; }

    /// The member who showed that the address is theirs.
    public long? MemberId { get; private set; }

    /// When we first heard of them.
    public DateTimeOffset SeenAt { get; private set; }

    /// When they wanted to be forgotten: whatever the shop tells again of what they had ordered until then names them no more.
    public DateTimeOffset? ForgottenAt { get; private set; }

    public void Belongs(Member member)
    {
        if (member.ConfirmedAt is not null && member.EmailKey == EmailKey) MemberId = member.Id;
    }

    /// Whether it was told that they are a member who bought something.
    public bool Bought { get; private set; }

    /// True where this is news.
    internal bool IsBuyer(bool bought)
    {
        if (MemberId is null || bought == Bought) return false;
        Bought = bought;
        return true;
    }

    public void Call(string? name) => Name = name ?? Name;

    public void Speak(string? language)
    {
        var code = (language ?? "").Split('-', '_')[0].ToLowerInvariant();
        if (code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower)) Language = code;
    }
}
