using System.ComponentModel;
using Rapport.Conversations.Following;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// Something you want to hear of.
public sealed record FollowJson([property: Description("topic, tag, space, product or member.")] string Kind, long Id, string Name, DateTimeOffset Since, string Url)
{
    public static FollowJson Example => new("topic", 1040, "How do I stop the drip?", new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), "/topics/1040/how-do-i-stop-the-drip");
}

static class TheFollows
{
    public static async Task<Paged<FollowJson>> List(Db db, Me me) => new([.. (await ListFollowing.Of(db, me)).Select(f => new FollowJson(f.Kind, f.Id, f.Name, f.Since, f.Path))], null);

    public static async Task<Done> Follow(string kind, long id, Db db, Me me)
    {
        await FollowThing.Follow(kind, id, true, db, me);
        return new();
    }

    public static async Task<Done> Unfollow(string kind, long id, Db db, Me me)
    {
        await FollowThing.Follow(kind, id, false, db, me);
        return new();
    }
}
