namespace Rapport.Catalog.Feeds;

/// The number below the bars, which proves itself by its last digit.
static class Gtin
{
    public static string? Read(string text)
    {
        var digits = text.Replace(" ", "").Replace("-", "");
        if (digits.Length is not (8 or 12 or 13 or 14) || !digits.All(char.IsAsciiDigit)) return null;
        var sum = 0;
        for (var at = 0; at < digits.Length - 1; at++) sum += (digits[at] - '0') * ((digits.Length - at) % 2 == 0 ? 3 : 1);
        return (10 - sum % 10) % 10 == digits[^1] - '0' ? digits : null;
    }
}
