using Rapport.Kernel.Content;
using Rapport.Members;

namespace Rapport.Conversations;

/// Who wrote something, as a page shows it. Nobody, of no role, for what was imported without an author or whose author left.
public sealed record Person(long? Id, string? Name, string? Picture, Role? Role, string? Title)
{
    /// The name of somebody without an account, as it stood where this was written; empty where none stood there.
    public string? SignedBy { get; init; }

    public bool IsSomebody => Name is not null;

    /// By which name this is known, if by any.
    public string? Known => Name ?? (SignedBy is { Length: > 0 } ? SignedBy : null);

    /// What stands in the place of a name: who left was a member, who never gave a name was none.
    public string Nameless => SignedBy is "" ? "Without a name" : "Former member";
    public string Path => $"/members/{Id}/{Slug.Of(Name ?? "")}";
}
