using Rapport.Conversations.Unseen;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations;

/// What a space is for. There is one for the reviews.
public enum SpacePurpose { Talk, Reviews }

/// A place for topics, with an audience and a language of its own.
public sealed class Space : Entity
{
    Space() { }

    public Space(long id, string slug, string name, string description, string audience, string language, DateTimeOffset at)
    {
        (Id, CreatedAt, Audience, Language) = (id, at, audience, language);
        Slug = Kernel.Content.Slug.Of(slug);
        Describe(name, description);
    }

    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// The key of those who may see it: "public", "members", another named audience, or "space:ID" for invited members.
    public string Audience { get; private set; } = Members.Audience.Public;
    public string Language { get; private set; } = "en";
    public SpacePurpose Purpose { get; init; }

    /// Whose posts wait here for a moderator; nothing where it is as everywhere.
    public Holding? Holding { get; set; }

    /// How slow it is here.
    public int Slow { get; private set; }
    public DateTimeOffset? SlowUntil { get; private set; }
    public Slowness Slowness => new(Slow, SlowUntil);

    public void SlowDown(int seconds, DateTimeOffset? until, DateTimeOffset now) => (Slow, SlowUntil) = Slowness.Of(seconds, until, now);

    /// Where it stands among the others.
    public int Rank { get; set; }
    public int Topics { get; private set; }

    /// Since when nothing new is written here; who decided it stands among the decisions.
    public DateTimeOffset? ArchivedAt { get; private set; }
    public bool IsArchived => ArchivedAt is not null;
    public DateTimeOffset CreatedAt { get; private set; }

    public string Path => $"/spaces/{Slug}";

    /// The audience of those who were invited to this space.
    public static string InvitedTo(long id) => $"space:{id}";

    public void Describe(string name, string description)
    {
        name = Characters.Line(name);
        if (name.Length is < 2 or > 60) throw new Refused("A name takes 2 to 60 characters.") { Field = "name" };
        description = Characters.Line(description);
        (Name, Description) = (name, description.Length > 300 ? description[..300] : description);
    }

    /// To one of the audiences that are known by name, or to who is invited here.
    public void OpenTo(string audience, IEnumerable<NamedAudience> named, Member by)
    {
        if (audience == Audience) return;
        RefuseReviews(by);
        if (audience != InvitedTo(Id) && named.All(a => a.Key != audience)) throw new Refused("There is no such audience.") { Field = "audience" };
        Audience = audience;
    }

    /// What is written from now on is in this language.
    public void Speak(string language) => Language = language;

    /// Everything in it can be read and found; nothing new is written.
    public void Archive(Member by, DateTimeOffset now)
    {
        RefuseReviews(by);
        if (IsArchived) throw new Refused("This space is archived already.");
        ArchivedAt = now;
    }

    public void Restore()
    {
        if (!IsArchived) throw new Refused("This space is open already.");
        ArchivedAt = null;
    }

    /// Whether reviews are read and written at all, and in which words, is no moderator's decision.
    public void RefuseReviews(Member by)
    {
        if (Purpose == SpacePurpose.Reviews && by.Role != Role.Administrator) throw new Refused("Only an administrator decides who reads reviews, and whether more are written.") { Field = "audience" };
    }

    public void RefuseIfArchived()
    {
        if (IsArchived) throw new Refused("This space is archived: it can be read, and nothing new is written in it.") { Field = "space" };
    }

    public SpaceGuest Invite(Member guest, Member by, DateTimeOffset now) => new(Id, guest.Id, by.Id, now);
}

/// A member invited to a space that is not for everybody.
public sealed class SpaceGuest(long spaceId, long memberId, long invitedBy, DateTimeOffset invitedAt)
{
    public long SpaceId { get; private set; } = spaceId;
    public long MemberId { get; private set; } = memberId;
    public long InvitedBy { get; private set; } = invitedBy;
    public DateTimeOffset InvitedAt { get; private set; } = invitedAt;
}
