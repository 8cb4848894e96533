using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Rapport.Kernel.Languages;

/// The language of this request: what its words, numbers, dates and links look like.
public sealed class Locale(Installation installation)
{
    /// Wraps every translated text, so that a test finds the text that nobody translated.
    public const string Pseudo = "qps";

    static readonly ConcurrentDictionary<string, Catalog> Catalogs = new();
    static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new();

    Catalog catalog = Catalogs.GetOrAdd(installation.Languages[0], Catalog.Of);

    /// Words that administrators chose in place of ours, by ours.
    internal IReadOnlyDictionary<string, string>? Edited { get; set; }

    /// Told of every text that is asked for, with what is put into it.
    internal Action<string, IReadOnlyList<(string Name, string Value)>>? Heard { get; set; }

    public string Code => catalog.Code;
    public string Prefix { get; private set; } = "";
    public CultureInfo Culture { get; private set; } = CultureOf(installation.Languages[0]);
    public string Direction => Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";
    public IReadOnlyList<string> All => installation.Languages;

    public void Use(string code)
    {
        catalog = Catalogs.GetOrAdd(code, Catalog.Of);
        Prefix = code == installation.Languages[0] ? "" : "/" + code;
        Culture = CultureOf(code);
    }

    static CultureInfo CultureOf(string code) => Cultures.GetOrAdd(code, Make);

    /// Latin digits everywhere: prices, dates and codes are then read alike on every page.
    static CultureInfo Make(string code)
    {
        var culture = (CultureInfo)new CultureInfo(code == Pseudo ? "en" : code == "en" ? "en-GB" : code).Clone();
        culture.NumberFormat.DigitSubstitution = DigitShapes.None;
        if (culture.TextInfo.IsRightToLeft) culture.DateTimeFormat.Calendar = new GregorianCalendar();
        return CultureInfo.ReadOnly(culture);
    }

    /// A path of this site in this language.
    public string To(string path) => Prefix.Length == 0 || path.StartsWith("/files/", StringComparison.Ordinal) ? path : path == "/" ? Prefix : Prefix + path;

    /// The same path in another language.
    public string In(string code, string path) => code == installation.Languages[0] ? path : path == "/" ? "/" + code : "/" + code + path;

    public string Say(Refused refused) => Say(refused.Message, [.. refused.Arguments.Select(a => (a.Name, (object?)a.Value))]);

    public string Say(string english, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        decimal? count = null;
        foreach (var (_, value) in arguments)
            if (value is int or long or double or decimal) { count = Convert.ToDecimal(value, CultureInfo.InvariantCulture); break; }
        if (Heard is not null) Heard(english, [.. arguments.ToArray().Select(a => (a.Name, Write(a.Value)))]);
        var text = Fill(Edited?.GetValueOrDefault(english) is { } own ? Plural.English(own, count) : catalog.Find(english, count), arguments);
        return Code == Pseudo ? $"⟦{text}⟧" : text;
    }

    string Fill(string pattern, ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        if (arguments.Length == 0) return pattern;
        var text = new StringBuilder(pattern);
        foreach (var (name, value) in arguments) text.Replace("{" + name + "}", Write(value));
        return text.ToString();
    }

    string Write(object? value) => value switch
    {
        null => "",
        int or long => ((IFormattable)value).ToString("N0", Culture),
        DateTimeOffset at => Date(at),
        DateOnly day => day.ToString("d MMMM yyyy", Culture),
        IFormattable other => other.ToString(null, Culture),
        _ => value.ToString() ?? "",
    };

    public string Date(DateTimeOffset at) => at.ToString("d MMM yyyy", Culture);
    public string DateAndTime(DateTimeOffset at) => at.ToString("d MMM yyyy, HH:mm", Culture) + " UTC";

    /// By the reader's own clock, where their zone is known.
    public string DateAndTime(DateTimeOffset at, string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.Id != TimeZoneInfo.Utc.Id ? TimeZoneInfo.ConvertTime(at, known).ToString("d MMM yyyy, HH:mm", Culture) : DateAndTime(at);
}

/// Takes the language off the path: /ar/topics/5 is /topics/5 in Arabic. Never negotiated on one address.
public sealed class LanguagePaths(RequestDelegate next, Installation installation)
{
    public Task Invoke(HttpContext context, Locale locale)
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var first = end < 0 ? path[1..] : path[1..end];
        if (first.Length is >= 2 and <= 3 && (installation.Languages.Skip(1).Contains(first) || first == Locale.Pseudo && installation.Demo))
        {
            locale.Use(first);
            context.Request.Path = end < 0 ? "/" : path[end..];
        }
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = locale.Culture;
        return next(context);
    }
}
