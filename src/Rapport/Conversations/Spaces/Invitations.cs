using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// The spaces that a member was invited to, as audiences.
public sealed class Invitations : IAudienceSource
{
    public async Task<IReadOnlyList<string>> Of(Member member, Db db)
    {
        var id = member.Id;
        var spaces = await db.SpaceGuests.Where(g => g.MemberId == id).Select(g => g.SpaceId).ToListAsync();
        return [.. spaces.Select(Space.InvitedTo)];
    }
}
