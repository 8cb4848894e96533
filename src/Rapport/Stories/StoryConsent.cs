using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Stories;

/// Whoever wrote a story let the brand show it elsewhere with their name: in which words, when, and until when.
public sealed class StoryConsent : Entity
{
    StoryConsent() { }

    public static StoryConsent Give(long id, Topic story, Member by, string words, string language, DateTimeOffset now)
    {
        if (story.Kind != TopicKind.Story) throw new Refused("Only stories are shown elsewhere.");
        if (story.AuthorId != by.Id) throw new Refused("Only whoever wrote this can decide on it.");
        return new() { Id = id, StoryId = story.Id, MemberId = by.Id, Words = words, Language = language, GivenAt = now };
    }

    public long StoryId { get; private set; }

    /// Nobody once they have left, which ends it.
    public long? MemberId { get; private set; }

    /// What they agreed to, as it stood beside the box.
    public string Words { get; private set; } = "";
    public string Language { get; private set; } = "en";
    public DateTimeOffset GivenAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// When the administrators were told that it was withdrawn.
    public DateTimeOffset? ToldAt { get; private set; }

    public void Withdraw(Member by, DateTimeOffset now)
    {
        if (MemberId != by.Id) throw new Refused("Only whoever wrote this can decide on it.");
        WithdrawnAt ??= now;
    }

    internal void Tell(DateTimeOffset now) => ToldAt = now;
}
