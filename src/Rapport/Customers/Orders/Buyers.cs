using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers.Orders;

/// Who bought something belongs to the customers, and to the owners of what they bought.
sealed class Buyers : IAudienceSource
{
    public async Task<IReadOnlyList<string>> Of(Member member, Db db)
    {
        var owned = await db.BoughtBy(member.Id).Select(l => l.ProductId).Distinct().ToListAsync();
        return owned.Count == 0 ? [] : [CustomerAudience.Customers, .. owned.OfType<long>().Select(CustomerAudience.OwnersOf)];
    }
}
