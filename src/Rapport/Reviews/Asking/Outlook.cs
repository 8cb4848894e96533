using Rapport.Customers;
using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Asking;

/// What asking comes to, by the very rules it goes by: how many orders wait for their turn, are on their way, or would have been asked about.
public sealed record Outlook(int Waiting, int OnTheWay, int Delivered, int WouldAsk, IReadOnlyList<(LeftOut Why, int Orders)> LeftOut)
{
    const int Days = 30, OnTheWayDays = 60;

    public static async Task<Outlook> Of(Db db, Candidates candidates, AskingSettings settings)
    {
        var now = db.Clock.GetUtcNow();
        var (month, placed, ever) = (now.AddDays(-Days), now.AddDays(-OnTheWayDays), now.AddDays(-Math.Max(Days, settings.Delay + Days)));
        var all = await candidates.Read(db.Orders.Where(o => o.DeliveredAt > ever || o.DeliveredAt == null && !o.IsHistory && o.CancelledAt == null && o.PlacedAt > placed));
        var delivered = all.Where(c => c.DeliveredAt > month).ToList();
        return new(
            all.Count(c => c.Why is null && !c.IsSettled && settings.Counts(c)),
            all.Count(c => c.Why is null && !c.IsSettled && c.DeliveredAt is null),
            delivered.Count, delivered.Count(c => c.Why is null),
            [.. delivered.Where(c => c.Why is not null).GroupBy(c => c.Why!.Value).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))]);
    }
}

/// What became of asking in a week, Monday to Sunday by the brand's day. Whether mails are opened is not measured.
public sealed record AskingWeek(DateOnly Monday, int Asked, int Reminded, int OptedOut, int Refused, int Reviews)
{
    const int Weeks = 12;

    public static AskingWeek Example => new(new(2026, 3, 2), 41, 12, 1, 0, 9);

    public static async Task<IReadOnlyList<AskingWeek>> All(Db db, Installation installation)
    {
        var today = installation.DayOf(db.Clock.GetUtcNow());
        var mondays = Enumerable.Range(0, Weeks).Select(n => MondayOf(today).AddDays(-7 * n)).ToList();
        var since = mondays[^1];
        var asked = await Count(db.ReviewRequests.Where(r => r.AskedOn >= since).Select(r => r.AskedOn!.Value));
        var reminded = await Count(db.ReviewRequests.Where(r => r.RemindedOn >= since).Select(r => r.RemindedOn!.Value));
        var optedOut = await Count(db.Set<AskingStop>().Where(s => s.On >= since && !s.Refused).Select(s => s.On));
        var refused = await Count(db.Set<AskingStop>().Where(s => s.On >= since && s.Refused).Select(s => s.On));
        var reviews = await Count(db.Set<AskedReview>().Where(r => r.On >= since).Select(r => r.On));
        return mondays.ConvertAll(monday => new AskingWeek(monday, asked[monday].Sum(), reminded[monday].Sum(), optedOut[monday].Sum(), refused[monday].Sum(), reviews[monday].Sum()));
    }

    static async Task<ILookup<DateOnly, int>> Count(IQueryable<DateOnly> days) =>
        (await days.GroupBy(d => d).Select(g => new { g.Key, Number = g.Count() }).ToListAsync()).ToLookup(d => MondayOf(d.Key), d => d.Number);

    static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
