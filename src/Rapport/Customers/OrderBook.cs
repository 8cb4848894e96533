using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Customers;

public enum Booked { Added, Changed, Unchanged, Older }

/// Writes down what shops and lists tell of orders: the same again changes nothing, in whatever order it comes.
public sealed partial class OrderBook(Db db, TimeProvider clock)
{
    /// One small transaction; an order must not come twice in it. The answers are in the order of what was told; doubt hears what cannot all be true of it.
    public async Task<IReadOnlyList<Booked>> Take(string source, IReadOnlyList<ToldOrder> told, Action<Refused>? doubt = null)
    {
        foreach (var order in told) order.Check();
        var page = await Turn(source, told);
        var answers = new List<Booked>();
        var events = new List<Event>();
        foreach (var order in told) answers.Add(Take(page, order, events));
        foreach (var refund in told.SelectMany(o => o.Refunds).Where(r => !page.Refunds.ContainsKey(r.Key))) Take(page, refund, events);
        page.Doubts.ForEach(d => doubt?.Invoke(d));
        if (events.Count > 0 || db.ChangeTracker.HasChanges()) await db.Save(events);
        return answers;
    }

    /// Refunds that come by themselves, before or after their order, or of orders nobody told us of.
    public async Task<int> Take(string source, IReadOnlyList<ToldRefund> told)
    {
        foreach (var refund in told) Check(refund);
        var page = await Turn(source, [], told);
        var events = new List<Event>();
        var news = told.Where(r => !page.Refunds.ContainsKey(r.Key)).ToList();
        await RefuseTooMuch(page, news);
        foreach (var refund in news) Take(page, refund, events);
        await db.Save(events);
        return news.Count;
    }

    static void Check(ToldRefund refund)
    {
        if (refund.Key.Length is 0 or > 100) throw new Refused("A refund needs a number of at most {n} characters.", ("n", 100));
        if (!Money.IsKnown(refund.Currency)) throw new Refused("The refund {refund} is in {currency}, which is no currency.", ("refund", refund.Key), ("currency", refund.Currency));
        if (refund.Minor < 0 || refund.Returns.Any(r => r.Quantity < 0)) throw new Refused("The refund {refund} gives back less than nothing.", ("refund", refund.Key));
    }

    /// With all that was given back before.
    async Task RefuseTooMuch(OpenPage page, List<ToldRefund> news)
    {
        foreach (var (order, mine) in news.Where(r => page.Orders.ContainsKey(r.OrderKey)).GroupBy(r => page.Orders[r.OrderKey]).Select(g => (g.Key, g.Where(r => r.Currency == g.Key.Currency).Sum(r => r.Minor))))
            if (mine + await db.Refunds.Where(r => r.OrderId == order.Id && r.Currency == order.Currency).SumAsync(r => r.Minor) > Math.Max(order.Minor, page.LinesOf(order.Id).Sum(l => l.Minor)))
                throw ToldOrder.TooMuchBack(order.Number);
    }

    Booked Take(OpenPage page, ToldOrder told, List<Event> events)
    {
        var known = page.Orders.GetValueOrDefault(told.Key);
        var order = known ?? page.Add(db, new Order(db.NewId(), page.Source, told.Key));
        var customer = page.IsForgotten(order) ? null : page.Customer(db, told.Email, told.CustomerKey, told.CustomerName, clock.GetUtcNow());
        customer?.Speak(told.Language);
        var (delivered, cancelled) = (order.DeliveredAt, order.CancelledAt);
        if (!order.Take(told, customer?.Id, history: db.Acting.Cause != Cause.Live)) return Booked.Older;
        var lines = Lines(page, order, told);
        var early = page.Early.Where(r => r.Refund.OrderKey == order.Key && r.Refund.OrderId is null).ToList();
        var tooMuch = early.Where(r => r.Refund.Currency == order.Currency).Sum(r => r.Refund.Minor) + told.Refunds.Where(r => !page.Refunds.ContainsKey(r.Key)).Sum(r => r.Minor) > told.Most;
        if (!tooMuch) early.ForEach(e => Attach(page, order, e));
        if (known is null) events.Add(new OrderPlaced(order));
        else if (db.Entry(order).State != EntityState.Unchanged || lines) events.Add(new OrderChanged(order));
        else return Booked.Unchanged;
        if (tooMuch) page.Doubts.Add(ToldOrder.TooMuchBack(order.Number));
        if (told.Doubt is { } doubt) page.Doubts.Add(doubt);
        if (delivered is null && order.DeliveredAt is not null) events.Add(new OrderDelivered(order));
        if (cancelled is null && order.IsCancelled) events.Add(new OrderCancelled(order));
        return known is null ? Booked.Added : Booked.Changed;
    }

