using Rapport.Kernel.Content;
using Rapport.Members;

namespace Rapport.Conversations;

/// Who wrote something, as a page shows it. Nobody, of no role, for what was imported without an author or whose author left.
public sealed record Person(long? Id, string? Name, string? Picture, Role? Role, string? Title)
{
    /// The name of somebody without an account, as it stood where this was written.
    public string? SignedBy { get; init; }

    public bool IsSomebody => Name is not null;
    public string Path => $"/members/{Id}/{Slug.Of(Name ?? "")}";
}
