using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Defence.Signals;

/// Follows what moderators decide: whether a signal was right. A decision that is taken back, or reversed on appeal, counts no more.
public sealed class SignalOutcomes : DerivedReader
{
    public override string What => "Signals";
    public override IReadOnlyList<Type> Hears => [typeof(CaseDecided), typeof(CaseReopened)];

    public override Task Clear(Db db) => db.Signals.ExecuteUpdateAsync(s => s.SetProperty(x => x.Right, (bool?)null));

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            switch (told.Event)
            {
                case CaseDecided { Verdict: Verdict.Keep, Wait: Wait.Appeal or Wait.Changed }: break;
                case CaseDecided decided: await Set(db, decided.Of, decided.Thing, told.At, decided.Verdict is Verdict.Hide or Verdict.Suspend); break;
                case CaseReopened reopened: await Set(db, reopened.Of, reopened.Thing, told.At, null); break;
            }
    }

    static Task Set(Db db, string of, long thing, DateTimeOffset at, bool? right) =>
        db.Signals.Where(s => s.Of == of && s.ThingId == thing && s.At <= at).ExecuteUpdateAsync(s => s.SetProperty(x => x.Right, right));
}
