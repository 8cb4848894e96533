using System.Globalization;
using Rapport.Statistics;

namespace Rapport.Bench.Trust;

/// Whether the ranking tells frauds from honest traders on a real network of who trusts whom, without the ratings that the labels were made of.
static class NetworkBench
{
    /// The earliest twentieth of the traders are taken as those whom the house knows.
    const int KnownShare = 20;

    sealed record Rating(long From, long To, double Value, double Day);

    public static bool Run()
    {
        if (Folders.Data("trust") is not { } folder) { Console.WriteLine("network   skipped: the folder of test data is not here"); return true; }
        var labels = File.ReadLines(Path.Combine(folder, "rev2_otc_gt.csv")).Select(l => l.Split(',')).Where(p => p.Length == 2).ToDictionary(p => long.Parse(p[0], CultureInfo.InvariantCulture), p => p[1].Trim() == "+1");
        var all = File.ReadLines(Path.Combine(folder, "soc-sign-bitcoinotc.csv")).Skip(1).Select(l => l.Split(',')).Where(p => p.Length == 4)
            .Select(p => new Rating(long.Parse(p[0], CultureInfo.InvariantCulture), long.Parse(p[1], CultureInfo.InvariantCulture), double.Parse(p[2], CultureInfo.InvariantCulture) / 10, double.Parse(p[3], CultureInfo.InvariantCulture) / 86_400))
            .OrderBy(r => r.Day).ToList();
        Console.WriteLine($"network   {all.Count} ratings, {labels.Count} labelled people, {labels.Values.Count(l => !l)} of them frauds. The labels come from ratings by the founder and those the founder trusts, who are the people labelled honest.");
        bool Honest(long id) => labels.GetValueOrDefault(id);
        var met = true;
        foreach (var (how, kept) in new (string, List<Rating>)[]
        {
            ("without every rating given by somebody labelled honest", all.FindAll(r => !Honest(r.From))),
            ("without the ratings of labelled people by those labelled honest", all.FindAll(r => !(Honest(r.From) && labels.ContainsKey(r.To)))),
        })
        {
            var (standing, mean, rank) = (Area(labels, Standing(kept)), Area(labels, Mean(kept)), Area(labels, PageRank(kept)));
            var separates = standing > .5 && standing >= rank;
            met &= separates;
            Console.WriteLine($"  {how} ({kept.Count} left): AUC {standing:0.000} by standing, {mean:0.000} by plain mean, {rank:0.000} by PageRank");
        }
        Console.WriteLine($"network: separates frauds, and no worse than PageRank: {(met ? "met" : "MISSED")}");
        return met;
    }

    static Dictionary<long, double> Standing(List<Rating> ratings)
    {
        var (first, last) = (ratings[0].Day, ratings[^1].Day);
        var ledger = new StandingLedger(new() { HalfLife = 3_650 });
        var order = ratings.SelectMany(r => new[] { r.From, r.To }).Distinct().ToList();
        foreach (var person in order.Take(order.Count / KnownShare)) ledger.Know(person, true);
        foreach (var r in ratings) ledger.Praise(r.From, r.To, ledger.Formula.Accepted * r.Value, r.Day - first);
        return order.ToDictionary(p => p, p => ledger.Formula.Points(ledger.Of(p).Received, last - first));
    }

    static Dictionary<long, double> Mean(List<Rating> ratings) => ratings.GroupBy(r => r.To).ToDictionary(g => g.Key, g => g.Average(r => r.Value));

    /// Brin and Page 1998 over the positive ratings, by their height.
    static Dictionary<long, double> PageRank(List<Rating> ratings)
    {
        const double follow = .85;
        var people = ratings.SelectMany(r => new[] { r.From, r.To }).Distinct().ToList();
        var links = ratings.Where(r => r.Value > 0).GroupBy(r => r.From).ToDictionary(g => g.Key, g => (Links: g.ToList(), Sum: g.Sum(r => r.Value)));
        var rank = people.ToDictionary(p => p, _ => 1.0 / people.Count);
        for (var round = 0; round < 60; round++)
        {
            var loose = people.Where(p => !links.ContainsKey(p)).Sum(p => rank[p]);
            var next = people.ToDictionary(p => p, _ => (1 - follow + follow * loose) / people.Count);
            foreach (var (person, (to, sum)) in links)
                foreach (var link in to) next[link.To] += follow * rank[person] * link.Value / sum;
            rank = next;
        }
        return rank;
    }

    /// The probability that somebody honest ranks above a fraud, ties counting half (Mann and Whitney 1947). Who is not ranked counts as 0.
    static double Area(Dictionary<long, bool> labels, Dictionary<long, double> ranks)
    {
        var (honest, frauds) = (labels.Where(l => l.Value).Select(l => ranks.GetValueOrDefault(l.Key)).ToList(), labels.Where(l => !l.Value).Select(l => ranks.GetValueOrDefault(l.Key)).ToList());
        return honest.Sum(h => frauds.Sum(f => h > f ? 1 : h == f ? .5 : 0)) / honest.Count / frauds.Count;
    }
}
