using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Conversations.Following;

/// Where one of two members blocks the other, neither follows the other any more.
static class EndFollows
{
    public static async Task<IReadOnlyList<Event>> Between(Db db, Member one, Member other)
    {
        var follows = await db.Follows.Where(f => f.Kind == Follow.Member && (f.MemberId == one.Id && f.SubjectId == other.Id || f.MemberId == other.Id && f.SubjectId == one.Id)).ToListAsync();
        db.RemoveRange(follows);
        return [.. follows.Select(f => new Unfollowed(f.SubjectId == one.Id ? one : other, f.MemberId))];
    }
}
