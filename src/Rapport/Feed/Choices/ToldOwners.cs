using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Feed.Choices;

/// Owners who may read a question and want to be told of it, here or by mail, and who may answer whoever asks.
sealed class ToldOwners(Db db, Wanted wanted) : OwnersReach
{
    public override async Task<IReadOnlySet<long>> Of(IReadOnlyList<long> members, Topic question)
    {
        var away = await db.DeafTo(question.AuthorId).Concat(db.ApartFrom(question.AuthorId)).Where(m => members.Contains(m)).ToListAsync();
        return (await wanted.Of([.. members.Except(away)], NoticeKind.Owner, question)).Where(w => w.Here || w.ByMail).Select(w => w.Member.Id).ToHashSet();
    }
}
