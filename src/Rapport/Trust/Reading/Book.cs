using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Trust.Reading;

/// The part of what is kept that some evidence is about: read from the tables, entered, and written back.
sealed class Book
{
    readonly Db db;
    readonly Weighing weighing;
    readonly HashSet<long> people;
    readonly HashSet<(long, long)> pairs;
    readonly HashSet<(long, long)> areas;

    Book(Db db, StandingFormula formula, HashSet<long> people, HashSet<(long, long)> pairs, HashSet<(long, long)> areas) => (this.db, weighing, this.people, this.pairs, this.areas) = (db, new(formula, db.NewId), people, pairs, areas);

    public void Enter(Evidence evidence) => weighing.Enter(evidence);

    /// As many questions to the database for many pieces of evidence as for a few.
    public static async Task<Book> Open(Db db, StandingFormula formula, IReadOnlyList<Evidence> evidence)
    {
        var rows = await Rows(db, evidence);
        var people = new HashSet<long>(rows.SelectMany(r => new[] { r.GiverId, r.ReceiverId }).OfType<long>());
        foreach (var one in evidence)
            people.UnionWith(one switch
            {
                Praised p => p.Giver is { } giver ? [giver, p.Receiver] : [],
                OutOfSight { Author: { } author, ByModerator: true } => [author],
                BecameKnown k => [k.Member],
                ReportJudged r => [r.Reporter],
                _ => Array.Empty<long>(),
            });
        HashSet<(long, long)> pairs = [.. evidence.OfType<Praised>().Where(p => p.Giver is not null).Select(p => (p.Giver!.Value, p.Receiver)), .. rows.Where(r => r.GiverId is not null).Select(r => (r.GiverId!.Value, r.ReceiverId))];
        var book = new Book(db, formula, people, pairs, Areas(evidence, rows));
        await book.Load(rows);
        return book;
    }

    /// Whose standing may change where.
    static HashSet<(long Member, long Area)> Areas(IReadOnlyList<Evidence> evidence, List<Praise> rows)
    {
        var movedTo = evidence.OfType<AreaChanged>().ToLookup(e => e.Topic, e => e.Area);
        IEnumerable<(long Member, long Area, long Topic)> where = rows.Select(r => (r.ReceiverId, r.AreaId, r.TopicId))
            .Concat(evidence.OfType<Praised>().Select(p => (p.Receiver, p.Area, p.Topic))).Concat(evidence.OfType<OutOfSight>().Where(o => o.Author is not null).Select(o => (o.Author!.Value, o.Area, o.Topic)));
        return [.. where.SelectMany(w => movedTo[w.Topic].Append(w.Area).Select(area => (w.Member, area)))];
    }

    /// Praise of what goes out of sight, comes back or moves is needed whole, of other things only by who praises them now.
    static async Task<List<Praise>> Rows(Db db, IReadOnlyList<Evidence> evidence)
    {
        var whole = evidence.Select(e => e switch { OutOfSight o => o.Thing, BackInSight b => b.Thing, PraiseTakenBack { Kind: PraiseKind.Accepted } t => t.Thing, Praised { Kind: PraiseKind.Accepted } p => p.Thing, _ => (long?)null }).OfType<long>().ToHashSet();
        var topics = evidence.OfType<AreaChanged>().Select(e => e.Topic).Distinct().ToList();
        var said = evidence.Select(e => e switch { Praised { Giver: { } giver } p => (p.Thing, giver), PraiseTakenBack { Giver: { } giver } t => (t.Thing, giver), _ => ((long, long)?)null }).OfType<(long Thing, long Giver)>().Where(s => !whole.Contains(s.Thing)).Distinct().ToList();
        var rows = said.Count == 0 ? [] : await (from s in db.Pairs(said) join p in db.Praises on new { Thing = s.First, Giver = (long?)s.Second } equals new { Thing = p.ThingId, Giver = p.GiverId } select p).AsNoTracking().ToListAsync();
        if (whole.Count > 0) rows.AddRange(await db.Praises.AsNoTracking().Where(p => whole.Contains(p.ThingId)).ToListAsync());
        var known = evidence.OfType<BecameKnown>().Where(e => e.Holds).Select(e => e.Member).Distinct().ToList();
        if (known.Count > 0) rows.AddRange(await db.Praises.AsNoTracking().Where(p => p.GiverId != null && known.Contains(p.GiverId.Value)).ToListAsync());
        if (topics.Count > 0) rows.AddRange(await db.Praises.AsNoTracking().Where(p => topics.Contains(p.TopicId)).ToListAsync());
        return [.. rows.DistinctBy(r => r.Id).OrderBy(r => r.Id)];
    }

