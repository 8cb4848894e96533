using Rapport.Customers;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Asking;

/// Asks for everybody to be asked whose turn it is. Comes due every five minutes, on one node.
public sealed record AskForReviews;

/// Asks, reminds, and takes note of mailboxes that are none. The request, its mail and the job that sends it are one transaction:
/// whatever stops it half-way, an order is asked about once and reminded of once.
public sealed class Asker(Db db, Candidates candidates, AskingLetters letters, AskingInForce asking, Installation installation, TimeProvider clock) : Worker<AskForReviews>
{
    const int RunsAnHour = 12, MostLeftOut = 500;

    public override bool ReachesOut => true;

    public override async Task Do(AskForReviews work, CancellationToken cancel)
    {
        await NoteRefusals(cancel);
        var (chosen, now) = (asking.Chosen, clock.GetUtcNow());
        // Without a mail server the mails would wait, and come all at once.
        if (!chosen.IsOn || installation.Smtp is null) return;
        var room = await Room(chosen, now);
        foreach (var due in candidates.Due(chosen, now)) room -= await Ask(due, chosen, room, cancel);
        await Remind(chosen, now, room, cancel);
    }

    /// How many mails may go in this run.
    async Task<int> Room(AskingSettings chosen, DateTimeOffset now)
    {
        var hourAgo = now.AddHours(-1);
        var gone = await db.ReviewRequests.CountAsync(r => r.AskedAt > hourAgo) + await db.ReviewRequests.CountAsync(r => r.RemindedAt > hourAgo);
        return Math.Clamp(chosen.AnHour - gone, 0, (chosen.AnHour + RunsAnHour - 1) / RunsAnHour);
    }

    /// How many mails it wrote.
    async Task<int> Ask(IQueryable<Order> due, AskingSettings chosen, int room, CancellationToken cancel)
    {
        var written = 0;
        // Whoever changes the words meanwhile stops it at the next mail.
        for (var looked = 0; written < room && looked < MostLeftOut && asking.Chosen.IsOn;)
        {
            var ids = await due.Select(o => o.Id).Take(room - written).ToListAsync(cancel);
            foreach (var about in await candidates.Read(db.Orders.Where(o => ids.Contains(o.Id))))
            {
                cancel.ThrowIfCancellationRequested();
                if (!asking.Chosen.IsOn) return written;
                if (await Settle(about, chosen)) written++;
                looked++;
            }
            if (ids.Count == 0) break;
        }
        return written;
    }

    /// True where a mail was written.
    async Task<bool> Settle(Candidate about, AskingSettings chosen)
    {
        var now = clock.GetUtcNow();
        var request = new ReviewRequest(db.NewId(), about, chosen.Reminder, now, installation.DayOf(now));
        db.Add(request);
        if (request.Why is null) request.MailId = await letters.Post(request, about, again: false);
        return await Stored() && request.Why is null;
    }

    async Task Remind(AskingSettings chosen, DateTimeOffset now, int room, CancellationToken cancel)
    {
        var (due, missed) = candidates.Reminders(chosen, now);
        await db.Transact(() => missed.ExecuteUpdateAsync(s => s.SetProperty(r => r.RemindAt, (DateTimeOffset?)null), cancel));
        var requests = await due.Take(room).ToListAsync(cancel);
        var orders = requests.ConvertAll(r => r.OrderId);
        var about = (await candidates.Read(db.Orders.Where(o => orders.Contains(o.Id)))).ToDictionary(c => c.Order);
        foreach (var id in requests.ConvertAll(r => r.Id))
        {
            cancel.ThrowIfCancellationRequested();
            if (!asking.Chosen.IsOn) return;
            db.Forget();
            if (await db.ReviewRequests.FirstOrDefaultAsync(r => r.Id == id && r.RemindAt != null, cancel) is not { } request) continue;
            // Everything is asked again: what came back, was cancelled or reviewed since, and who wants no more of it.
            if (chosen.Reminder is null || about.GetValueOrDefault(request.OrderId) is not { Why: null } order) request.Rest();
            else
            {
                request.Remind(now, installation.DayOf(now));
                request.MailId = await letters.Post(request, order, again: true) ?? request.MailId;
            }
            await Stored();
        }
    }

    /// False where another node did it a moment before.
    async Task<bool> Stored()
    {
        try
        {
            await db.Save();
            return true;
        }
        catch (DbUpdateException problem) when (Acts.IsConflict(problem)) { return false; }
        finally { db.Forget(); }
    }

    /// An address that the mail server knows nobody by is not tried again, for this order or another.
    async Task NoteRefusals(CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddDays(-30);
        var refused = await (from mail in db.Set<SentMail>().AsNoTracking()
                             where mail.RefusedAt > since
                             join request in db.ReviewRequests on mail.Id equals request.MailId
                             where request.RefusedAt == null
                             select new { request.Id, mail.Address, mail.RefusedAt }).Take(MostLeftOut).ToListAsync(cancel);
        foreach (var one in refused)
        {
            var request = await db.ReviewRequests.FirstAsync(r => r.Id == one.Id, cancel);
            request.Refuse(one.RefusedAt!.Value);
            await db.StopAsking(EmailAddress.HashOf(EmailAddress.Of(one.Address).Key), refused: true, installation);
            await Stored();
        }
    }
}
