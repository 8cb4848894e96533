using Rapport.Kernel.Web;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Webhooks.Deliveries;

namespace Rapport.Webhooks;

/// How much an address is told of: what anybody may read, what members may, or everything.
public enum Reach { Public, Members, Everything }

/// Why nothing is sent any more.
public enum StopReason { Chosen, Failing, Gone }

/// An address of another system that is told when something happens, signed by a secret that both know.
public sealed class Webhook : Entity
{
    /// How long the secret before goes on signing beside the new one.
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    Webhook() { }

    public Webhook(long id, MasterKey master, DateTimeOffset now)
    {
        (Id, CreatedAt) = (id, now);
        Secret = master.Wrap(Signature.NewSecret());
    }

    public string Address { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// The names of the types it is told of, with spaces between; a star is all of them, later ones too.
    public string Types { get; private set; } = "*";
    public Reach Reach { get; private set; }

    /// Whether words and names go along, or ids alone.
    public bool Full { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// Wrapped by the master key.
    public byte[] Secret { get; private set; } = [];
    public byte[]? SecretBefore { get; private set; }
    public DateTimeOffset? BeforeUntil { get; private set; }

    public DateTimeOffset? StoppedAt { get; private set; }
    public StopReason? StopReason { get; private set; }

    /// Since when nothing has arrived, how often in a row, and until when it is left in peace. They change by set-based updates.
    public DateTimeOffset? FailingSince { get; private set; }
    public int Failures { get; private set; }
    public DateTimeOffset? QuietUntil { get; private set; }

    public bool IsOn => StoppedAt is null;
    public Uri Uri => new(Address);
    public IEnumerable<string> Wanted => Types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Wants(string type) => Types == "*" || Wanted.Contains(type);

    public void Describe(Uri address, string description, IReadOnlyCollection<string> types, Reach reach, bool full)
    {
        if (types.Count == 0) throw new Refused("Choose at least one kind of event.") { Field = "types" };
        description = Characters.Line(description);
        (Address, Description) = (address.AbsoluteUri, description.Length > 200 ? description[..200] : description);
        (Types, Reach, Full) = (types.Contains("*") ? "*" : string.Join(' ', types), reach, full);
    }

    public void Stop(StopReason why, DateTimeOffset now)
    {
        if (!IsOn) throw new Refused("It is switched off already.");
        (StoppedAt, StopReason) = (now, why);
    }

    /// When what is due is tried: not while the address is left in peace.
    public DateTimeOffset? NextTry(DateTimeOffset? due) => due < QuietUntil ? QuietUntil : due;

    public void Start()
    {
        if (IsOn) throw new Refused("It is switched on already.");
        (StoppedAt, StopReason, FailingSince, Failures, QuietUntil) = (null, null, null, 0, null);
    }

    /// Both secrets sign for a day, so that the receiver can change its own at any moment of it.
    public void Rotate(MasterKey master, DateTimeOffset now)
    {
        (SecretBefore, BeforeUntil) = (Secret, now + Overlap);
        Secret = master.Wrap(Signature.NewSecret());
    }

    public void ForgetSecretBefore() => (SecretBefore, BeforeUntil) = (null, null);

    public string Reveal(MasterKey master) => master.Read(Secret);

    /// The secrets that sign now, the newest first.
    public IEnumerable<string> Secrets(MasterKey master, DateTimeOffset now) =>
        SecretBefore is { } before && now < BeforeUntil ? [master.Read(Secret), master.Read(before)] : [master.Read(Secret)];
}

static class Wrapping
{
    extension(MasterKey master)
    {
        public byte[] Wrap(string secret) => master.Wrap(System.Text.Encoding.ASCII.GetBytes(secret));
        public string Read(byte[] wrapped) => System.Text.Encoding.ASCII.GetString(master.Unwrap(wrapped));
    }
}
