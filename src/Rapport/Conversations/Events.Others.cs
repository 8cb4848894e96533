using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Conversations;

/// The subject is what is followed.
public sealed record Followed(long Member) : Event
{
    internal Followed(Entity subject, long member) : this(member) => About(subject);

    public override IEnumerable<string> Touches => [];
}

public sealed record Unfollowed(long Member) : Event
{
    internal Unfollowed(Entity subject, long member) : this(member) => About(subject);

    public override IEnumerable<string> Touches => [];
}

public sealed record TagExplained(long Tag) : Event
{
    internal TagExplained(Tag tag) : this(tag.Id) => About(tag);

    public override IEnumerable<string> Touches => [$"tag:{Tag}", "tags"];
}

/// A space was opened or changed: its name, words or rank, or for whom it is.
public sealed record SpaceChanged(long Space, bool Audience = false) : Event
{
    internal SpaceChanged(Space space, bool audience = false) : this(space.Id, audience) => About(space);

    public override bool Hides => true;

    /// What is said in it stands on pages of products, tags and members too.
    public override IEnumerable<string> Touches => Audience ? [Everything] : [$"space:{Space}", "spaces", "topics"];
}

public sealed record GuestInvited(long Space, long Guest, bool Welcome) : Event
{
    internal GuestInvited(Space space, long guest, bool welcome) : this(space.Id, guest, welcome) => About(space);

    public override IEnumerable<string> Touches => [];
}

/// Votes came in that were cast elsewhere, on these posts: who cast which when stands in the rows.
public sealed record VotesBrought(IReadOnlyList<long> Posts) : Event
{
    internal static Event On(IEnumerable<long> posts) => new VotesBrought([.. posts.Distinct().Order()]).ReadAs(new("votes", 0, 0));

    public override IEnumerable<string> Touches => [];
}
