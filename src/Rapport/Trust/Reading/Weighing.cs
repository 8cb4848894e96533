using Rapport.Statistics;

namespace Rapport.Trust.Reading;

/// One praise among those that are weighed.
sealed class Entry
{
    public required long Id { get; init; }
    public required long Thing { get; init; }
    public required long Topic { get; init; }
    public required long Area { get; set; }
    public required PraiseKind Kind { get; init; }
    public required long? Giver { get; set; }
    public required long Receiver { get; init; }
    public required double Amount { get; set; }
    public required DateTimeOffset At { get; init; }
    public bool Counts { get; set; } = true;
}

/// Enters evidence into a ledger, one piece after the other: what the reader and a trial of another formula have in common.
sealed class Weighing(StandingFormula formula, Func<long> newId)
{
    public StandingLedger Ledger { get; } = new(formula);
    public Dictionary<long, Dictionary<(PraiseKind, long?), Entry>> Things { get; } = [];
    public Dictionary<(long Member, long Area), double> Standings { get; } = [];
    public Dictionary<long, KnownBy> Known { get; } = [];
    public Dictionary<long, (int Upheld, int Rejected)> Reports { get; } = [];
    readonly Dictionary<long, List<Entry>> topics = [], givers = [];

    /// What became of what was entered or known before.
    public HashSet<Entry> Made { get; } = [];
    public HashSet<Entry> Changed { get; } = [];
    public HashSet<Entry> Gone { get; } = [];
    public HashSet<(long Member, long Area)> Moved { get; } = [];
    public HashSet<long> Leavers { get; } = [];

    public void Remember(Entry entry)
    {
        if (!Things.TryGetValue(entry.Thing, out var of)) Things[entry.Thing] = of = [];
        of[Key(entry.Kind, entry.Giver)] = entry;
        if (!topics.TryGetValue(entry.Topic, out var all)) topics[entry.Topic] = all = [];
        all.Add(entry);
        if (entry.Giver is not { } giver) return;
        if (!givers.TryGetValue(giver, out var gave)) givers[giver] = gave = [];
        gave.Add(entry);
    }

    /// An acceptance and a blame are one for a thing.
    static (PraiseKind, long?) Key(PraiseKind kind, long? giver) => kind is PraiseKind.Accepted or PraiseKind.Hidden ? (kind, null) : (kind, giver);

    public void Enter(Evidence evidence)
    {
        switch (evidence)
        {
            case Praised told: Enter(told); break;
            case PraiseTakenBack told: TakeBack(told); break;
            case OutOfSight told: Sink(told); break;
            case BackInSight told: Rise(told); break;
            case AreaChanged told:
                foreach (var entry in topics.GetValueOrDefault(told.Topic) ?? []) Move(entry, told.Area);
                break;
            case BecameKnown told:
                var by = Known.GetValueOrDefault(told.Member);
                Known[told.Member] = by = told.Holds ? by | told.By : by & ~told.By;
                var before = Ledger.Of(told.Member).Known;
                Ledger.Know(told.Member, by != 0);
                if (by != 0 && !before) WeighAgain(told.Member);
                break;
            case ReportJudged told:
                var (upheld, rejected) = Reports.GetValueOrDefault(told.Reporter);
                Reports[told.Reporter] = told.Right ? (Math.Max(0, upheld + told.Times), rejected) : (upheld, Math.Max(0, rejected + told.Times));
                break;
            case Left told: Leavers.Add(told.Member); break;
        }
    }

    /// A shop may tell of purchases long after its customers praised somebody: what they said counts from when they said it.
    void WeighAgain(long giver)
    {
        var given = (givers.GetValueOrDefault(giver) ?? []).Where(e => e.Counts).OrderBy(e => e.At).ThenBy(e => e.Id).ToList();
        foreach (var entry in given) Undo(entry);
        foreach (var entry in given)
        {
            entry.Amount = Ledger.Praise(giver, entry.Receiver, Value(entry.Kind), Days.Of(entry.At));
            Add(entry, entry.Amount);
            Note(entry);
        }
    }

    double Value(PraiseKind kind) => kind switch { PraiseKind.Accepted => formula.Accepted, PraiseKind.Helpful => formula.Helpful, _ => -formula.Helpful };

    void Enter(Praised told)
    {
        if (told.Giver is not { } giver || giver == told.Receiver || Leavers.Contains(told.Receiver)) return;
        if (Find(told.Kind, told.Thing, giver) is not null) return;
        var amount = Ledger.Praise(giver, told.Receiver, Value(told.Kind), Days.Of(told.At));
        Keep(new() { Id = newId(), Thing = told.Thing, Topic = told.Topic, Area = told.Area, Kind = told.Kind, Giver = giver, Receiver = told.Receiver, Amount = amount, At = told.At });
    }

    void Keep(Entry entry)
    {
        Remember(entry);
        Made.Add(entry);
        Add(entry, entry.Amount);
    }

    Entry? Find(PraiseKind kind, long thing, long? giver) => Things.GetValueOrDefault(thing)?.GetValueOrDefault(Key(kind, giver));

    void TakeBack(PraiseTakenBack told)
    {
        if (Find(told.Kind, told.Thing, told.Giver) is not { } entry) return;
        if (entry.Counts) Undo(entry);
        Drop(entry);
    }

    void Drop(Entry entry)
    {
        Things[entry.Thing].Remove(Key(entry.Kind, entry.Giver));
        topics.GetValueOrDefault(entry.Topic)?.Remove(entry);
        if (entry.Giver is { } giver) givers.GetValueOrDefault(giver)?.Remove(entry);
        if (!Made.Remove(entry)) Gone.Add(entry);
        Changed.Remove(entry);
    }

    void Undo(Entry entry)
    {
        Ledger.Undo(entry.Giver, entry.Receiver, entry.Amount);
        Add(entry, -entry.Amount);
    }

    void Sink(OutOfSight told)
    {
        foreach (var entry in Things.GetValueOrDefault(told.Thing)?.Values.Where(e => e.Counts && e.Kind != PraiseKind.Hidden).ToList() ?? [])
        {
            Undo(entry);
            entry.Counts = false;
            Note(entry);
        }
        if (!told.ByModerator || told.Author is not { } author || Leavers.Contains(author) || Find(PraiseKind.Hidden, told.Thing, null) is not null) return;
        var amount = -Ledger.Take(author, formula.Hidden, Days.Of(told.At));
        Keep(new() { Id = newId(), Thing = told.Thing, Topic = told.Topic, Area = told.Area, Kind = PraiseKind.Hidden, Giver = null, Receiver = author, Amount = amount, At = told.At });
    }

    void Rise(BackInSight told)
    {
        foreach (var entry in Things.GetValueOrDefault(told.Thing)?.Values.Where(e => !e.Counts).ToList() ?? [])
        {
            Ledger.Redo(entry.Giver, entry.Receiver, entry.Amount);
            Add(entry, entry.Amount);
            entry.Counts = true;
            Note(entry);
        }
        if (Find(PraiseKind.Hidden, told.Thing, null) is not { } blame) return;
        Undo(blame);
        Drop(blame);
    }

    void Move(Entry entry, long area)
    {
        if (entry.Counts) Add(entry, -entry.Amount);
        entry.Area = area;
        if (entry.Counts) Add(entry, entry.Amount);
        Note(entry);
    }

    void Note(Entry entry)
    {
        if (!Made.Contains(entry)) Changed.Add(entry);
    }

    void Add(Entry entry, double amount)
    {
        var key = (entry.Receiver, entry.Area);
        Standings[key] = Standings.GetValueOrDefault(key) + amount;
        Moved.Add(key);
    }
}
