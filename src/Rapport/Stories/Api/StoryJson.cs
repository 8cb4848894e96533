using System.ComponentModel;
using Rapport.Conversations;

namespace Rapport.Stories.Api;

/// A story as a line of a list.
public sealed record StoryJson(long Id, string Title, string Excerpt, string Language, [property: Description("The path of its first picture.")] string? Picture, [property: Description("The ids of the products it is about.")] IReadOnlyList<long> Products,
    PersonJson Author, [property: Description("Its author works for the brand.")] bool ByEmployee, [property: Description("Its author says that they get something for it.")] bool Rewarded, int Replies, DateTimeOffset At, string Url)
{
    public static StoryJson Example => new(1041, "How we got the lid off", "What were you looking for? A kettle that does not drip.", "en", null, [1077], PersonJson.Example, false, false, 3, new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), "/topics/1041/how-we-got-the-lid-off");

    internal static StoryJson Of(StoryRow s) => new(s.Id, s.Title, s.Excerpt, s.Language, s.Picture, [.. s.Products.Select(p => p.Id)], PersonJson.Of(s.Author), s.ByEmployee, s.Rewarded, s.Replies, s.At, s.Path);
}

/// A story that may be shown elsewhere, and what its author agreed to.
public sealed record UsableStoryJson(StoryJson Story, [property: Description("The words that stood beside the box.")] string Consent, [property: Description("The language of these words.")] string Language, DateTimeOffset GivenAt)
{
    public static UsableStoryJson Example => new(StoryJson.Example, "Heron may show this story, with my name, outside this community.", "en", new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero));
}

/// What was asked and what somebody answered.
public sealed record StoryAnswer([property: Description("It becomes a heading.")] string Prompt, [property: Description("Markdown.")] string Answer)
{
    public static StoryAnswer Example => new("What were you looking for?", "A kettle that does not drip.");
}

/// What begins a story.
public sealed record NewStory(string Title, IReadOnlyList<StoryAnswer> Answers, [property: Description("The ids of up to five products it is about.")] IReadOnlyList<long>? Products = null, [property: Description("The id of the space it belongs to.")] long? Space = null,
    [property: Description("You get something for it.")] bool Rewarded = false, [property: Description("The brand may show it elsewhere with your name.")] bool Consent = false)
{
    public static NewStory Example => new("How we got the lid off", [StoryAnswer.Example], [1077], 1002);
}

/// Where a story may be shown, as its author decided.
public sealed record StoryConsentJson(long Story, [property: Description("It may be shown elsewhere today.")] bool InForce, [property: Description("The words agreed to.")] string? Words, DateTimeOffset? GivenAt)
{
    public static StoryConsentJson Example => new(1041, true, UsableStoryJson.Example.Consent, new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero));
}

/// What stories are asked, in the language of the request.
public sealed record StoryPromptJson(string Prompt)
{
    public static StoryPromptJson Example => new("What were you looking for?");
}
