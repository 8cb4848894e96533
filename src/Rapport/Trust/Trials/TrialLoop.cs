using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Site;
using Rapport.Trust.Reading;

namespace Rapport.Trust.Trials;

/// Tries formulas, one after the other: reads the log from the beginning into a ledger in memory and writes down only what came out. Of many nodes one does; when it dies, another begins anew.
public sealed class TrialLoop(IServiceScopeFactory scopes, IEnumerable<EvidenceSource> sources, Installation installation, TimeProvider clock, ILogger<TrialLoop> log) : Loop(log)
{
    const int AtOnce = 2_000, MostShown = 50;

    /// Half a tenth of a point more or less is no difference.
    const double Least = .05;

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            while (await Claim() is { } trial) await Try(trial, cancel);
            Succeeded();
            await Task.Delay(TimeSpan.FromSeconds(2), clock, cancel);
        }
    }

    async Task<T> With<T>(Func<Db, SiteSettings, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<Db>(), scope.ServiceProvider.GetRequiredService<SiteSettings>());
    }

    Task<Trial?> Claim() => With(async (db, _) =>
    {
        var (now, silent) = (clock.GetUtcNow(), clock.GetUtcNow() - Trial.Silence);
        var next = await db.Trials.AsNoTracking().Where(t => t.EndedAt == null && (t.Node == null || t.BeatAt < silent)).OrderBy(t => t.AskedAt).ThenBy(t => t.Id).FirstOrDefaultAsync();
        if (next is null) return null;
        if (next.Tries >= Trial.MostTries)
        {
            await db.Transact(() => db.Trials.Where(t => t.Id == next.Id && t.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(t => t.EndedAt, now).SetProperty(t => t.Stopped, true)));
            return null;
        }
        var mine = 0;
        await db.Transact(async () => mine = await db.Trials.Where(t => t.Id == next.Id && t.EndedAt == null && t.Tries == next.Tries && (t.Node == null || t.BeatAt < silent))
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Node, installation.Node).SetProperty(t => t.BeatAt, now).SetProperty(t => t.Tries, t => t.Tries + 1)));
        return mine == 1 ? next : null;
    });

    async Task Try(Trial trial, CancellationToken cancel)
    {
        try
        {
            if (await Weigh(trial, cancel) is { } weighing) await Write(trial, weighing);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Another node, or this one when it is back, takes it at once, and this was no try that failed.
            await With(async (db, _) => { await db.Transact(() => db.Trials.Where(t => t.Id == trial.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Node, (string?)null).SetProperty(t => t.Tries, t => t.Tries - 1))); return true; });
            throw;
        }
        catch (Exception failure) { log.LogError(failure, "Trying the formula {Trial} failed", trial.Id); }
    }

    /// Nothing where it was stopped meanwhile.
    async Task<Weighing?> Weigh(Trial trial, CancellationToken cancel)
    {
        var (end, position, last) = (await With((db, _) => EventLog.Head(db)), 0L, clock.GetTimestamp());
        var ids = 0L;
        var weighing = new Weighing(trial.Formula, () => ++ids);
        if (!await GoesOn(trial.Id, 0, end)) return null;
        while (position < end)
        {
            cancel.ThrowIfCancellationRequested();
            var events = await With(async (db, _) =>
            {
                var some = await EventLog.After(db, position, AtOnce);
                foreach (var one in await StandingReader.In(db, sources, some)) weighing.Enter(one);
                return some;
            });
            if (events.Count == 0) break;
            position = events[^1].Position;
            if (clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1)) continue;
            last = clock.GetTimestamp();
            if (!await GoesOn(trial.Id, position, end)) return null;
        }
        return weighing;
    }

    Task<bool> GoesOn(long id, long done, long of) => With(async (db, _) =>
    {
        var (now, mine) = (clock.GetUtcNow(), 0);
        await db.Transact(async () => mine = await db.Trials.Where(t => t.Id == id && t.EndedAt == null && t.Node == installation.Node).ExecuteUpdateAsync(s => s.SetProperty(t => t.BeatAt, now).SetProperty(t => t.Done, done).SetProperty(t => t.Of, of)));
        return mine == 1;
    });

    Task<bool> Write(Trial trial, Weighing weighing) => With(async (db, settings) =>
    {
        var (now, rules) = (clock.GetUtcNow(), settings.Of<TrustSettings>());
        var day = Days.Of(now);
        var before = await db.Voices.AsNoTracking().Where(v => v.Received != 0).Select(v => new { v.MemberId, v.Received }).ToDictionaryAsync(v => v.MemberId, v => rules.Formula.Points(v.Received, day));
        var after = weighing.Ledger.Accounts.Where(a => !weighing.Leavers.Contains(a.Key)).ToDictionary(a => a.Key, a => trial.Formula.Points(a.Value.Received, day));
        var changes = before.Keys.Union(after.Keys).Select(m => (Member: m, Before: before.GetValueOrDefault(m), After: after.GetValueOrDefault(m))).ToList();
        var (winners, losers) = (changes.FindAll(c => c.After - c.Before > Least), changes.FindAll(c => c.Before - c.After > Least));
        var stored = await db.Trials.FirstOrDefaultAsync(t => t.Id == trial.Id && t.EndedAt == null && t.Node == installation.Node);
        if (stored is null) return false;
        stored.End(winners.Count, losers.Count, changes.Count - winners.Count - losers.Count, now);
        foreach (var change in winners.OrderByDescending(c => c.After - c.Before).ThenBy(c => c.Member).Take(MostShown).Concat(losers.OrderByDescending(c => c.Before - c.After).ThenBy(c => c.Member).Take(MostShown)))
            db.Add(new TrialChange(trial.Id, change.Member, change.Before, change.After));
        var standings = weighing.Standings.Where(s => !weighing.Leavers.Contains(s.Key.Member)).ToList();
        foreach (var privilege in Enum.GetValues<Privilege>())
        {
            var (full, amount) = ((double)rules.For(privilege), rules.AmountFor(privilege, now));
            var (today, then) = privilege == Privilege.Links ? (await db.Voices.CountAsync(v => v.Received >= amount), after.Values.Count(p => p >= full))
                : (await db.Standings.Where(s => s.Amount >= amount).Select(s => s.MemberId).Distinct().CountAsync(), standings.Where(s => trial.Formula.Points(s.Value, day) >= full).Select(s => s.Key.Member).Distinct().Count());
            db.Add(new TrialReach(trial.Id, privilege, today, then));
        }
        await db.Save();
        return true;
    });
}
