using Rapport.Kernel.Database;

namespace Rapport.Members;

/// What a member may do beyond their own things.
public enum Role { Member, Employee, Moderator, Administrator }

/// A person who belongs to the community: a customer, a helper, or one of the brand's own people.
public sealed partial class Member : Entity
{
    Member() { }

    public Member(long id, string name, string handle, DateTimeOffset now) =>
        (Id, Name, Handle, JoinedAt) = (id, name, handle, now);

    /// The name others see.
    public string Name { get; private set; } = "";

    /// What others type after @ to mention them; unique, lower case.
    public string Handle { get; private set; } = "";

    public Role Role { get; private set; }

    /// What an employee does at the brand, shown beside the label.
    public string? Title { get; private set; }

    public string? Bio { get; private set; }

    /// The path of the picture, where there is one.
    public string? Avatar { get; private set; }

    /// The language of pages and mails, and the IANA zone of their times.
    public string Language { get; private set; } = "en";
    public string Zone { get; private set; } = "UTC";

    public DateTimeOffset JoinedAt { get; private set; }

    /// The day on which somebody joined, where another system told it: those who came without are kept as of the beginning of time.
    public static DateTimeOffset? Known(DateTimeOffset joined) => joined > DateTimeOffset.UnixEpoch ? joined : null;

    /// When the member left. What they wrote may stay, without a name.
    public DateTimeOffset? LeftAt { get; private set; }

    public bool IsStaff => Role != Role.Member;
}
