using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Stories;

/// What somebody tells in a story, however it reached us: what was asked, and what they answered.
public sealed record Told(string? Title, IReadOnlyList<(string Prompt, string Answer)> Answers)
{
    public IReadOnlyList<string?> Products { get; init; } = [];
    public long? Space { get; init; }
    public bool Rewarded { get; init; }

    /// The brand may show it elsewhere.
    public bool Consents { get; init; }

    /// The words of the story: each prompt that was answered as a heading, the answer below it.
    public string Body => string.Join("\n\n", Answers.Where(a => Characters.Seen(Characters.Clean(a.Answer)) > 0).Select(a => $"## {Heading(a.Prompt)}\n\n{a.Answer.Trim()}"));

    static string Heading(string prompt) => Characters.Line(prompt) is { Length: > StorySettings.LongestPrompt } line ? line[..StorySettings.LongestPrompt] : Characters.Line(prompt);
}

/// Writing stories and deciding where they are shown: the one way for forms and programs.
public sealed class StoryDesk(Db db, StoryTopics topics, Installation installation, Locale locale, Me me)
{
    /// What somebody agrees to, in the language in which they read it.
    public string ConsentWords => locale.Say("{brand} may show this story, with my name, outside this community.", ("brand", installation.Brand));

    /// Body is what was told, with the pictures below it.
    public async Task<Topic> Write(Told told, string? body)
    {
        if (told.Body.Length == 0) throw new Refused("Answer at least one of the questions.") { Field = "answer0" };
        var by = me.Member;
        var (topic, events) = await topics.Begin(by, told.Space, told.Title, body, told.Products);
        db.Add(new Story(topic, told.Rewarded));
        if (told.Consents) db.Add(StoryConsent.Give(db.NewId(), topic, by, ConsentWords, locale.Code, topic.CreatedAt));
        await db.Save(events);
        return topic;
    }

    public async Task<Topic> Consent(long id)
    {
        var (topic, by) = (await Mine(id), me.Member);
        if (await db.ConsentsInForce.AnyAsync(c => c.StoryId == id)) return topic;
        var consent = StoryConsent.Give(db.NewId(), topic, by, ConsentWords, locale.Code, db.Clock.GetUtcNow());
        db.Add(consent);
        await db.Save(new StoryConsentGiven(consent));
        return topic;
    }

    public async Task<Topic> Withdraw(long id)
    {
        var (topic, by) = (await Mine(id), me.Member);
        if (await db.ConsentsInForce.FirstOrDefaultAsync(c => c.StoryId == id) is not { } consent) return topic;
        consent.Withdraw(by, db.Clock.GetUtcNow());
        await db.Save(new StoryConsentWithdrawn(consent));
        return topic;
    }

    async Task<Topic> Mine(long id)
    {
        var by = me.Member.Id;
        return await db.Topics.KnownTo(me).FirstOrDefaultAsync(t => t.Id == id && t.Kind == TopicKind.Story && t.AuthorId == by) ?? throw new NotFound();
    }
}
