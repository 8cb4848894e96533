using System.Security.Cryptography;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Members;

/// The part of a member that nobody else sees: how they are reached and how they prove who they are.
public sealed partial class Member
{
    /// Null for members who cannot sign in by themselves: imported ones, and those who left.
    public string? Email { get; private set; }

    /// The address as it is compared; unique.
    public string? EmailKey { get; private set; }

    /// When the address was shown to be theirs.
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// Null for those who sign in by mailed codes only.
    public string? PasswordHash { get; private set; }

    /// The newest version of a legal page that they agreed to; every one stands in a row of its own.
    public long? AgreedTextId { get; private set; }

    public void AgreeTo(long text) => AgreedTextId = text;

    /// Changes with everything that ends the sessions open elsewhere; every session carries it.
    public string Stamp { get; private set; } = NewStamp();

    /// While this is set, nobody signs in to the account.
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// Why, as they are told.
    public string? SuspendedFor { get; private set; }

    /// When it ends by itself; nothing while somebody has to end it.
    public DateTimeOffset? SuspendedUntil { get; private set; }

    public bool IsSuspendedAt(DateTimeOffset now) => SuspendedAt is not null && !(SuspendedUntil <= now);

    /// Until then what they write waits for a moderator.
    public DateTimeOffset? QuietUntil { get; private set; }

    public bool IsQuietAt(DateTimeOffset now) => QuietUntil > now;

    /// When they asked for the account themselves. Null for those made for somebody, by an import or an invitation.
    public DateTimeOffset? SignedUpAt { get; private set; }

    /// Made for somebody who has not come yet: only who has the mailbox makes it theirs, whatever a stranger types.
    public bool IsUnclaimed => IsUnconfirmed && SignedUpAt is null;

    /// May read and keep drafts, but not post: the address was never shown to be theirs.
    public bool IsUnconfirmed => Email is not null && ConfirmedAt is null;

    public bool MaySignInAt(DateTimeOffset now) => LeftAt is null && !IsSuspendedAt(now);

