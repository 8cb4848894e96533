namespace Rapport.Trust.Trials;

/// What became of a trial: English, to be said in the visitor's language.
static class TrialWords
{
    public static string Of(Trial trial) => trial switch
    {
        { AppliedAt: not null } => "Applied",
        { Stopped: true } => "Stopped: nothing came of it",
        { EndedAt: not null } => "Tried to the end",
        _ => "Being tried",
    };
}
