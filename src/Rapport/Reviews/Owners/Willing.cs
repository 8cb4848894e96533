using Rapport.Catalog;
using Rapport.Customers;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Reviews.Owners;

static class Willing
{
    extension(Db db)
    {
        /// Who bought the thing or a variant of it, agreed to be asked, and can be: not whoever asks, nobody of the brand, nobody who left or is suspended.
        public IQueryable<long> WillingToAnswer(long shared, long? asker)
        {
            var family = db.Products.Where(p => (p.FamilyId ?? p.Id) == shared).Select(p => p.Id);
            var owners = db.OwnersOf(family);
            var agreed = db.WillingOwners.Where(o => family.Contains(o.ProductId)).Select(o => o.MemberId);
            return db.Members.Where(m => agreed.Contains(m.Id) && owners.Contains(m.Id) && m.Id != asker && m.Role == Role.Member && m.LeftAt == null && m.SuspendedAt == null).Select(m => m.Id);
        }

        /// Into what Save stores.
        public async Task Agree(long member, long product, bool willing)
        {
            var known = await db.WillingOwners.FirstOrDefaultAsync(o => o.MemberId == member && o.ProductId == product);
            if (willing && known is null) db.Add(new WillingOwner(member, product, db.Clock.GetUtcNow()));
            else if (!willing && known is not null) db.Remove(known);
        }
    }
}
