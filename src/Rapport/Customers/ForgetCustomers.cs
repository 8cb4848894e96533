using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;

namespace Rapport.Customers;

static class ForgetCustomers
{
    extension(Db db)
    {
        /// The persons go, with what each shop calls them; that somebody bought something stays.
        public async Task Forget(IQueryable<Customer> who)
        {
            var now = db.Clock.GetUtcNow();
            // What was mailed to who never had an account names nobody by number.
            await db.Set<SentMail>().Where(m => m.Member == null && who.Any(c => c.Email == m.Address)).ExecuteDeleteAsync();
            await who.ExecuteUpdateAsync(s => s
                .SetProperty(c => c.Email, (string?)null).SetProperty(c => c.EmailKey, (string?)null).SetProperty(c => c.Name, (string?)null).SetProperty(c => c.Language, (string?)null).SetProperty(c => c.MemberId, (long?)null).SetProperty(c => c.ForgottenAt, now));
            await db.Set<ForeignId>().Where(f => f.Kind == Customer.Foreign && db.Set<Customer>().Any(c => c.Id == f.Id && c.ForgottenAt != null)).ExecuteDeleteAsync();
        }
    }
}
