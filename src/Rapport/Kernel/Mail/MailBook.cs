using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Mail;

/// A kind of mail the product sends: what it is called, when it is sent (English keys), and how its mails read, written with made-up data.
public sealed record MailKind(string Name, string Title, string When, int Order, Func<Locale, Installation, IReadOnlyList<Mail>> Samples)
{
    /// What follows from a change of its words, or of what stands around them (an English key); administrators read it where they change them.
    public string? Note { get; init; }
}

/// A text of a mail as we wrote it, and what is put into it, with an example of each.
public sealed record MailPart(string English, IReadOnlyList<(string Name, string Value)> Placeholders)
{
    public MailPlace Place { get; init; }
}

/// Where in a mail a text stands.
public enum MailPlace { Text, Subject, Button, Question, Choice, SmallPrint, Link }

/// The words administrators chose in place of ours: by kind and language ("code/ar"), then by ours.
public sealed record MailWordsSettings
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Edited { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// How often they were changed or taken back, by kind and language.
    public IReadOnlyDictionary<string, int> Changes { get; init; } = new Dictionary<string, int>();

    internal MailWordsSettings With(string key, IReadOnlyDictionary<string, string> words)
    {
        var edited = Edited.Where(e => e.Key != key).ToDictionary();
        if (words.Count > 0) edited[key] = words;
        return new() { Edited = edited, Changes = new Dictionary<string, int>(Changes) { [key] = Changes.GetValueOrDefault(key) + 1 } };
    }
}

/// Which mails there are, and in which words they are written.
public sealed partial class MailBook(SiteSettings settings, Installation installation, IEnumerable<MailKind> kinds)
{
    public const int Longest = 2_000;

    public IReadOnlyList<MailKind> Kinds { get; } = [.. kinds.OrderBy(k => k.Order)];

    /// The language of a mail of this kind, with the words that were chosen for it. A language that is no longer spoken gives way to the first.
    public Locale Voice(string kind, string language)
    {
        var words = new Locale(installation);
        words.Use(installation.Languages.Contains(language) ? language : installation.Languages[0]);
        words.Edited = settings.Of<MailWordsSettings>().Edited.GetValueOrDefault($"{kind}/{words.Code}");
        return words;
    }

    /// The texts of a kind, in the order in which they are read.
    public IReadOnlyList<MailPart> Parts(MailKind kind)
    {
        var parts = new List<MailPart>();
        var words = new Locale(installation) { Heard = (english, values) => { if (parts.All(p => p.English != english)) parts.Add(new(english, values)); } };
        words.Use("en");
        kind.Samples(words, installation);
        return Placed(kind, parts);
    }

    /// Each text is put under a sign of its own into a mail; where the sign is found, the text stands.
    List<MailPart> Placed(MailKind kind, List<MailPart> parts)
    {
        var signs = parts.Index().ToDictionary(p => p.Item.English, p => $"\u0001{p.Index}\u0001 {string.Join(' ', Braces().Matches(p.Item.English).Select(m => m.Value))}");
        var words = new Locale(installation) { Edited = signs };
        words.Use("en");
        var stands = kind.Samples(words, installation).SelectMany(mail => mail.Blocks.SelectMany(Stand).Prepend((mail.Subject, MailPlace.Subject))).ToList();
        return [.. parts.Index().Select(p => p.Item with { Place = stands.FirstOrDefault(s => s.Item1.Contains($"\u0001{p.Index}\u0001", StringComparison.Ordinal)).Item2 })];

        static IEnumerable<(string, MailPlace)> Stand(Block block) => block switch
        {
            Paragraph p => [(p.Text, MailPlace.Text)],
            Button b => [(b.Text, MailPlace.Button)],
            Row r => [(r.Text, MailPlace.Question), .. r.Links.Select(l => (l.Words, MailPlace.Choice))],
            Note n => [(n.Text, MailPlace.SmallPrint), (n.LinkText ?? "", MailPlace.Link)],
            Words w => [(w.Author, MailPlace.Text)],
            _ => [],
        };
    }

    /// Names what administrators made of the words of these kinds and of what stands around them, and becomes another one with each change, also when it is taken back. Empty while nobody changed any.
    public string Edition(params IReadOnlyList<string> kinds)
    {
        var (words, frame) = (settings.Of<MailWordsSettings>(), settings.Of<MailSettings>());
        bool IsOne(string key) => kinds.Contains(key.Split('/')[0]);
        IEnumerable<string> told =
        [
            .. words.Changes.Where(c => IsOne(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"),
            .. words.Edited.Where(e => IsOne(e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => e.Value.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{e.Key} {t.Key} {t.Value}")),
            .. frame.FrameChanges == 0 ? [] : (IEnumerable<string>)[$"{frame.FrameChanges}"],
            .. frame.Header.Concat(frame.Footer).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key} {t.Value}"),
        ];
        var all = string.Join('\n', told);
        return all.Length == 0 ? "" : XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(all)).ToString("x16", CultureInfo.InvariantCulture);
    }

    public IReadOnlyList<Mail> Samples(MailKind kind, string language) => kind.Samples(Voice(kind.Name, language), installation);

    /// The chosen words, or ours.
    public string Text(MailKind kind, MailPart part, string language)
    {
        var words = Voice(kind.Name, language);
        return words.Edited?.GetValueOrDefault(part.English) ?? Ours(part, language);
    }

    public string Ours(MailPart part, string language)
    {
        var words = new Locale(installation);
        words.Use(language);
        return words.Say(part.English);
    }

    /// What would be lost or left standing as braces is refused: the text names the same placeholders as ours.
    public static void Check(MailPart part, string text, string field)
    {
        if (text.Length > Longest) throw new Refused("Write at most {n} characters.", ("n", Longest)) { Field = field };
        var named = Braces().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        var known = Braces().Matches(part.English).Select(m => m.Groups[1].Value).ToHashSet();
        if (named.Except(known).FirstOrDefault() is { } unknown) throw new Refused("Nothing is put in place of {placeholder} here.", ("placeholder", "{" + unknown + "}")) { Field = field };
        if (known.Except(named).FirstOrDefault() is { } missing) throw new Refused("{placeholder} is missing.", ("placeholder", "{" + missing + "}")) { Field = field };
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();
}
