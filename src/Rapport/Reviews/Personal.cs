using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews.Answering;
using Rapport.Reviews.History;
using Rapport.Reviews.Owners;

namespace Rapport.Reviews;

/// A member's reviews beyond their words: handed over whole, nameless or gone when they leave.
sealed class Personal : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Review), typeof(ReviewEdition), typeof(WillingOwner), typeof(AskedOwner), typeof(PrivateWord)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId)
    {
        var mine = db.Reviews.Where(r => r.AuthorId == memberId);
        return
        [
            new("reviews", [.. await mine.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Id, r.ProductId, r.Stars, r.CreatedAt, r.BoughtAt, r.Rewarded, r.IncentiveId, r.Sampled, r.Relation, r.Source, r.ImportedAt, r.State }).ToListAsync()]),
            new("earlier-stars-and-sides", [.. await db.Set<ReviewEdition>().AsNoTracking().Where(e => mine.Any(r => r.Id == e.ReviewId)).OrderBy(e => e.ReviewId).ThenBy(e => e.Number).Select(e => new { e.ReviewId, e.Number, e.Stars, e.Good, e.Bad, e.At }).ToListAsync()]),
            new("private-words", [.. await db.Set<PrivateWord>().AsNoTracking().Where(w => w.AuthorId == memberId || mine.Any(r => r.Id == w.ReviewId)).OrderBy(w => w.Id).Select(w => new { w.ReviewId, w.ByBrand, w.Text, w.At }).ToListAsync()]),
            new("asked-about", [.. await db.WillingOwners.AsNoTracking().Where(o => o.MemberId == memberId).OrderBy(o => o.ProductId).Select(o => new { o.ProductId, o.Since }).ToListAsync()]),
            new("questions-passed-on-to-you", [.. await db.AskedOwners.AsNoTracking().Where(a => a.MemberId == memberId).OrderBy(a => a.At).ThenBy(a => a.TopicId).Select(a => new { a.TopicId, a.At }).ToListAsync()]),
            new("good-and-bad-sides", [.. await db.ReviewPoints.AsNoTracking().Where(p => mine.Any(r => r.Id == p.ReviewId)).OrderBy(p => p.ReviewId).ThenBy(p => p.Place).Select(p => new { p.ReviewId, p.Good, p.Text }).ToListAsync()]),
            new("answers-in-reviews", [.. await db.ReviewAnswers.AsNoTracking().Where(a => mine.Any(r => r.Id == a.ReviewId)).OrderBy(a => a.ReviewId).ThenBy(a => a.AspectId).Select(a => new { a.ReviewId, Question = db.Set<Aspect>().Where(q => q.Id == a.AspectId).Select(q => q.Name).FirstOrDefault(), a.Value }).ToListAsync()]),
        ];
    }

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        var mine = db.Reviews.Where(r => r.AuthorId == memberId);
        await db.WillingOwners.Where(o => o.MemberId == memberId).ExecuteDeleteAsync();
        await db.AskedOwners.Where(a => a.MemberId == memberId).ExecuteDeleteAsync();
        var gone = choice == LeavingChoice.RemoveWords ? mine : mine.Where(r => r.State == ReviewState.Held);
        await db.ReviewPoints.Where(p => gone.Any(r => r.Id == p.ReviewId)).ExecuteDeleteAsync();
        await db.ReviewAnswers.Where(a => gone.Any(r => r.Id == a.ReviewId)).ExecuteDeleteAsync();
        // What others never saw goes in any case.
        await db.Set<ReviewEdition>().Where(e => gone.Any(r => r.Id == e.ReviewId) || e.Unseen && mine.Any(r => r.Id == e.ReviewId)).ExecuteDeleteAsync();
        // A reviewer takes the whole of them along; what somebody of the brand wrote stays with the reviewer, without a name.
        await db.Set<PrivateWord>().Where(w => w.AuthorId == memberId && !w.ByBrand || mine.Any(r => r.Id == w.ReviewId)).ExecuteDeleteAsync();
        await db.Set<PrivateWord>().Where(w => w.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(w => w.AuthorId, (long?)null));
        await mine.ExecuteUpdateAsync(s => s.SetProperty(r => r.AuthorId, (long?)null).SetProperty(r => r.OrderLineId, (long?)null));
    }
}
