using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Interchange;

/// How a list writes its dates: one whose number is beyond twelve tells which of day and month stands first, for all of them.
sealed partial class Dates
{
    static readonly string[] shapes = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "MM d, yyyy", "MM dd, yyyy", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd"];
    static readonly CultureInfo days = Order("d/M/yyyy"), months = Order("M/d/yyyy");

    int dayFirst, monthFirst;
    string? doubtful;

    public bool DayFirst => dayFirst > monthFirst;

    /// A date that may be two days, where nothing in the list says which.
    public string? Doubtful => dayFirst == monthFirst ? doubtful : null;

    public void See(string? text)
    {
        if (text is null || Numbers().Match(text) is not { Success: true } date || date.Groups[2].Value == ".") return;
        var (first, second) = (int.Parse(date.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(date.Groups[3].Value, CultureInfo.InvariantCulture));
        if (first > 12) dayFirst++;
        if (second > 12) monthFirst++;
        if (first <= 12 && second <= 12 && first != second) doubtful ??= text;
    }

    /// A time without a zone is taken as UTC; digits alone count seconds or thousandths of seconds since 1970.
    public static DateTimeOffset? Time(string? text, bool dayFirst)
    {
        if (text is null) return null;
        if (text.EndsWith(" UTC", StringComparison.OrdinalIgnoreCase)) text = text[..^4];
        if (text.Length is >= 9 and <= 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return Sane(text.Length > 11 ? DateTimeOffset.FromUnixTimeMilliseconds(count) : DateTimeOffset.FromUnixTimeSeconds(count));
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (DateTimeOffset.TryParseExact(text, shapes, CultureInfo.InvariantCulture, universal, out var at)) return Sane(at);
        // With points between them the day stands first wherever they are written so.
        var order = Numbers().Match(text) is { Success: true } date && (dayFirst || date.Groups[2].Value == ".") ? days : months;
        return DateTimeOffset.TryParse(text, order, universal, out at) ? Sane(at) : null;
    }

    static DateTimeOffset? Sane(DateTimeOffset at) => at.Year is > 1970 and < 2200 ? at : null;

    static CultureInfo Order(string pattern)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = pattern;
        return culture;
    }

    [GeneratedRegex(@"^(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}\b")]
    private static partial Regex Numbers();
}
