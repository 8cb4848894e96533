using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Languages;

namespace Rapport.Stories;

/// What stories are asked, by language: one prompt a line. Where nothing is said for a language, the prompts that come with Rapport.
public sealed record StorySettings
{
    public const int MostPrompts = 6, LongestPrompt = 150;

    public IReadOnlyDictionary<string, string> Prompts { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> In(Locale locale) => Prompts.TryGetValue(locale.Code, out var lines) ? lines.Split('\n')
        : [locale.Say("What were you looking for?"), locale.Say("What did you do?"), locale.Say("What came of it?"), locale.Say("What would you tell others?")];

    /// As an administrator typed them; nothing for the prompts that come along.
    public StorySettings With(string language, string? typed)
    {
        var lines = (typed ?? "").Split('\n').Select(Characters.Line).Where(l => l.Length > 0).ToList();
        if (lines.Count > MostPrompts) throw new Refused("A story takes up to {most} questions.", ("most", MostPrompts)) { Field = $"prompts-{language}" };
        if (lines.Exists(l => l.Length > LongestPrompt)) throw new Refused("A question takes up to {most} characters.", ("most", LongestPrompt)) { Field = $"prompts-{language}" };
        var prompts = Prompts.Where(p => p.Key != language).ToDictionary();
        if (lines.Count > 0) prompts[language] = string.Join('\n', lines);
        return this with { Prompts = prompts };
    }
}
