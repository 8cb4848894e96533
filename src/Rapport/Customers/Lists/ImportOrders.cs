using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Tables;

namespace Rapport.Customers.Lists;

/// Reads a list of orders, a row a thing, in small transactions. What is given back has an order number of its own, or stands
/// among the rows of its order. The same list again changes nothing.
public sealed class ImportOrders(IServiceScopeFactory scopes)
{
    const int Batch = 100;

    public async Task<OrderReport> Run(Stream stream, string name, string? currency = null, string? charset = null, bool dry = false, Action<int>? progress = null, CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Acting.Cause = Cause.Import;
        var book = scope.ServiceProvider.GetRequiredService<OrderBook>();
        var report = new OrderReport();
        var source = "list:" + Slug.Of(name);
        var scattered = Scattered(stream, charset);
        stream.Position = 0;
        foreach (var batch in Together(Rows(stream, charset, currency, report), scattered).Chunk(Batch))
        {
            cancel.ThrowIfCancellationRequested();
            db.Forget();
            await Store(db, book, source, batch, report, dry);
            progress?.Invoke(report.Rows);
        }
        return report;
    }

    /// The orders whose rows do not stand together.
    static HashSet<string> Scattered(Stream stream, string? charset)
    {
        var table = Table.Open(stream, charset);
        var columns = new OrderColumns(table.Columns);
        var (seen, again, last) = (new HashSet<string>(), new HashSet<string>(), "");
        foreach (var order in table.Rows.Select(r => columns.Of(r, "order")).OfType<string>())
        {
            if (order != last && !seen.Add(order)) again.Add(order);
            last = order;
        }
        return again;
    }

    static IEnumerable<OrderRow> Rows(Stream stream, string? charset, string? currency, OrderReport report)
    {
        var table = Table.Open(stream, charset);
        var columns = new OrderColumns(table.Columns);
        foreach (var line in table.Rows)
        {
            report.Rows++;
            OrderRow row;
            try { row = OrderRow.Read(columns, line, currency); }
            catch (Refused problem) { report.Refuse(line.Number, problem); continue; }
            catch (OverflowException) { report.Refuse(line.Number, new("It costs more than there is money.")); continue; }
            yield return row;
        }
    }

    static IEnumerable<List<OrderRow>> Together(IEnumerable<OrderRow> rows, HashSet<string> scattered)
    {
        var kept = new Dictionary<string, List<OrderRow>>();
        List<OrderRow> open = [];
        foreach (var row in rows)
        {
            if (scattered.Contains(row.Order))
            {
                if (!kept.TryGetValue(row.Order, out var its)) kept[row.Order] = its = [];
                its.Add(row);
                continue;
            }
            if (open.Count > 0 && open[0].Order != row.Order) { yield return open; open = []; }
            open.Add(row);
        }
        if (open.Count > 0) yield return open;
        foreach (var its in kept.Values) yield return its;
    }

    static async Task Store(Db db, OrderBook book, string source, IReadOnlyList<List<OrderRow>> batch, OrderReport report, bool dry)
    {
        var orders = new List<(List<OrderRow> Rows, ToldOrder Told)>();
        var refunds = new List<(List<OrderRow> Rows, ToldRefund Told)>();
        foreach (var rows in batch)
        {
            try
            {
                if (rows.Exists(r => !r.IsReturn))
                {
                    var told = Order(rows);
                    told.Check();
                    orders.Add((rows, told));
                }
                else refunds.Add((rows, Refund(rows, orderKey: "")));
            }
            catch (Refused problem) { report.Refuse(rows[0].Row, problem, rows.Count); }
        }
        foreach (var (rows, told) in orders)
            if (told.Doubt is { } doubt) report.Note(rows[0].Row, doubt);
        foreach (var row in orders.SelectMany(o => o.Rows).Concat(refunds.SelectMany(r => r.Rows))) report.Count(row);
        if (dry) return;
        foreach (var booked in await book.Take(source, orders.ConvertAll(o => o.Told)))
            switch (booked)
            {
                case Booked.Added: report.Added++; break;
                case Booked.Changed: report.Changed++; break;
                default: report.Unchanged++; break;
            }
        if (refunds.Count == 0) return;
        db.Forget();
        var stored = await book.Take(source, refunds.ConvertAll(r => r.Told));
        report.Refunds += stored;
        report.RefundsUnchanged += refunds.Count - stored;
    }

    static ToldOrder Order(List<OrderRow> rows)
    {
        var first = rows[0];
        var bought = rows.Where(r => !r.IsReturn).ToList();
        if (rows.Exists(r => r.Currency != first.Currency)) throw new Refused("The order {order} is in two currencies.", ("order", first.Order));
        var back = rows.Where(r => r.IsReturn).ToList();
        return new(first.Order, first.Order, first.At, first.Currency, first.Total ?? bought.Sum(r => r.Minor))
        {
            Email = First(rows, r => r.Email), CustomerKey = First(rows, r => r.Customer), CustomerName = First(rows, r => r.CustomerName),
            DeliveredAt = rows.Select(r => r.DeliveredAt).FirstOrDefault(d => d is not null), CancelledAt = rows.Select(r => r.CancelledAt).FirstOrDefault(d => d is not null),
            // The place among its like tells lines of the same thing apart.
            Lines = [.. bought.GroupBy(r => Thing(r)).SelectMany(g => g.Select((r, n) => new ToldLine(n == 0 ? g.Key : $"{g.Key}#{n + 1}", r.Sku, r.Title, r.Quantity, r.Minor) { Gtin = r.Gtin }))],
            Off = Math.Abs(First(rows, r => r.Discount) ?? 0),
            OnTop = First(rows, r => r.Shipping) is var shipping && First(rows, r => r.Tax) is var tax && (shipping ?? tax) is null ? null : (shipping ?? 0) + (tax ?? 0),
            Refunds = back.Count == 0 ? [] : [Refund(back, first.Order)],
        };
    }

    static string? First(List<OrderRow> rows, Func<OrderRow, string?> of) => rows.Select(of).FirstOrDefault(v => v is not null);

    static long? First(List<OrderRow> rows, Func<OrderRow, long?> of) => rows.Select(of).FirstOrDefault(v => v is not null);

    static string Thing(OrderRow row) => row.Sku.Length > 0 ? row.Sku : row.Title.Length > 90 ? row.Title[..90] : row.Title;

    static ToldRefund Refund(List<OrderRow> rows, string orderKey) =>
        new(orderKey.Length > 0 ? "in-" + orderKey : rows[0].Order, orderKey, rows[0].At, rows[0].Currency, rows.Sum(r => r.Minor))
        {
            CustomerKey = First(rows, r => r.Customer), Email = First(rows, r => r.Email),
            Returns = [.. rows.Select(r => new ToldReturn("", r.Sku, -r.Quantity, r.Minor) { Name = r.Title })],
        };
}
