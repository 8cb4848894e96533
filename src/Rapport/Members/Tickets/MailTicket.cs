using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Members.Tickets;

/// The letter for a ticket that somebody asked for at the door. Written after the answer, which would else take longer where there is an account.
sealed record MailTicket(long Ticket);

sealed class TicketMailer(Db db, Letters letters) : Worker<MailTicket>
{
    public override async Task Do(MailTicket work, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        if (await db.Tickets.FirstOrDefaultAsync(t => t.Id == work.Ticket, cancel) is not { } ticket || !ticket.IsOpen(now) || await db.Owner(ticket) is not { } member) return;
        // The work names the ticket alone: its secret is made here and written nowhere but into the letter.
        var secret = ticket.Renew();
        await (ticket.Purpose == Purpose.Reset ? letters.Reset(member, ticket, secret) : letters.Code(member, secret));
        await db.Save();
    }
}
