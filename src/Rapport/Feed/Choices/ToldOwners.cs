using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Reviews;

namespace Rapport.Feed.Choices;

/// Owners who may read a question and want to be told of it, here or by mail.
sealed class ToldOwners(Wanted wanted) : OwnersReach
{
    public override async Task<IReadOnlySet<long>> Of(IReadOnlyList<long> members, Topic question) => (await wanted.Of(members, NoticeKind.Owner, question)).Where(w => w.Here || w.ByMail).Select(w => w.Member.Id).ToHashSet();
}
