using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Kernel.Database;

namespace Rapport.Feed;

static class Sets
{
    extension(Db db)
    {
        internal DbSet<Notice> Notices => db.Set<Notice>();
        internal DbSet<NoticeChoice> NoticeChoices => db.Set<NoticeChoice>();
        internal DbSet<Silence> Silences => db.Set<Silence>();
    }
}
