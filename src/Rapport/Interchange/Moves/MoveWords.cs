namespace Rapport.Interchange.Moves;

/// What a move is, and how it stands.
static class MoveWords
{
    public static string Of(Move move, Func<string, string> say) => say(move switch
    {
        { Kind: MoveKind.Trial } => "Trial; nothing is stored",
        { Kind: MoveKind.Export } => "Taking along",
        _ => "Bringing in",
    }) + " · " + say(move switch { { IsWaiting: true } => "waits for its turn", { IsOver: false } => "running", { Problem: not null } => "broken off", _ => "done" });
}
