using System.ComponentModel;

namespace Rapport.Catalog;

/// An amount of money, as programs read it.
public sealed record MoneyJson([property: Description("As written: `12.99`.")] string Amount, string Currency)
{
    public static MoneyJson Example => new("59.90", "EUR");

    internal static MoneyJson? Of(Money? money) => money is { } m ? new(m.Plain, m.Currency) : null;
}
