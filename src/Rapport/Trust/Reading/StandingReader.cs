using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;

namespace Rapport.Trust.Reading;

/// Weighs every praise at its place in the log. With another formula it begins again.
public sealed class StandingReader(IEnumerable<EvidenceSource> sources, SiteSettings settings) : DerivedReader
{
    const int Shape = 1, Editions = 100_000;

    public override string What => "Standing";
    public override IReadOnlyList<Type> Hears { get; } = [.. sources.SelectMany(s => s.Hears).Distinct()];
    public override int Batch => 2_000;
    public override int Version => Shape * Editions + settings.Of<TrustSettings>().Edition;

    public override async Task Clear(Db db)
    {
        await db.Praises.ExecuteDeleteAsync();
        await db.Ties.ExecuteDeleteAsync();
        await db.Standings.ExecuteDeleteAsync();
        await db.Voices.ExecuteDeleteAsync();
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var evidence = await In(db, sources, events);
        if (evidence.Count == 0) return;
        var book = await Book.Open(db, settings.Of<TrustSettings>().Formula, evidence);
        foreach (var one in evidence) book.Enter(one);
        await book.Close();
    }

    /// What these events show, in their order.
    public static async Task<IReadOnlyList<Evidence>> In(Db db, IEnumerable<EvidenceSource> sources, IReadOnlyList<Recorded> events)
    {
        var found = new List<Evidence>();
        foreach (var source in sources) found.AddRange(await source.Read(db, events));
        return [.. found.OrderBy(e => e.Position)];
    }
}
