using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Feed;

/// What a member was told, and what they want to be told.
sealed class FeedData : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Notice), typeof(NoticeChoice), typeof(Silence)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("notices", [.. await db.Notices.AsNoTracking().Where(n => n.MemberId == memberId).OrderBy(n => n.At)
            .Select(n => new { n.At, Kind = n.Kind.ToString(), Topic = n.TopicId, Post = n.PostId, By = n.ActorId, n.ReadAt, n.MailedAt }).ToListAsync()]),
        new("notice-settings", [.. await db.NoticeChoices.AsNoTracking().Where(c => c.MemberId == memberId)
            .Select(c => new { Kind = c.Kind.ToString(), c.Here, c.ByMail }).ToListAsync()]),
        new("topics-without-mail", [.. await db.Silences.AsNoTracking().Where(s => s.MemberId == memberId).Select(s => new { Topic = s.TopicId, s.Since }).ToListAsync()]),
    ];

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        // What became of reports about them concerns nobody any more.
        await db.Notices.Where(n => n.MemberId == memberId || n.PostId == memberId).ExecuteDeleteAsync();
        await db.Notices.Where(n => n.ActorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(n => n.ActorId, (long?)null));
        await db.NoticeChoices.Where(c => c.MemberId == memberId).ExecuteDeleteAsync();
        await db.Silences.Where(s => s.MemberId == memberId).ExecuteDeleteAsync();
    }
}
