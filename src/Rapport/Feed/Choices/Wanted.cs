using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Feed.Choices;

/// Which of some members want to be told of a topic, where, and may still see it.
public sealed class Wanted(Db db, IEnumerable<IAudienceSource> audiences)
{
    public async Task<List<(Member Member, bool Here, bool ByMail)>> Of(IReadOnlyList<long> ids, NoticeKind kind, Topic topic)
    {
        var wanted = new List<(Member Member, bool Here, bool ByMail)>();
        foreach (var one in await Of(ids, kind))
            if (await Sees(one.Member, topic.Space.Audience)) wanted.Add(one);
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

    async Task<bool> Sees(Member member, string audience)
    {
        if (audience is Audience.Public or Audience.Members || member.Role is Role.Moderator or Role.Administrator) return true;
        foreach (var source in audiences)
            if ((await source.Of(member, db)).Contains(audience)) return true;
        return false;
    }
}
