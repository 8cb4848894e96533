using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Writing;

namespace Rapport.Reviews.Owners;

/// POST /reviews/{id}/questions: whoever bought what they reviewed agrees to be asked about it by others, or takes that back.
static class ChooseQuestions
{
    public static async Task<IResult> Handle(long id, Sent sent, Db db, Reviewer reviewer)
    {
        var link = sent["link"];
        var (by, _) = await reviewer.Of(link, id);
        var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AuthorId == by.Id) ?? throw new NotFound();
        if (review.OrderLineId is null) throw new Refused("Only who bought it here is asked about it.");
        await db.Agree(by.Id, review.ProductId, sent["willing"] is not null);
        await db.Save();
        return Go.To(WriteReview.With($"/reviews/{id}/thanks", link));
    }
}
