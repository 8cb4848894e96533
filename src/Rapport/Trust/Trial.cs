using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Statistics;

namespace Rapport.Trust;

/// Another formula, tried on everything that happened so far, before anybody is held to it.
public sealed class Trial : Entity
{
    /// Times it may break off before it is given up.
    public const int MostTries = 3;

    /// How long a node may be silent before another goes on.
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    Trial() { }

    public Trial(long id, StandingFormula formula, Member by, DateTimeOffset now) =>
        (Id, AskedBy, AskedAt, Formula) = (id, by.Id, now, formula);

    public long AskedBy { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public StandingFormula Formula { get; private set; } = new();

    /// Who works on it, and since when nothing was heard of them.
    public string? Node { get; private set; }
    public DateTimeOffset? BeatAt { get; private set; }
    public int Tries { get; private set; }

    /// How much of the log was read, of how much.
    public long Done { get; private set; }
    public long Of { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// It was stopped, or broke off too often: nothing came of it.
    public bool Stopped { get; private set; }
    public DateTimeOffset? AppliedAt { get; private set; }

    /// Members who would stand higher, lower and as before.
    public int Winners { get; private set; }
    public int Losers { get; private set; }
    public int Same { get; private set; }

    public bool IsReady => EndedAt is not null && !Stopped && AppliedAt is null;

    public void Stop(DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("This is over already.");
        (EndedAt, Stopped) = (now, true);
    }

    internal void End(int winners, int losers, int same, DateTimeOffset now) => (Winners, Losers, Same, EndedAt, Done) = (winners, losers, same, now, Of);

    internal void Apply(DateTimeOffset now)
    {
        if (!IsReady) throw new Refused("Only a formula that was tried to the end can be applied.");
        AppliedAt = now;
    }
}

/// A member who would win or lose most.
public sealed class TrialChange(long trialId, long memberId, double before, double after)
{
    public long TrialId { get; private set; } = trialId;
    public long MemberId { get; private set; } = memberId;
    public double Before { get; private set; } = before;
    public double After { get; private set; } = after;
}

/// How many may do something in some space, now and by the other formula.
public sealed class TrialReach(long trialId, Privilege privilege, int before, int after)
{
    public long TrialId { get; private set; } = trialId;
    public Privilege Privilege { get; private set; } = privilege;
    public int Before { get; private set; } = before;
    public int After { get; private set; } = after;
}
