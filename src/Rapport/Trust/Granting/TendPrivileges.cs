using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Trust.Reading;

namespace Rapport.Trust.Granting;

/// Asks for privileges to be brought up to date with standing. Comes due every hour, on one node.
public sealed record LookAtPrivileges;

/// Lays the bars by how high people stand, gives privileges to whoever stands above, and takes them from whoever fell below, thirty days after saying so.
public sealed class TendPrivileges(Db db, SiteSettings settings, TimeProvider clock) : Worker<LookAtPrivileges>
{
    /// Events that the reader of standing may be behind; while it begins anew nobody loses anything.
    const long MostBehind = 1_000;

    /// A bar is lowered to no less than a fifth, so that a privilege is always earned.
    const double Least = .2;

    /// The share of those who stand at all that reaches a privilege, where the bar would be too high for them.
    static double Share(Privilege privilege) => privilege switch { Privilege.Links => .5, Privilege.Tags or Privilege.Duplicates => .1, Privilege.Wiki => .05, _ => .02 };

    static readonly Privilege[] InAreas = [.. Enum.GetValues<Privilege>().Where(p => p != Privilege.Links)];

    public override async Task Do(LookAtPrivileges work, CancellationToken cancel)
    {
        if (await IsBehind()) return;
        var now = clock.GetUtcNow();
        var bars = await Lay(now);
        await Give(bars, now);
        await Tend(bars, now);
    }

    async Task<bool> IsBehind()
    {
        var name = nameof(StandingReader);
        return await EventLog.Head(db) - await db.Set<Checkpoint>().Where(c => c.Reader == name).Select(c => c.Position).FirstOrDefaultAsync() > MostBehind;
    }

    async Task<Dictionary<(long, Privilege), double>> Lay(DateTimeOffset now)
    {
        var rules = settings.Of<TrustSettings>();
        var point = rules.Formula.Amount(1, Days.Of(now));
        var bars = new Dictionary<(long Area, Privilege Privilege), double>();
        async Task Set(long area, Privilege privilege, IQueryable<double> amounts, int people)
        {
            var place = Math.Max(0, (int)Math.Ceiling(Share(privilege) * people) - 1);
            var there = await amounts.OrderByDescending(a => a).Skip(place).Take(1).ToListAsync();
            var full = rules.For(privilege) * point;
            bars[(area, privilege)] = there is [var amount] ? Math.Clamp(amount, full * Least, full) : full;
        }
        var voices = db.Voices.Where(v => v.Received >= point).Select(v => v.Received);
        await Set(0, Privilege.Links, voices, await voices.CountAsync());
        foreach (var area in await db.Standings.Where(s => s.Amount >= point).GroupBy(s => s.AreaId).Select(g => new { Id = g.Key, People = g.Count() }).ToListAsync())
            foreach (var privilege in InAreas) await Set(area.Id, privilege, db.Standings.Where(s => s.AreaId == area.Id && s.Amount >= point).Select(s => s.Amount), area.People);
        await db.Transact(async () =>
        {
            await db.Bars.ExecuteDeleteAsync();
            await db.Put("trust_bars", ["area_id", "privilege", "amount"], 2, [.. bars.Select(b => new object?[] { b.Key.Area, (int)b.Key.Privilege, b.Value })]);
        });
        return bars;
    }

    async Task Give(Dictionary<(long Area, Privilege Privilege), double> bars, DateTimeOffset now)
    {
        foreach (var ((area, privilege), bar) in bars.OrderBy(b => b.Key))
        {
            var reached = area == 0 ? db.Voices.Where(v => v.Received >= bar).Select(v => v.MemberId) : db.Standings.Where(s => s.AreaId == area && s.Amount >= bar).Select(s => s.MemberId);
            var grants = db.Set<Grant>();
            foreach (var member in await db.Members.Where(m => reached.Contains(m.Id) && m.Role == Role.Member && m.LeftAt == null && !grants.Any(g => g.MemberId == m.Id && g.AreaId == area && g.Privilege == privilege && g.EndedAt == null)).OrderBy(m => m.Id).ToListAsync())
            {
                var grant = new Grant(db.NewId(), member.Id, area, privilege, now);
                db.Add(grant);
                await db.Save(new PrivilegeChanged(member, grant, PrivilegeNews.Earned));
            }
        }
    }

    async Task Tend(Dictionary<(long, Privilege), double> bars, DateTimeOffset now)
    {
        var rows = await (from grant in db.Grants.AsTracking().Where(g => g.EndedAt == null)
                          join member in db.Members on grant.MemberId equals member.Id
                          join standing in db.Set<Standing>() on new { grant.MemberId, grant.AreaId } equals new { standing.MemberId, standing.AreaId } into standings
                          from standing in standings.DefaultIfEmpty()
                          join voice in db.Set<Voice>() on grant.MemberId equals voice.MemberId into voices
                          from voice in voices.DefaultIfEmpty()
                          orderby grant.Id
                          select new { Grant = grant, Member = member, Amount = grant.AreaId == 0 ? (double?)voice!.Received : (double?)standing!.Amount }).ToListAsync();
        foreach (var row in rows)
        {
            var bar = bars.TryGetValue((row.Grant.AreaId, row.Grant.Privilege), out var laid) ? laid : settings.Of<TrustSettings>().AmountFor(row.Grant.Privilege, now);
            if (row.Amount >= bar) { row.Grant.Recover(); await db.Save(); }
            else if (row.Grant.FadesAt is null) await Tell(row.Member, row.Grant, PrivilegeNews.Fading, () => row.Grant.Fade(now));
            else if (row.Grant.FadesAt <= now) await Tell(row.Member, row.Grant, PrivilegeNews.Over, () => row.Grant.End(now));
        }
    }

    async Task Tell(Member member, Grant grant, PrivilegeNews news, Action change)
    {
        change();
        await db.Save(new PrivilegeChanged(member, grant, news));
    }
}