    /// True where a line came, went or changed.
    bool Lines(OpenPage page, Order order, ToldOrder told)
    {
        var before = page.LinesOf(order.Id).ToDictionary(l => l.Key);
        var changed = false;
        foreach (var line in told.Lines)
        {
            if (!before.Remove(line.Key, out var kept)) db.Add(page.Add(kept = new OrderLine { Id = db.NewId(), OrderId = order.Id, Key = line.Key }));
            (kept.Sku, kept.Name, kept.Quantity, kept.Minor) = (Cut(line.Sku, 100), Cut(line.Name, 300), line.Quantity, line.Minor);
            kept.ProductId ??= page.Product(line);
            changed |= db.Entry(kept).State != EntityState.Unchanged;
        }
        foreach (var gone in before.Values)
        {
            // A line that something was given back for stays: the refund names it.
            if (gone.Returned > 0) continue;
            db.Remove(gone);
            changed = true;
        }
        return changed;
    }

    void Take(OpenPage page, ToldRefund told, List<Event> events)
    {
        var order = page.Orders.GetValueOrDefault(told.OrderKey);
        var refund = new Refund(db.NewId(), page.Source, told.Key, told.OrderKey)
        {
            OrderId = order?.Id, At = told.At, Currency = told.Currency, Minor = told.Minor,
            CustomerId = order?.CustomerId ?? page.Customer(db, told.Email, told.CustomerKey, null, clock.GetUtcNow())?.Id,
        };
        db.Add(refund);
        page.Refunds[told.Key] = refund;
        foreach (var back in told.Returns)
            db.Add(new RefundLine { Id = db.NewId(), RefundId = refund.Id, LineKey = back.LineKey, Sku = Cut(back.Sku, 100), Name = Cut(back.Name, 300), Quantity = back.Quantity, Minor = back.Minor, LineId = Set(page, order, refund, back)?.Id });
        events.Add(new OrderRefunded(refund));
    }

    /// The line that came back: the one the shop names; where it names only a thing, the customer's latest that is not back yet.
    static OrderLine? Set(OpenPage page, Order? order, Refund refund, ToldReturn back)
    {
        var line = order is not null ? page.LinesOf(order.Id).FirstOrDefault(l => back.LineKey.Length > 0 ? l.Key == back.LineKey : l.Sku == back.Sku)
            : back.Sku.Length > 0 && refund.CustomerId is { } customer ? page.Bought(customer, back.Sku, refund.At, back.Quantity) : null;
        if (line is not null) line.Returned = Math.Min(line.Quantity, line.Returned + back.Quantity);
        return line;
    }

    /// A refund that was told before its order.
    static void Attach(OpenPage page, Order order, (Refund Refund, IReadOnlyList<RefundLine> Lines) early)
    {
        (early.Refund.OrderId, early.Refund.CustomerId) = (order.Id, order.CustomerId ?? early.Refund.CustomerId);
        foreach (var back in early.Lines.Where(b => b.LineId is null))
            back.LineId = Set(page, order, early.Refund, new(back.LineKey, back.Sku, back.Quantity, back.Minor))?.Id;
    }

    static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

    async Task<OpenPage> Turn(string source, IReadOnlyList<ToldOrder> told, IReadOnlyList<ToldRefund>? refunds = null)
    {
        refunds ??= [.. told.SelectMany(o => o.Refunds)];
        var keys = told.Select(o => o.Key).Concat(refunds.Select(r => r.OrderKey)).Where(k => k.Length > 0).Distinct().ToList();
        var orders = await db.Orders.Where(o => o.Source == source && keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key);
        var ids = orders.Values.Select(o => o.Id).ToList();
        var lines = ids.Count == 0 ? [] : await db.OrderLines.Where(l => ids.Contains(l.OrderId)).ToListAsync();
        var refundKeys = refunds.Select(r => r.Key).Distinct().ToList();
        var known = refundKeys.Count == 0 ? [] : await db.Refunds.Where(r => r.Source == source && refundKeys.Contains(r.Key)).ToDictionaryAsync(r => r.Key);
        return new(source, orders, lines, known, await Early(source, keys), await People(source, told, refunds), await Forgotten(orders.Values), await Products(told), await Loose(source, orders.Keys.ToHashSet(), keys, refunds));
    }

