namespace Rapport.Interchange.Moves;

/// What a move is, and how it stands.
static class MoveWords
{
    public static string Of(Move move, Func<string, string> say) => say(move switch
    {
        { Kind: MoveKind.Trial } => "Tried; nothing was stored",
        { Kind: MoveKind.Export } => "Taken along",
        _ => "Brought in",
    }) + " · " + say(move switch { { IsOver: false } => "running", { Problem: not null } => "broken off", _ => "done" });
}
