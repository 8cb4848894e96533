using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Webhooks.Endpoints;

/// A delivery in a list, with how its last attempt went.
public sealed record DeliveryRow(long Id, string Type, DateTimeOffset At, Outcome Outcome, int Attempts, DateTimeOffset? DueAt, int? Status, string? Problem);

/// The webhooks, one of them with what it was sent, and the form that describes one.
static class ShowWebhooks
{
    const int PerPage = 50;

    public static async Task<IResult> All(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<WebhooksPage>(new { Webhooks = await db.Webhooks.AsNoTracking().OrderBy(w => w.Id).ToListAsync() });
    }

    public static IResult New(Me me)
    {
        me.RequireAdministrator();
        return Page.Of<EditPage>();
    }

    public static async Task<IResult> Edit(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<EditPage>(new { Webhook = await db.Webhook(id) });
    }

    public static async Task<IResult> One(long id, Db db, Me me, string? show = null, string? after = null)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        var deliveries = db.Deliveries.AsNoTracking().Where(d => d.WebhookId == id);
        deliveries = show switch
        {
            "waiting" => deliveries.Where(d => d.Outcome == Outcome.Waiting),
            "failed" => deliveries.Where(d => d.Outcome == Outcome.GivenUp || d.Outcome == Outcome.Waiting && d.Attempts > 0),
            _ => deliveries,
        };
        var attempts = db.Attempts.AsNoTracking();
        var rows = await deliveries.LatestFirst(d => d.At, Moment.Read(after)).Take(PerPage + 1).Select(d => new
        {
            d.Id, d.Type, d.At, d.Outcome, d.Attempts, d.DueAt,
            Last = attempts.Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.At).Select(a => new { a.Status, a.Problem }).FirstOrDefault(),
        }).ToListAsync();
        return Page.Of<WebhookPage>(new
        {
            Webhook = webhook, Show = show,
            Deliveries = rows.Take(PerPage).Select(d => new DeliveryRow(d.Id, d.Type, d.At, d.Outcome, d.Attempts, webhook.NextTry(d.DueAt), d.Last?.Status, d.Last?.Problem)).ToList(),
            Next = rows.Count > PerPage ? new Moment(rows[PerPage - 1].At, rows[PerPage - 1].Id).ToString() : null,
        });
    }
}
