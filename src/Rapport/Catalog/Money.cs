using System.Collections.Concurrent;
using System.Globalization;
using Rapport.Kernel.Languages;

namespace Rapport.Catalog;

/// An amount in a currency's smallest unit.
public readonly record struct Money(long Minor, string Currency)
{
    static readonly ConcurrentDictionary<(string, string), NumberFormatInfo> Formats = new();

    /// How many digits the currency has after the point.
    public static int Digits(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// Whether some country pays with it.
    public static bool IsKnown(string currency) => Known.Contains(currency);

    static readonly HashSet<string> Known = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => { try { return new RegionInfo(culture.Name).ISOCurrencySymbol; } catch (ArgumentException) { return ""; } })
        .Where(code => code.Length == 3).ToHashSet();

    public decimal Amount => Minor / (decimal)Math.Pow(10, Digits(Currency));

    /// For machines: "12.99".
    public string Plain => Amount.ToString("F" + Digits(Currency), CultureInfo.InvariantCulture);

    /// As the visitor's language writes it.
    public string In(Locale locale) => Amount.ToString("C", Formats.GetOrAdd((locale.Code, Currency), key => Format(locale.Culture, key.Item2)));

    static NumberFormatInfo Format(CultureInfo culture, string currency)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = Digits(currency);
        // Latin digits with Arabic marks between them belong to neither way of writing.
        if (format.CurrencyDecimalSeparator == "\u066b") (format.CurrencyDecimalSeparator, format.CurrencyGroupSeparator) = (".", ",");
        var symbol = currency switch { "EUR" => "€", "GBP" => "£", "USD" => "US$", "JPY" => "¥", "INR" => "₹", "KRW" => "₩", "ILS" => "₪", "UAH" => "₴", _ => null };
        // A code of letters needs room before the figure, a sign does not.
        format.CurrencySymbol = symbol ?? (format.CurrencyPositivePattern == 0 ? currency + " " : currency);
        return format;
    }
}