    async Task Load(List<Praise> rows)
    {
        foreach (var row in rows) weighing.Remember(new() { Id = row.Id, Thing = row.ThingId, Topic = row.TopicId, Area = row.AreaId, Kind = row.Kind, Giver = row.GiverId, Receiver = row.ReceiverId, Amount = row.Amount, At = row.At, Counts = row.Counts });
        var ids = people.ToList();
        foreach (var voice in await db.Voices.AsNoTracking().Where(v => ids.Contains(v.MemberId)).ToListAsync())
        {
            weighing.Ledger.Set(voice.MemberId, new(voice.Received, voice.Given, voice.Known != 0));
            weighing.Known[voice.MemberId] = voice.Known;
            weighing.Reports[voice.MemberId] = (voice.Upheld, voice.Rejected);
        }
        if (areas.Count == 0) return;
        foreach (var standing in await db.Pairs(areas).Join(db.Standings, a => new { A = a.First, B = a.Second }, s => new { A = s.MemberId, B = s.AreaId }, (_, s) => s).AsNoTracking().ToListAsync()) weighing.Standings[(standing.MemberId, standing.AreaId)] = standing.Amount;
        foreach (var tie in await db.Pairs(pairs).Join(db.Ties, p => new { A = p.First, B = p.Second }, t => new { A = t.GiverId, B = t.ReceiverId }, (_, t) => t).AsNoTracking().ToListAsync()) weighing.Ledger.Set(tie.GiverId, tie.ReceiverId, tie.Amount);
    }

    public async Task Close()
    {
        var (gone, ledger) = (weighing.Gone.Select(e => e.Id).ToList(), weighing.Ledger);
        if (gone.Count > 0) await db.Praises.Where(p => gone.Contains(p.Id)).ExecuteDeleteAsync();
        await db.Put("trust_praises", ["id", "thing_id", "topic_id", "area_id", "kind", "giver_id", "receiver_id", "amount", "at", "counts"], 1,
            [.. weighing.Made.Concat(weighing.Changed).Select(e => new object?[] { e.Id, e.Thing, e.Topic, e.Area, (int)e.Kind, e.Giver, e.Receiver, e.Amount, e.At, e.Counts })]);
        await db.Put("trust_ties", ["giver_id", "receiver_id", "amount"], 2, [.. pairs.Select(p => new object?[] { p.Item1, p.Item2, ledger.Tie(p.Item1, p.Item2) })]);
        await db.Put("trust_standings", ["member_id", "area_id", "amount"], 2, [.. weighing.Moved.Select(m => new object?[] { m.Member, m.Area, weighing.Standings[m] })]);
        await db.Put("trust_voices", ["member_id", "received", "given", "known", "upheld", "rejected"], 1, [.. people.Select(p => (Id: p, Account: ledger.Of(p), Reports: weighing.Reports.GetValueOrDefault(p)))
            .Select(v => new object?[] { v.Id, v.Account.Received, v.Account.Given, (int)weighing.Known.GetValueOrDefault(v.Id), v.Reports.Upheld, v.Reports.Rejected })]);
        if (weighing.Leavers.Count > 0) await Forget([.. weighing.Leavers]);
    }

    /// What those who left said of others stays counted, without them; what was said of them goes.
    async Task Forget(List<long> members)
    {
        await db.Praises.Where(p => members.Contains(p.ReceiverId)).ExecuteDeleteAsync();
        await db.Praises.Where(p => p.GiverId != null && members.Contains(p.GiverId.Value)).ExecuteUpdateAsync(s => s.SetProperty(p => p.GiverId, (long?)null));
        await db.Ties.Where(t => members.Contains(t.GiverId) || members.Contains(t.ReceiverId)).ExecuteDeleteAsync();
        await db.Standings.Where(s => members.Contains(s.MemberId)).ExecuteDeleteAsync();
        await db.Voices.Where(v => members.Contains(v.MemberId)).ExecuteDeleteAsync();
    }
}
