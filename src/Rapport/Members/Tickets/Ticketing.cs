using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Members.Tickets;

/// Issues tickets and takes them back.
static class Ticketing
{
    const int MostAnHour = 5;

    extension(Db db)
    {
        /// A fresh ticket among what Save stores; null when the address got too many within the hour.
        public async Task<(Ticket Ticket, string Secret)?> Issue(Purpose purpose, Member? member, EmailAddress address, string? then)
        {
            var now = db.Clock.GetUtcNow();
            var hourAgo = now.AddHours(-1);
            var hash = address.Hash;
            if (await db.Tickets.CountAsync(t => t.AddressHash == hash && t.Purpose == purpose && t.At > hourAgo) >= MostAnHour) return null;
            var (ticket, secret) = Ticket.For(db.NewId(), purpose, member, address, Go(then), now);
            db.Add(ticket);
            return (ticket, secret);
        }

        /// The ticket, taken by its secret; else null. The try is counted first and for good, so that guesses side by side all count.
        public async Task<Ticket?> Take(long id, string? secret, Purpose purpose)
        {
            var now = db.Clock.GetUtcNow();
            var counted = 0;
            await db.Transact(async () => counted = await Open(db, id, purpose).ExecuteUpdateAsync(s => s.SetProperty(t => t.Tries, t => t.Tries + 1)));
            if (counted == 0) return null;
            var ticket = await db.Tickets.FirstAsync(t => t.Id == id);
            return ticket.Take(secret ?? "", now) ? ticket : null;
        }

        /// The ticket of a mailed link: its id and its secret with a dot between.
        public Task<Ticket?> TakeLink(string? link, Purpose purpose) => Read(link) is var (id, secret) ? db.Take(id, secret, purpose) : Task.FromResult<Ticket?>(null);

        /// Whether a mailed link would still be taken. Looking uses nothing up: programs that read mail look as well.
        public async Task<bool> IsOpen(string? link, Purpose purpose) =>
            Read(link) is var (id, secret) && await Open(db, id, purpose).AsNoTracking().FirstOrDefaultAsync() is { } ticket && ticket.Is(secret) && await db.Owner(ticket) is not null;

        /// The member it was issued to, while they are here and still have the address it went to. Who is suspended is told so, and gets no further.
        public async Task<Member?> Owner(Ticket ticket)
        {
            var member = await db.Members.FirstOrDefaultAsync(m => m.Id == ticket.MemberId);
            return member is { LeftAt: null, EmailKey: { } key } && (ticket.Address is not null || EmailAddress.HashOf(key) == ticket.AddressHash) ? member : null;
        }

        /// Makes every open ticket of the kind worthless.
        public void Withdraw(long memberId, Purpose purpose)
        {
            var now = db.Clock.GetUtcNow();
            db.Later(() => db.Tickets.Where(t => t.MemberId == memberId && t.Purpose == purpose && t.UsedAt == null).ExecuteUpdateAsync(s => s.SetProperty(t => t.UsedAt, now)));
        }
    }

    static IQueryable<Ticket> Open(Db db, long id, Purpose purpose)
    {
        var now = db.Clock.GetUtcNow();
        return db.Tickets.Where(t => t.Id == id && t.Purpose == purpose && t.UsedAt == null && t.EndsAt > now && t.Tries < Ticket.MostTries);
    }

    static (long Id, string Secret)? Read(string? link) =>
        link?.Split('.') is [var id, var secret] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, secret) : null;

    static string? Go(string? then) => Kernel.Web.Go.IsLocal(then) && then!.Length <= 2000 ? then : null;
}
