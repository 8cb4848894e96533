using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Catalog.Feeds;

/// Makes a listing of a feed's row. What is needed and wrong refuses the row; what can be done without is left out and noted.
sealed class ReadRow(FeedRow row, string? currency)
{
    const int LongestTitle = 300, LongestSku = 100, LongestDescription = 20_000, LongestValue = 500, LongestAddress = 2_000, MostPictures = 12, MostDetails = 60;

    static readonly (string Column, string Name)[] Traits =
    [
        ("color", "Colour"), ("size", "Size"), ("material", "Material"), ("pattern", "Pattern"), ("age_group", "Age group"), ("gender", "For"),
        ("product_length", "Length"), ("product_width", "Width"), ("product_height", "Height"), ("product_weight", "Weight"), ("energy_efficiency_class", "Energy class"),
    ];

    public List<Refused> Notes { get; } = [];

    public static string? Sku(FeedRow row) => (row.First("id") ?? row.First("fallback_id")) is { } id && Characters.Line(id) is { Length: > 0 and <= LongestSku } sku ? sku : null;

    public static bool IsDiscontinued(FeedRow row) => row.First("availability")?.ToLowerInvariant() is "discontinued" or "retired";

    public Listing Listing()
    {
        if (row.Fault is { } fault) throw fault;
        var sku = Sku(row) ?? throw (row.First("id") is null ? new Refused("It has no id.") : new Refused("The id is longer than {n} characters.", ("n", LongestSku)));
        var title = Line("title") ?? throw new Refused("It has no title.");
        if (title.Length > LongestTitle) throw new Refused("The title is longer than {n} characters.", ("n", LongestTitle));
        var link = row.First("link") is { } said ? Address(said) ?? throw new Refused("The link is not an address that begins with http:// or https://.") : throw new Refused("It has no link.");
        var price = row.First("price") is { } amount ? Amounts.Read(amount, Currency) : (Money?)null;
        var (sale, from, until) = Sale(price);
        var family = Line("item_group_id", LongestSku);
        return new Listing(sku, title, link)
        {
            Description = Description(),
            Brand = Line("brand", 100),
            Gtin = GtinOf(),
            Mpn = Line("mpn", 100),
            Family = family,
            Variant = Line("variant", 120) ?? (family is null ? null : Variant()),
            Category = Category(),
            Price = price,
            SalePrice = sale,
            SaleFrom = from,
            SaleUntil = until,
            Availability = Stock(),
            Pictures = [.. row.All("image_link").Take(1).Concat(row.All("additional_image_link")).Select(Picture).OfType<string>().Distinct().Take(MostPictures)],
            Details = [.. Details().Take(MostDetails)],
            Successor = Line("successor", LongestSku),
        };
    }

    string? Currency => row.First("currency")?.Trim().ToUpperInvariant() ?? currency;

    string? Line(string column, int longest = int.MaxValue)
    {
        if (row.First(column) is not { } value || Characters.Line(value) is not { Length: > 0 } line) return null;
        if (line.Length <= longest) return line;
        Notes.Add(new("{column} is longer than {n} characters and was left out.", ("column", column), ("n", longest)));
        return null;
    }

    static string? Address(string text) => text.Length <= LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;

    string? Picture(string text)
    {
        if (Address(text) is { } address) return address;
        Notes.Add(new("The address of a picture cannot be read; it was left out."));
        return null;
    }

    string? GtinOf()
    {
        if (row.First("gtin") is not { } said) return null;
        if (Gtin.Read(said) is { } gtin) return gtin;
        Notes.Add(new("The GTIN {gtin} is wrong by its check digit or length; it was left out.", ("gtin", said.Length > 20 ? said[..20] : said)));
        return null;
    }

    (Money?, DateTimeOffset?, DateTimeOffset?) Sale(Money? price)
    {
        if (row.First("sale_price") is not { } text || price is null) return default;
        try
        {
            var sale = Amounts.Read(text, price.Value.Currency);
            if (sale.Currency != price.Value.Currency || sale.Minor >= price.Value.Minor) throw new Refused("The sale price {price} is not below the price; it was left out.", ("price", text));
            if (row.First("sale_price_effective_date") is not { } dates) return (sale, null, null);
            if (dates.Split('/') is [var from, var until] && Instant(from) is { } first && Instant(until) is { } last && first < last) return (sale, first, last);
            throw new Refused("The time of the sale, {dates}, cannot be read; the sale was left out.", ("dates", dates.Length > 80 ? dates[..80] : dates));
        }
        catch (Refused problem)
        {
            Notes.Add(problem);
            return default;
        }
    }

    static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at.ToMicroseconds() : null;

    Availability? Stock()
    {
        if (row.First("availability") is not { } said) return null;
        switch (said.ToLowerInvariant().Replace(' ', '_').Replace('-', '_'))
        {
            case "in_stock" or "available" or "yes": return Rapport.Catalog.Availability.InStock;
            case "out_of_stock" or "sold_out" or "no": return Rapport.Catalog.Availability.OutOfStock;
            case "preorder" or "pre_order": return Rapport.Catalog.Availability.Preorder;
            case "backorder" or "back_order": return Rapport.Catalog.Availability.Backorder;
            default:
                Notes.Add(new("The availability {said} is not known here; it was left out.", ("said", said.Length > 40 ? said[..40] : said)));
                return null;
        }
    }

    string[] Category()
    {
        var said = Line("product_type", LongestValue) ?? Line("google_product_category", LongestValue);
        // A bare number is a place in Google's own tree, which has no name here.
        return said is null || said.All(char.IsAsciiDigit) ? [] : [.. said.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(6)];
    }

    string? Variant()
    {
        var traits = string.Join(", ", new[] { "color", "size", "material", "pattern" }.Select(c => Line(c, 60)).OfType<string>());
        return traits.Length == 0 ? null : traits;
    }

    IEnumerable<Detail> Details()
    {
        foreach (var (column, name) in Traits)
            if (Line(column, LongestValue) is { } value) yield return new(null, name, value, Ours: true);
        foreach (var detail in row.All("product_detail"))
            if (detail.Split(FeedRow.Part) is [var section, var name, var value] && Characters.Line(name) is { Length: > 0 and <= 120 } label && Characters.Line(value) is { Length: > 0 and <= LongestValue } words)
                yield return new(Characters.Line(section) is { Length: > 0 and <= 120 } heading ? heading : null, label, words);
    }

    string? Description()
    {
        if (row.First("description") is not { } text) return null;
        if (text.Contains('<') && text.Contains('>')) text = Plain(text);
        text = string.Join("\n\n", Characters.Clean(text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= LongestDescription) return text.Length == 0 ? null : text;
        Notes.Add(new("The description is longer than {n} characters and was cut.", ("n", LongestDescription)));
        return text[..LongestDescription];
    }

    /// Shops send their descriptions with or without markup; only the words are kept.
    static string Plain(string html)
    {
        using var document = AllowList.Parse(html);
        foreach (var unseen in document.QuerySelectorAll("script, style, template, noscript")) unseen.Remove();
        foreach (var end in document.QuerySelectorAll("p, br, li, div, h1, h2, h3, h4, h5, h6, tr")) end.Insert(AngleSharp.Dom.AdjacentPosition.AfterEnd, "\n");
        return document.Body?.TextContent ?? "";
    }
}
