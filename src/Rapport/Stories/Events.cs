using Rapport.Kernel.Events;

namespace Rapport.Stories;

/// The brand may show a story elsewhere. The subject is the consent; its words are told as of any topic.
public sealed record StoryConsentGiven(long Story) : Event
{
    internal StoryConsentGiven(StoryConsent consent) : this(consent.StoryId) => About(consent);

    public override IEnumerable<string> Touches => [$"topic:{Story}"];
}

/// It may no longer.
public sealed record StoryConsentWithdrawn(long Story) : Event
{
    internal StoryConsentWithdrawn(StoryConsent consent) : this(consent.StoryId) => About(consent);

    public override IEnumerable<string> Touches => [$"topic:{Story}"];
}
