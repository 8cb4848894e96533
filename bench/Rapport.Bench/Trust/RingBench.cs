using Rapport.Statistics;

namespace Rapport.Bench.Trust;

/// What a ring of accounts gains that praise each other, beside a helper whose answers were accepted. A community of known and unknown people goes on around them.
static class RingBench
{
    const int Honest = 2_000, Days = 365;
    static readonly int[] Sizes = [10, 20, 50, 100, 200, 500];

    public static bool Run()
    {
        var met = true;
        Console.WriteLine($"rings     {Honest} honest members, half of them known; a year; 10 accepted answers and 50 bought votes from honest members for each ring");
        foreach (var shape in Enum.GetValues<Shape>())
            foreach (var size in Sizes)
            {
                var (ring, helper) = Measure(size, shape, seed: size);
                var holds = ring < helper;
                met &= holds;
                Console.WriteLine($"  {shape,-9} {size,4} accounts: {ring,7:0.0} points in sum ({ring / size:0.00} each), helper with 20 accepted answers {helper:0.0}{(holds ? "" : "  MISSED")}");
            }
        Console.WriteLine($"rings: less in sum than one helper: {(met ? "met" : "MISSED")}");
        return met;
    }

    /// Everybody praises everybody; each praises the next; all praise one; all praise one who praises all back, and they accept each other's answers in each.
    enum Shape { Complete, Cycle, Star, Hub }

    static (double Ring, double Helper) Measure(int size, Shape shape, int seed)
    {
        var (ledger, luck) = (new StandingLedger(new()), new Random(seed));
        for (var member = 0; member < Honest; member += 2) ledger.Know(member, true);
        const long helper = 1_000_000, first = 2_000_000;
        var acts = new List<(double Day, long From, long To, double Value)>();
        void Act(long from, long to, double value) => acts.Add((luck.NextDouble() * Days, from, to, value));
        // Honest people are known in half of the cases; those whose acceptance counts are.
        long Somebody() => luck.Next(Honest / 2) * 2;
        for (var n = 0; n < 20 * Honest; n++) Act(luck.Next(Honest), luck.Next(Honest), luck.Next(10) == 0 ? ledger.Formula.Accepted : ledger.Formula.Helpful);
        for (var n = 0; n < 20; n++) Act(Somebody(), helper, ledger.Formula.Accepted);
        for (var n = 0; n < 10; n++) Act(Somebody(), first + luck.Next(size), ledger.Formula.Accepted);
        for (var n = 0; n < 50; n++) Act(Somebody(), first + luck.Next(size), ledger.Formula.Helpful);
        foreach (var (from, to) in Praise(size, shape))
            for (var again = 0; again < 3; again++) Act(first + from, first + to, again == 0 ? ledger.Formula.Accepted : ledger.Formula.Helpful);
        foreach (var act in acts.OrderBy(a => a.Day)) ledger.Praise(act.From, act.To, act.Value, act.Day);
        double Points(long member) => Math.Max(0, ledger.Formula.Points(ledger.Of(member).Received, Days));
        return (Enumerable.Range(0, size).Sum(n => Points(first + n)), Points(helper));
    }

    static IEnumerable<(int From, int To)> Praise(int size, Shape shape) => shape switch
    {
        Shape.Complete => from a in Enumerable.Range(0, size) from b in Enumerable.Range(0, size) where a != b select (a, b),
        Shape.Cycle => Enumerable.Range(0, size).Select(n => (n, (n + 1) % size)),
        Shape.Star => Enumerable.Range(1, size - 1).Select(n => (n, 0)),
        _ => Enumerable.Range(1, size - 1).SelectMany(n => new[] { (n, 0), (0, n) }),
    };
}
