using Rapport.Catalog;
using Rapport.Catalog.Feeds;
using Rapport.Kernel;

namespace Rapport.Tests.Catalog;

public sealed class AmountTests
{
    [Theory]
    [InlineData("12.99 EUR", 1299, "EUR"), InlineData("EUR 12.99", 1299, "EUR"), InlineData("12,99 EUR", 1299, "EUR"), InlineData("12.99EUR", 1299, "EUR"), InlineData("€ 12,99", 1299, "EUR")]
    [InlineData("1.299,00 eur", 129900, "EUR"), InlineData("1,299.00 USD", 129900, "USD"), InlineData("1 299,50 SEK", 129950, "SEK"), InlineData("1'299.50 CHF", 129950, "CHF"), InlineData("1,234,567 USD", 123456700, "USD")]
    [InlineData("15 EUR", 1500, "EUR"), InlineData("0.5 GBP", 50, "GBP"), InlineData("1200 JPY", 1200, "JPY"), InlineData("3.450 KWD", 3450, "KWD"), InlineData("0 EUR", 0, "EUR")]
    public void An_amount_is_read_however_shops_write_it(string text, long minor, string currency) => Assert.Equal(new Money(minor, currency), Amounts.Read(text, null));

    [Theory]
    [InlineData("12.99"), InlineData("1.299 EUR"), InlineData("1,299 EUR"), InlineData("-5 EUR"), InlineData("free"), InlineData("12.9.9 EUR"), InlineData("EUR 12 EUR"), InlineData("1.2345 EUR"), InlineData("12.99 XYZ"), InlineData("99999999999999999 EUR"), InlineData("")]
    public void What_is_no_amount_or_two_is_refused(string text) => Assert.Throws<Refused>(() => Amounts.Read(text, null));

    [Fact]
    public void A_list_may_name_the_currency_once() => Assert.Equal(new Money(1299, "EUR"), Amounts.Read("12.99", "EUR"));

    [Theory]
    [InlineData("4006381333931", true), InlineData("4006381333932", false), InlineData("036000291452", true), InlineData("96385074", true), InlineData("400638133393", false), InlineData("4.00638E+12", false), InlineData("400-6381-333931", true)]
    public void A_gtin_proves_itself(string text, bool good) => Assert.Equal(good, Gtin.Read(text) is not null);
}
