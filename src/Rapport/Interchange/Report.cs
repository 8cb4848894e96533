namespace Rapport.Interchange;

/// What became of the lines of each kind, and what was left behind on purpose.
public sealed class Report
{
    readonly List<string> order = [];
    readonly Dictionary<string, Tally> tallies = [];

    public sealed class Tally
    {
        public int Read { get; set; }
        public int Stored { get; set; }
        public int Unchanged { get; set; }
        public int Changed { get; set; }
        public int Refused { get; set; }
    }

    public List<string> Refusals { get; } = [];
    public IReadOnlyList<LeftLine> Left { get; set; } = [];

    public Tally this[string kind]
    {
        get
        {
            if (!tallies.TryGetValue(kind, out var tally))
            {
                tallies[kind] = tally = new();
                order.Add(kind);
            }
            return tally;
        }
    }

    public void Refuse(string kind, string key, string reason)
    {
        this[kind].Refused++;
        if (Refusals.Count < 200) Refusals.Add($"{kind} {key}: {reason}");
    }

    public void Write(TextWriter to)
    {
        foreach (var left in Left) to.WriteLine($"not kept: {left.What} {left.Count} ({left.Why})");
        foreach (var refusal in Refusals) to.WriteLine("refused: " + refusal);
        if (tallies.Values.Sum(t => t.Refused) > Refusals.Count) to.WriteLine("refused: and more of the same");
        foreach (var kind in order)
        {
            var t = tallies[kind];
            to.WriteLine($"{kind} read {t.Read} stored {t.Stored} unchanged {t.Unchanged}{(t.Changed > 0 ? $" changed {t.Changed}" : "")} refused {t.Refused}");
        }
    }
}