    static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(10));

    /// Gives the account an address. It counts as theirs only once confirmed.
    public void UseAddress(EmailAddress address) => (Email, EmailKey) = (address.Text, address.Key);

    /// What somebody fills in to sign up; also once more, while nobody has confirmed the address.
    internal void Enter(string name, string language, string? passwordHash, DateTimeOffset now)
    {
        if (IsUnclaimed) throw new InvalidOperationException("An account made for somebody is claimed by its mailbox, not by a form.");
        (Name, Language, PasswordHash, Stamp, SignedUpAt) = (name, language, passwordHash, NewStamp(), now);
    }

    /// The address is theirs: they opened a link or typed a code that went to it. True the first time.
    public bool Confirm(DateTimeOffset now)
    {
        var first = ConfirmedAt is null;
        ConfirmedAt ??= now;
        return first;
    }

    /// They have the mailbox, as a link that went there shows. A password that anybody could have chosen before opens nothing any more.
    internal bool Claim(DateTimeOffset now)
    {
        if (ConfirmedAt is not null) return false;
        (PasswordHash, Stamp) = (null, NewStamp());
        return Confirm(now);
    }

    /// Moves the account to an address that was just shown to be theirs; open sessions elsewhere end.
    public void MoveTo(EmailAddress address, DateTimeOffset now)
    {
        UseAddress(address);
        ConfirmedAt = now;
        Stamp = NewStamp();
    }

    /// Sets or replaces the password; open sessions elsewhere end.
    public void UsePassword(string hash) => (PasswordHash, Stamp) = (hash, NewStamp());

    /// The same password, hashed by today's measure.
    public void Rehash(string hash) => PasswordHash = hash;

    public void SignOutEverywhere() => Stamp = NewStamp();

    public void Suspend(DateTimeOffset now, string? reason = null, DateTimeOffset? until = null)
    {
        if (Role == Role.Administrator) throw new Refused("An administrator cannot be suspended. Change the role first.");
        if (IsSuspendedAt(now)) throw new Refused("{name} is suspended already.", ("name", Name));
        (SuspendedAt, SuspendedUntil, SuspendedFor, Stamp) = (now, Coming(until, now), Characters.Clean(reason ?? "").Trim() is { Length: > 0 } why ? why : null, NewStamp());
    }

    /// It ends sooner than it would have.
    public void SuspendUntil(DateTimeOffset until, DateTimeOffset now)
    {
        if (!IsSuspendedAt(now)) throw new Refused("{name} is not suspended.", ("name", Name));
        SuspendedUntil = Sooner(until, SuspendedUntil, now);
    }

    public void Readmit()
    {
        if (SuspendedAt is null) throw new Refused("{name} is not suspended.", ("name", Name));
        (SuspendedAt, SuspendedUntil, SuspendedFor) = (null, null, null);
    }

    /// Days for which somebody can be quiet at most.
    public const int LongestQuiet = 30;

    public void Quieten(DateTimeOffset? until, DateTimeOffset now)
    {
        if (IsStaff) throw new Refused("What your own people write never waits: they cannot be made quiet.");
        if (IsQuietAt(now)) throw new Refused("{name} is quiet already.", ("name", Name));
        if (until is not { } end || end > now.AddDays(LongestQuiet)) throw new Refused("Somebody is quiet for {n} day at most, and the end is said.|Somebody is quiet for {n} days at most, and the end is said.", ("n", LongestQuiet)) { Field = "length" };
        QuietUntil = Coming(end, now);
    }

    public void QuietenUntil(DateTimeOffset until, DateTimeOffset now)
    {
        if (!IsQuietAt(now)) throw new Refused("{name} is not quiet.", ("name", Name));
        QuietUntil = Sooner(until, QuietUntil, now);
    }

    public void Unquieten(DateTimeOffset now)
    {
        if (!IsQuietAt(now)) throw new Refused("{name} is not quiet.", ("name", Name));
        QuietUntil = null;
    }

    static DateTimeOffset? Coming(DateTimeOffset? until, DateTimeOffset now) => until <= now ? throw new Refused("Choose an end that is still to come.") { Field = "until" } : until;

    static DateTimeOffset? Sooner(DateTimeOffset until, DateTimeOffset? before, DateTimeOffset now) => until >= before ? throw new Refused("Choose an end that comes sooner than the one it has.") { Field = "length" } : Coming(until, now);

    /// What others see. Only those who speak for the brand carry a title.
    public void Describe(string? name, string? title, string? bio)
    {
        var about = Characters.Clean(bio ?? "").Trim();
        if (about.Length > MostAbout) throw new Refused("Write at most {n} characters about yourself.", ("n", MostAbout)) { Field = "bio" };
        Name = PersonName.Of(name);
        if (IsStaff) Title = string.IsNullOrWhiteSpace(title) ? null : PersonName.Of(title, "title");
        Bio = about.Length == 0 ? null : about;
    }

    const int MostAbout = 1_000;

    /// The path of a kept picture, or none.
    public void Show(string? picture) => Avatar = picture;

    public void Prefer(string language, string zone) => (Language, Zone) = (language, zone);

    public void Take(Role role)
    {
        Role = role;
        if (!IsStaff) Title = null;
    }

    /// Everything personal goes; what remains is somebody who once wrote here.
    public void Leave(DateTimeOffset now)
    {
        (Name, Handle, Title, Bio, Avatar) = ("Former member", $"former-{Id}", null, null, null);
        (Email, EmailKey, ConfirmedAt, SignedUpAt, PasswordHash) = (null, null, null, null, null);
        (SuspendedAt, SuspendedUntil, SuspendedFor, QuietUntil) = (null, null, null, null);
        (Role, Language, Zone) = (Role.Member, "en", "UTC");
        (LeftAt, Stamp, AgreedTextId) = (now, NewStamp(), null);
    }
}
