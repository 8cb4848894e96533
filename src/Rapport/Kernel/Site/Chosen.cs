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

    /// What stands above and below the words of every mail, by language.
    public IReadOnlyDictionary<string, string> Header { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Footer { get; init; } = new Dictionary<string, string>();

    /// How often that was changed.
    public int FrameChanges { get; init; }

    /// When a test message last left by this server.
    public DateTimeOffset? TestedAt { get; init; }
}

/// The languages of the pages, the first without a prefix in the path; none: as installed.
public sealed record LanguageSettings
{
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// How the server is reached, and how hurried and strict it is.
public sealed record ServerSettings
{
    public string? Address { get; init; }

    /// How many times the usual a visitor may do what costs or can be abused, within a minute.
    public double? Limits { get; init; }

    /// How many seconds the mail of a notice is held back.
    public int? MailHold { get; init; }

    /// A Redis that nodes wake each other through.
    public Secret? Redis { get; init; }
}

/// What of the installation administrators chose. What the environment fixes wins.
public sealed record Chosen(BrandSettings Brand, MailSettings Mail, LanguageSettings Language)
{
    public static readonly Chosen Nothing = new(new(), new(), new());

    public ServerSettings Server { get; init; } = new();
}

/// A colour as six hexadecimal digits.
public static partial class BrandColour
{
    /// The product's own.
    public const string Ours = "#2746c4";

    public static bool Is(string text) => Colour().IsMatch(text);

    /// Black or white, whichever is read better on it (WCAG's relative luminance): one of them always reaches 4.5 to 1.
    public static string On(string colour)
    {
        double Channel(int at) => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        var light = 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
        return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Colour();
}
