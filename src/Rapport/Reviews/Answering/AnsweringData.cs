using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Reviews.Answering;

/// Private words: a reviewer takes the whole of them along and away; what somebody of the brand wrote stays with the reviewer, without a name.
sealed class AnsweringData : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(PrivateWord)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("private-words", [.. await db.Set<PrivateWord>().AsNoTracking().Where(w => w.AuthorId == memberId || db.Set<Review>().Any(r => r.Id == w.ReviewId && r.AuthorId == memberId)).OrderBy(w => w.Id).Select(w => new { w.ReviewId, w.ByBrand, w.Text, w.At }).ToListAsync()]),
    ];

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        await db.Set<PrivateWord>().Where(w => w.AuthorId == memberId && !w.ByBrand || db.Set<Review>().Any(r => r.Id == w.ReviewId && r.AuthorId == memberId)).ExecuteDeleteAsync();
        await db.Set<PrivateWord>().Where(w => w.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(w => w.AuthorId, (long?)null));
    }
}
