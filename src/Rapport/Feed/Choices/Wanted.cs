using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Feed.Choices;

/// Which of some members want to be told of a topic, where, and may still see it.
public sealed class Wanted(Db db, Audiences audiences)
{
    public async Task<List<(Member Member, bool Here, bool ByMail)>> Of(IReadOnlyList<long> ids, NoticeKind kind, Topic topic)
    {
        var wanted = new List<(Member Member, bool Here, bool ByMail)>();
        var within = topic.Space.Audience is Audience.Public or Audience.Members ? null : (await audiences.In(db, topic.Space.Audience).Where(m => ids.Contains(m)).ToListAsync()).ToHashSet();
        foreach (var one in await Of(ids, kind))
            if (within?.Contains(one.Member.Id) != false || one.Member.Role is Role.Moderator or Role.Administrator) wanted.Add(one);
        var silent = wanted.Count == 0 ? [] : await db.Silences.Where(s => ids.Contains(s.MemberId) && s.TopicId == topic.Id).Select(s => s.MemberId).ToListAsync();
        return wanted.ConvertAll(w => silent.Contains(w.Member.Id) ? w with { ByMail = false } : w);
    }

    /// Of what concerns only them.
    public async Task<List<(Member Member, bool Here, bool ByMail)>> Of(IReadOnlyList<long> ids, NoticeKind kind)
    {
        if (ids.Count == 0) return [];
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id) && m.LeftAt == null && m.SuspendedAt == null).OrderBy(m => m.Id).ToListAsync();
        var choices = await db.NoticeChoices.AsNoTracking().Where(c => ids.Contains(c.MemberId) && c.Kind == kind).ToDictionaryAsync(c => c.MemberId);
        return members.ConvertAll(member => (member, choices.GetValueOrDefault(member.Id)?.Here ?? true, (choices.GetValueOrDefault(member.Id)?.ByMail ?? true) && member is { Email: not null, IsUnconfirmed: false }));
    }
}
