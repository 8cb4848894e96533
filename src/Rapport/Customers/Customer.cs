using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers;

/// Somebody who bought something. Who is also a member is told by an address that both confirmed and ordered with.
public sealed class Customer : Entity
{
    Customer() { }

    public Customer(long id, EmailAddress? address, string? name, DateTimeOffset now) =>
        (Id, Email, EmailKey, Name, SeenAt) = (id, address?.Text, address?.Key, name, now);

    public string? Email { get; private set; }

    /// The address as it is compared; unique.
    public string? EmailKey { get; private set; }
    public string? Name { get; private set; }

    /// The member who showed that the address is theirs.
    public long? MemberId { get; private set; }

    /// When we first heard of them.
    public DateTimeOffset SeenAt { get; private set; }

    public void Belongs(Member member)
    {
        if (member.ConfirmedAt is not null && member.EmailKey == EmailKey) MemberId = member.Id;
    }

    public void Call(string? name) => Name = name ?? Name;

    /// The person goes; that somebody bought something stays.
    public void Forget() => (Email, EmailKey, Name, MemberId) = (null, null, null, null);
}
