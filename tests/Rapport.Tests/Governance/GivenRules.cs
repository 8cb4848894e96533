using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// Their links wait no more.
    public Task Vouched(Member member, World world) => world.Act(async db =>
    {
        if (await db.Vouches.AnyAsync(v => v.MemberId == member.Id)) return;
        db.Add(new Vouch(member.Id, null, db.Clock.GetUtcNow()));
        await db.Save();
    });

    /// No longer new, and still without standing.
    public async Task Published(Member member, World world, int times)
    {
        var topic = await Topic(world.Cast.Ada);
        for (var n = 0; n < times; n++) await Reply(topic, member, $"Word {n}");
    }
}
