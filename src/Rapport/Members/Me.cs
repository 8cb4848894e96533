using Rapport.Kernel;

namespace Rapport.Members;

/// The visitor of this request: a member, or nobody known.
public sealed class Me
{
    Member? member;

    /// Null for a visitor who is not signed in.
    public long? Id => member?.Id;
    public bool IsAnonymous => member is null;
    public bool IsStaff => !IsSuspended && (member?.IsStaff ?? false);
    public bool IsModerator => !IsSuspended && member?.Role is (Role.Moderator or Role.Administrator);
    public bool IsAdministrator => !IsSuspended && member?.Role is Role.Administrator;

    /// Known only where the suspended are: at what was decided about them, their data, and the way out.
    public bool IsSuspended { get; private set; }

    /// The member, or the way to the sign-in page: what was being written is kept.
    public Member Member => member ?? throw new SignInNeeded();

    /// By whose clock they read.
    public string Zone => member?.Zone ?? "UTC";

    /// The audience keys this visitor belongs to ("public", "members", "space:12"): what they may see is in the queries' WHERE.
    public IReadOnlyList<string> Audiences { get; private set; } = ["public"];

    /// Whom this visitor keeps away, by their ids. Nobody who speaks for the brand is among them.
    public IReadOnlyDictionary<long, Distance> KeptAway { get; private set; } = new Dictionary<long, Distance>();

    public Distance? DistanceTo(long member) => KeptAway.GetValueOrDefault(member);

    /// Whether they want to hear nothing of who wrote this: muted or blocked.
    public bool Mutes(long? author) => author is { } id && KeptAway.ContainsKey(id);

    /// Moderators and administrators look after every space, so they see every audience.
    public bool SeesAll => IsModerator;

    /// Names what this visitor may see: whoever has the same reads the same.
    public string Sight => SeesAll ? "all" : string.Join(',', Audiences);

    /// Others are not told that there is such a page.
    public void RequireAdministrator() => Require(IsAdministrator);

    public void RequireStaff() => Require(IsStaff);

    public void RequireModerator() => Require(IsModerator);

    void Require(bool may)
    {
        if (IsAnonymous) throw new SignInNeeded();
        if (!may) throw new NotFound();
    }

    public void KeepAway(IReadOnlyList<Distance> kept) => KeptAway = kept.ToDictionary(d => d.OtherId);

    public void Become(Member known, IReadOnlyList<string> audiences) => (member, Audiences) = (known, audiences);

    /// Nobody of office, and of no audience but everybody.
    public void BecomeSuspended(Member known) => (member, IsSuspended) = (known, true);
}