    async Task<HashSet<long>> Forgotten(IEnumerable<Order> orders)
    {
        var ids = orders.Select(o => o.CustomerId).OfType<long>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Customers.Where(c => ids.Contains(c.Id) && c.ForgottenAt != null).Select(c => c.Id).ToHashSetAsync();
    }

    async Task<List<(Refund, IReadOnlyList<RefundLine>)>> Early(string source, List<string> keys)
    {
        var refunds = await db.Refunds.Where(r => r.Source == source && r.OrderId == null && keys.Contains(r.OrderKey)).ToListAsync();
        if (refunds.Count == 0) return [];
        var ids = refunds.ConvertAll(r => r.Id);
        var lines = (await db.Set<RefundLine>().Where(l => ids.Contains(l.RefundId)).ToListAsync()).ToLookup(l => l.RefundId);
        return refunds.ConvertAll(r => (r, (IReadOnlyList<RefundLine>)[.. lines[r.Id]]));
    }

    async Task<(Dictionary<string, Customer> ByAddress, Dictionary<string, Customer> ByKey, Dictionary<string, Member> Members)> People(string source, IReadOnlyList<ToldOrder> told, IReadOnlyList<ToldRefund> refunds)
    {
        var addresses = told.Select(o => o.Email).Concat(refunds.Select(r => r.Email)).Select(Address).OfType<EmailAddress>().Select(a => a.Key).Distinct().ToList();
        var names = told.Select(o => o.CustomerKey).Concat(refunds.Select(r => r.CustomerKey)).OfType<string>().Distinct().ToList();
        var byAddress = addresses.Count == 0 ? [] : await db.Customers.Where(c => addresses.Contains(c.EmailKey!)).ToDictionaryAsync(c => c.EmailKey!);
        var ids = names.Count == 0 ? [] : await db.Set<ForeignId>().Where(f => f.Source == source && f.Kind == Customer.Foreign && names.Contains(f.Key)).ToDictionaryAsync(f => f.Id, f => f.Key);
        var wanted = ids.Keys.ToList();
        var byKey = wanted.Count == 0 ? [] : (await db.Customers.Where(c => wanted.Contains(c.Id)).ToListAsync()).ToDictionary(c => ids[c.Id]);
        var members = addresses.Count == 0 ? [] : await db.Members.AsNoTracking().Where(m => addresses.Contains(m.EmailKey!) && m.ConfirmedAt != null).ToDictionaryAsync(m => m.EmailKey!);
        return (byAddress, byKey, members);
    }

    async Task<(Dictionary<string, long> BySku, Dictionary<string, long> ByGtin)> Products(IReadOnlyList<ToldOrder> told)
    {
        var skus = told.SelectMany(o => o.Lines).Select(l => l.Sku).Where(s => s.Length > 0).Distinct().ToList();
        var gtins = told.SelectMany(o => o.Lines).Select(l => l.Gtin).OfType<string>().Distinct().ToList();
        var bySku = skus.Count == 0 ? [] : await db.Products.Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku, p => p.Id);
        var byGtin = gtins.Count == 0 ? [] : (await db.Products.Where(p => gtins.Contains(p.Gtin!)).Select(p => new { p.Gtin, p.Id }).ToListAsync()).GroupBy(p => p.Gtin!).ToDictionary(g => g.Key, g => g.Min(p => p.Id));
        return (bySku, byGtin);
    }

    /// What customers bought before, for refunds that name no order we know.
    async Task<List<(Order Order, OrderLine Line)>> Loose(string source, HashSet<string> known, List<string> keys, IReadOnlyList<ToldRefund> refunds)
    {
        var loose = refunds.Where(r => !known.Contains(r.OrderKey) && r.CustomerKey is not null).ToList();
        if (loose.Count == 0) return [];
        var names = loose.Select(r => r.CustomerKey!).Distinct().ToList();
        var skus = loose.SelectMany(r => r.Returns).Select(r => r.Sku).Distinct().ToList();
        var rows = await (from name in db.Set<ForeignId>()
                          where name.Source == source && name.Kind == Customer.Foreign && names.Contains(name.Key)
                          join order in db.Orders on name.Id equals order.CustomerId
                          join line in db.OrderLines on order.Id equals line.OrderId
                          where skus.Contains(line.Sku)
                          select new { Order = order, Line = line }).ToListAsync();
        return rows.ConvertAll(r => (r.Order, r.Line));
    }

    internal static EmailAddress? Address(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        try { return EmailAddress.Of(typed); }
        catch (Refused) { return null; }
    }
}
