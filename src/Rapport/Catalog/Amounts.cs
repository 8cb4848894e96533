using System.Globalization;
using System.Text.RegularExpressions;
using Rapport.Kernel;

namespace Rapport.Catalog;

/// Reads amounts as shops write them: "12.99 EUR", "EUR 12,99", "1.299,00 €". What could be read in two ways is refused.
public static partial class Amounts
{
    public static Money Read(string text, string? currency)
    {
        var match = Shape().Match(text.Trim());
        var code = Code(match.Groups["before"].Value) ?? Code(match.Groups["after"].Value) ?? currency;
        if (!match.Success || match.Groups["before"].Length > 0 && match.Groups["after"].Length > 0) throw Bad(text);
        if (code is null || !Money.IsKnown(code)) throw new Refused("The price {price} names no currency.", ("price", Short(text)));
        var digits = Money.Digits(code);
        var (whole, part) = Split(match.Groups["figure"].Value, digits, text);
        if (part.Length > digits && part[digits..].Trim('0').Length > 0) throw Bad(text);
        var minor = (whole + part.PadRight(digits, '0')[..digits]).TrimStart('0');
        if (minor.Length > 15) throw Bad(text);
        return new(minor.Length == 0 ? 0 : long.Parse(minor, CultureInfo.InvariantCulture), code);
    }

    /// Which mark is the decimal point is told by what follows it: of two kinds the last one; of one kind the one that is not followed by a group of three.
    static (string Whole, string Part) Split(string figure, int digits, string text)
    {
        var bare = Spaces().Replace(figure, "");
        var last = bare.LastIndexOfAny(['.', ',']);
        if (last < 0) return (bare, "");
        var mark = bare[last];
        var (whole, part) = (bare[..last], bare[(last + 1)..]);
        var other = mark == '.' ? ',' : '.';
        var several = whole.Contains(mark);
        if (several && whole.Contains(other)) throw Bad(text);
        if (several) return Grouped(bare, mark) ? (bare.Replace(mark.ToString(), ""), "") : throw Bad(text);
        if (whole.Contains(other)) return Grouped(whole, other) ? (whole.Replace(other.ToString(), ""), part) : throw Bad(text);
        // "1.299 EUR": one thousand to some, one and a bit to others. A factor of a thousand is not guessed.
        if (part.Length == 3 && digits != 3 && whole.Length is > 0 and < 4 && whole != "0") throw new Refused("The price {price} can be read in two ways.", ("price", Short(text)));
        return (whole, part);
    }

    static bool Grouped(string figure, char mark) => figure.Split(mark) is [{ Length: > 0 and < 4 }, .. var groups] && groups.All(g => g.Length == 3);

    static string? Code(string sign) => sign.Trim() switch { "" => null, "€" => "EUR", "£" => "GBP", "US$" => "USD", var code => code.ToUpperInvariant() };

    static Refused Bad(string text) => new("{price} is not a price.", ("price", Short(text)));

    static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    [GeneratedRegex(@"^(?<before>[A-Za-z]{3}|€|£|US\$)?\s*(?<figure>\d[\d.,'’\s]*)\s*(?<after>[A-Za-z]{3}|€|£|US\$)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"[\s'’]")]
    private static partial Regex Spaces();
}
