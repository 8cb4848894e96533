using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Helping;

/// What helpers do with others' topics: moderators by their office, members by their standing in the space.
static class Helping
{
    public static async Task<IReadOnlySet<Privilege>> Allowed(this Privileges privileges, Me me, long space) =>
        me.IsAnonymous ? new HashSet<Privilege>() : me.IsModerator ? Enum.GetValues<Privilege>().ToHashSet() : await privileges.In(me.Member, space);

    /// The topic, where the visitor may do this with it.
    public static async Task<Topic> Find(long id, Privilege privilege, Db db, Me me, Privileges privileges)
    {
        var (by, topic) = (me.Member, await db.Topics.VisibleTo(me).Find(id));
        topic.Space.RefuseIfArchived();
        if (!me.IsModerator && !await privileges.Has(by, privilege, topic.SpaceId)) throw new Refused("Only whoever is trusted in this space may do this. Your standing says how much it takes.");
        if (await db.ApartFrom(by, topic.AuthorId) is { } apart) throw new Refused("{name} began this, and one of you has blocked the other: somebody else will see to it.", ("name", apart.Name));
        return topic;
    }
}
