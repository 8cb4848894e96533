using System.Text.RegularExpressions;

namespace Rapport.Kernel.Site;

/// What the brand is called and looks like.
public sealed record BrandSettings
{
    public string? Name { get; init; }

    /// A colour such as #2746c4; text on it and beside it is derived, so that any stays readable.
    public string? Accent { get; init; }

    /// The path of a kept picture.
    public string? Logo { get; init; }

    /// The IANA zone whose midnight ends the brand's day.
    public string? Zone { get; init; }
}

/// How mail leaves.
public sealed record MailSettings
{
    /// smtp://user:password@host:port, or smtps://.
    public Secret? Server { get; init; }
    public string? From { get; init; }

    /// When a test message last left by this server.
    public DateTimeOffset? TestedAt { get; init; }
}

/// The languages of the pages, the first without a prefix in the path; none: as installed.
public sealed record LanguageSettings
{
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// What of the installation administrators chose. What the environment fixes wins.
public sealed record Chosen(BrandSettings Brand, MailSettings Mail, LanguageSettings Language)
{
    public static readonly Chosen Nothing = new(new(), new(), new());
}

/// A colour as six hexadecimal digits.
public static partial class BrandColour
{
    public static bool Is(string text) => Colour().IsMatch(text);

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Colour();
}
