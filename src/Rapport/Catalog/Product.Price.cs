namespace Rapport.Catalog;

public sealed partial class Product
{
    /// The price now, in the currency's smallest unit, and since when it has been so.
    public long? PriceMinor { get; private set; }
    public string? Currency { get; private set; }
    public DateTimeOffset? PriceSince { get; private set; }

    /// The price outside of a sale, and the sale with its time.
    public long? RegularMinor { get; private set; }
    public long? SaleMinor { get; private set; }
    public DateTimeOffset? SaleFrom { get; private set; }
    public DateTimeOffset? SaleUntil { get; private set; }

    /// When the price changes by itself, because a sale begins or ends.
    public DateTimeOffset? NextPriceAt { get; private set; }

    public Money? Price => PriceMinor is { } minor && Currency is { } currency ? new(minor, currency) : null;

    /// What it costs outside of the sale that is on.
    public Money? Before => RegularMinor is { } regular && regular > PriceMinor && Currency is { } currency ? new(regular, currency) : null;

    internal bool SetPrice(Listing listing, DateTimeOffset now)
    {
        var currency = listing.Price?.Currency;
        var other = currency != Currency && PriceMinor is not null && currency is not null;
        (RegularMinor, Currency) = (listing.Price?.Minor, currency ?? Currency);
        var sale = listing.SalePrice is { } offered && offered.Currency == currency ? offered : (Money?)null;
        (SaleMinor, SaleFrom, SaleUntil) = (sale?.Minor, sale is null ? null : listing.SaleFrom, sale is null ? null : listing.SaleUntil);
        return Reprice(now, other);
    }

    /// Lets a sale begin or end. True when the price is another one now.
    internal bool Reprice(DateTimeOffset now, bool otherCurrency = false)
    {
        var on = SaleMinor < RegularMinor && !(now < SaleFrom) && !(now >= SaleUntil);
        NextPriceAt = SaleMinor is null ? null : now < SaleFrom ? SaleFrom : now < SaleUntil ? SaleUntil : null;
        var price = on ? SaleMinor : RegularMinor;
        if (price == PriceMinor && !otherCurrency) return false;
        (PriceMinor, PriceSince) = (price, price is null ? null : now);
        return true;
    }
}
