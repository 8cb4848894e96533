using Rapport.Catalog;
using Rapport.Kernel;

namespace Rapport.Customers.Lists;

/// What came of reading a list of orders: how many rows, how much money, and what was refused and why.
public sealed class OrderReport
{
    const int MostNotes = 1_000;

    readonly List<(long Row, Refused Reason)> notes = [];
    readonly Dictionary<string, (long Sold, long Back)> sums = [];

    public int Rows { get; internal set; }
    public int Refused { get; private set; }
    public int Added { get; internal set; }
    public int Changed { get; internal set; }
    public int Unchanged { get; internal set; }
    public int Lines { get; internal set; }
    public int Returns { get; internal set; }
    public int Refunds { get; internal set; }
    public int RefundsUnchanged { get; internal set; }
    public IReadOnlyList<(long Row, Refused Reason)> Notes => notes;

    /// By currency: what was bought and what went back, over all rows that were taken.
    public IReadOnlyDictionary<string, (long Sold, long Back)> Sums => sums;

    internal void Refuse(long row, Refused reason, int rows = 1)
    {
        Refused += rows;
        Note(row, reason);
    }

    /// Something odd about a row, whether or not it was taken.
    internal void Note(long row, Refused reason)
    {
        if (notes.Count < MostNotes) notes.Add((row, reason));
    }

    internal void Count(OrderRow row)
    {
        var (sold, back) = sums.GetValueOrDefault(row.Currency);
        sums[row.Currency] = row.IsReturn ? (sold, back + row.Minor) : (sold + row.Minor, back);
        if (row.IsReturn) Returns++;
        else Lines++;
    }

    public IEnumerable<string> InWords()
    {
        yield return $"rows read {Rows} bought {Lines} given back {Returns} refused {Refused}";
        yield return $"orders stored {Added + Changed} (added {Added}, changed {Changed}) unchanged {Unchanged}";
        yield return $"refunds stored {Refunds} unchanged {RefundsUnchanged}";
        foreach (var (currency, (sold, back)) in sums.OrderBy(s => s.Key, StringComparer.Ordinal))
            yield return $"{currency} bought {new Money(sold, currency).Plain} given back {new Money(back, currency).Plain}";
        foreach (var (row, reason) in notes) yield return $"row {row}: {reason.Plain}";
    }
}
