using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Evidence;

namespace Rapport.Reviews.Owners;

/// POST /products/{id}/willing: whoever bought a thing agrees to be asked about it by others, or takes that back.
static class ChooseWilling
{
    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me)
    {
        var (by, willing) = (me.Member, sent["willing"] is not null);
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        if (willing && (await db.Purchase(by.Id, product)).Line is null) throw new Refused("Only who bought it here is asked about it.");
        await db.Agree(by.Id, id, willing);
        await db.Save();
        return Go.To(sent["at"] == "settings" ? "/settings?saved=notices" : FormattableString.Invariant($"/things#t{id}"));
    }
}
