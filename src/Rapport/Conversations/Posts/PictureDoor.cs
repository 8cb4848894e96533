using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// A picture of what is held, hidden or removed is seen only by its author and by those who look after the place. Who was let in is not asked: the words gave the address away.
sealed class PictureDoor(Me me) : FileDoor
{
    public override string Kind => Pictures.Kind;

    public override IQueryable<FileUse> Open(IQueryable<FileUse> uses, Db db)
    {
        if (me.SeesAll) return uses;
        var id = me.Id;
        return uses.Where(u => u.Kind != Pictures.Kind || db.Set<Post>().Any(p => p.Id == u.Subject
            && (id != null && p.AuthorId == id || p.Sight == Sight.Shown && p.RemovedAt == null && (p.Topic.Sight == Sight.Shown || id != null && p.Topic.AuthorId == id))));
    }
}
