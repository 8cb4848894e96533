using System.Globalization;
using Rapport.Kernel;

namespace Rapport.Interchange.ReviewLists;

/// A rating as it was given elsewhere, and the stars it is here.
public readonly record struct Rating(decimal Given, int Scale)
{
    /// Beyond these it is the scale that was misread, not the rating.
    public static bool IsScale(int scale) => scale is 5 or 10;

    public int Stars => Scale == 10
        ? Given switch { < 2m => 1, <= 4m => 2, < 7m => 3, <= 9m => 4, _ => 5 }
        : Given switch { < 1.5m => 1, < 2.5m => 2, < 3.5m => 3, < 4.5m => 4, _ => 5 };

    /// What is told beside the stars, where they are not the whole of it.
    public string? Told => Scale == 5 && Given == Stars ? null : $"{Given.ToString("0.##", CultureInfo.InvariantCulture)}/{Scale}";

    /// The number, and the scale where the rating names it: "4", "4.5", "8/10", "4 stars", "★★★★".
    public static (decimal Given, int? Scale)? Number(string? text)
    {
        if (text is null) return null;
        if (text.Length is > 0 and <= 10 && text.All(c => c is '★' or '☆')) return (text.Count(c => c == '★'), 5);
        var parts = text.Split('/', 2, StringSplitOptions.TrimEntries);
        var first = parts[0].Split(' ', 2, StringSplitOptions.TrimEntries)[0].Replace(',', '.');
        if (!decimal.TryParse(first, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given)) return null;
        return parts.Length == 1 ? (given, null) : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var scale) ? (given, scale) : null;
    }

    /// Null where no stars were given: some systems write 0 for that.
    public static Rating? Read(string? text, int scale)
    {
        if (text is null) return null;
        var (given, own) = Number(text) ?? throw new Refused("its rating is none: {rating}", ("rating", Cut.Short(text)));
        if (given == 0) return null;
        if (own is { } said && !IsScale(said)) throw new Refused("its rating is on a scale to {scale}, and only 5 and 10 are known", ("scale", said));
        var rating = new Rating(given, own ?? scale);
        if (given < 0 || given > rating.Scale) throw new Refused("its rating {rating} is beyond the scale of {scale}", ("rating", Cut.Short(text)), ("scale", rating.Scale));
        return rating;
    }
}

static class Cut
{
    public static string Short(string text, int most = 40) => text.Length > most ? text[..most] + "…" : text;
}
