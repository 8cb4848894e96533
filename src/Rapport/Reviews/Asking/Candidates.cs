using Rapport.Catalog;
using Rapport.Customers;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Reviews.Asking;

/// Reads orders as candidates: four queries for any number of them.
public sealed class Candidates(Db db)
{
    /// What should have been asked so long ago is not asked any more: nobody wants to hear of it then.
    static readonly TimeSpan Late = TimeSpan.FromDays(30);
    const int Few = 500;

    /// The orders whose turn it is: delivered, or where that is never told ordered, long enough ago, and not before it was switched on.
    public IReadOnlyList<IQueryable<Order>> Due(AskingSettings settings, DateTimeOffset now)
    {
        if (settings.Since is not { } since) return [];
        var until = now.AddDays(-settings.Delay);
        var from = Later(since, until - Late);
        List<IQueryable<Order>> due = [Unsettled(db.Orders.Where(o => o.DeliveredAt >= from && o.DeliveredAt <= until).OrderBy(o => o.DeliveredAt).ThenBy(o => o.Id))];
        if (settings is not { Undelivered: { } days, UndeliveredSince: { } chosen }) return due;
        var placedUntil = now.AddDays(-days);
        var placedFrom = Later(Later(since, chosen), placedUntil - Late);
        due.Add(Unsettled(db.Orders.Where(o => o.DeliveredAt == null && o.PlacedAt >= placedFrom && o.PlacedAt <= placedUntil).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)));
        return due;
    }

    /// The requests whose reminder is due, and those for which it is too late.
    public (IQueryable<ReviewRequest> Due, IQueryable<ReviewRequest> Missed) Reminders(AskingSettings settings, DateTimeOffset now)
    {
        var (since, late) = (settings.Since, now - Late);
        var open = db.ReviewRequests.Where(r => r.RemindAt <= now);
        return (open.Where(r => r.RemindAt > late && r.AskedAt >= since).OrderBy(r => r.RemindAt).ThenBy(r => r.Id), open.Where(r => r.RemindAt <= late || r.AskedAt < since));
    }

    IQueryable<Order> Unsettled(IQueryable<Order> orders) => orders.Where(o => !db.Set<ReviewRequest>().Any(r => r.OrderId == o.Id));

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    public async Task<IReadOnlyList<Candidate>> Read(IQueryable<Order> orders)
    {
        var found = await (
            from o in orders.AsNoTracking()
            join c in db.Customers on o.CustomerId equals (long?)c.Id into customers
            from c in customers.DefaultIfEmpty()
            join m in db.Members on c.MemberId equals (long?)m.Id into members
            from m in members.DefaultIfEmpty()
            select new
            {
                o.Id, o.Number, o.PlacedAt, o.DeliveredAt, o.CancelledAt, o.IsHistory, o.Minor, o.CustomerId, c!.Email, c.EmailKey, c.Name, c.ForgottenAt, c.MemberId, Spoken = c.Language, m!.Language, m.Zone, m.SuspendedAt,
                Back = db.Set<Refund>().Where(r => r.OrderId == o.Id).Sum(r => r.Minor), IsSettled = db.Set<ReviewRequest>().Any(r => r.OrderId == o.Id),
            }).ToListAsync();
        var lines = (await (
            from o in orders.AsNoTracking()
            join l in db.OrderLines on o.Id equals l.OrderId
            join p in db.Products on l.ProductId equals (long?)p.Id into products
            from p in products.DefaultIfEmpty()
            select new { l.Id, l.OrderId, l.Quantity, l.Returned, l.Name, Product = (long?)p!.Id, p.FamilyId, Title = p.Name, p.Slug }).ToListAsync()).ToLookup(l => l.OrderId);
        var reviewed = (await (
            from o in orders.AsNoTracking()
            join c in db.Customers on o.CustomerId equals (long?)c.Id
            where c.MemberId != null
            join r in db.Reviews on c.MemberId equals r.AuthorId
            select new { o.Id, r.SharedId }).Distinct().ToListAsync()).Select(r => (r.Id, r.SharedId)).ToHashSet();
        var stops = await Stops([.. found.Select(o => o.EmailKey).OfType<string>().Distinct().Select(EmailAddress.HashOf)]);

        return found.ConvertAll(o => new Candidate(o.Id, o.Number, o.PlacedAt, o.DeliveredAt,
            new Buyer(o.CustomerId, o.ForgottenAt is null ? o.Email : null, o.Name, o.MemberId, o.Language ?? o.Spoken, o.Zone)
            {
                Stop = o.EmailKey is { } key && stops.TryGetValue(EmailAddress.HashOf(key), out var refused) ? refused ? LeftOut.NoSuchMailbox : LeftOut.OptedOut : null,
                IsSuspended = o.SuspendedAt is not null,
            },
            [.. lines[o.Id].OrderBy(l => l.Id).Select(l => new Thing(l.Product, l.FamilyId ?? l.Product, l.Title ?? l.Name, $"/products/{l.Product}/{l.Slug}", l.Returned >= l.Quantity, (l.FamilyId ?? l.Product) is { } shared && reviewed.Contains((o.Id, shared))))])
        {
            IsHistory = o.IsHistory, IsCancelled = o.CancelledAt is not null, IsGivenBack = o.Minor > 0 && o.Back >= o.Minor, IsSettled = o.IsSettled,
        });
    }

    /// The addresses among these that are not written to, and whether that is because nobody has them.
    async Task<Dictionary<string, bool>> Stops(List<string> addresses)
    {
        var stops = db.Set<AskingStop>().AsNoTracking();
        return await (addresses.Count > Few ? stops : stops.Where(s => addresses.Contains(s.Address))).ToDictionaryAsync(s => s.Address, s => s.Refused);
    }
}
