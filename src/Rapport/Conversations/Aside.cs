namespace Rapport.Conversations;

/// What stands beside the words of a post, by the name of its field, and what stood there before.
public sealed record Aside(string Field, string Words, string Before = "")
{
    public bool IsChanged => Words != Before;
}
