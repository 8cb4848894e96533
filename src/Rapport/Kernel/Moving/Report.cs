namespace Rapport.Kernel.Moving;

/// Something of the other system that is left behind, and why.
[Part("left.jsonl")]
public sealed record LeftLine(string What, int Count, string Why);

/// What became of the lines of each kind, and what was left behind on purpose.
public class Report
{
    public const int MostNamed = 200;
    readonly List<string> order = [];
    readonly Dictionary<string, Tally> tallies = [];

    public sealed class Tally
    {
        public int Read { get; set; }
        public int Stored { get; set; }
        public int Unchanged { get; set; }
        public int Changed { get; set; }
        public int Refused { get; set; }

        internal Tally Copy() => (Tally)MemberwiseClone();
    }

    public List<string> Refusals { get; } = [];
    public List<LeftLine> Left { get; } = [];

    /// The kinds in the order in which they were read.
    public IReadOnlyList<(string Name, Tally Tally)> All => [.. order.Select(name => (name, tallies[name]))];

    public int Refused => tallies.Values.Sum(t => t.Refused);

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

    /// Counted with a line that is here already.
    public void Also(string kind, int count) => (this[kind].Read, this[kind].Unchanged) = (this[kind].Read + count, this[kind].Unchanged + count);

    public void Refuse(string kind, string key, string reason)
    {
        this[kind].Refused++;
        if (Refusals.Count < MostNamed) Refusals.Add($"{kind} {(key.Length > 100 ? key[..100] + "…" : key)}: {reason}");
    }

    /// Something of a line that is taken otherwise was not taken.
    public void Withhold(string what, string why)
    {
        var at = Left.FindIndex(l => l.What == what && l.Why == why);
        if (at < 0) Left.Add(new(what, 1, why));
        else Left[at] = Left[at] with { Count = Left[at].Count + 1 };
    }

    public void Leave(string what, int count, string why) => Left.Add(new(what, count, why));

    public virtual void Write(TextWriter to)
    {
        foreach (var left in Left) to.WriteLine($"not kept: {left.What} {left.Count} ({left.Why})");
        foreach (var refusal in Refusals) to.WriteLine("refused: " + refusal);
        if (Refused > Refusals.Count) to.WriteLine("refused: and more of the same");
        if (Refusals.Count > 0) to.WriteLine("mend what was refused and import again: what is here already stays as it is");
        foreach (var (kind, t) in All)
            to.WriteLine($"{kind} read {t.Read} stored {t.Stored} unchanged {t.Unchanged}{(t.Changed > 0 ? $" changed {t.Changed}" : "")} refused {t.Refused}");
    }

    /// How things stand, to return to when a batch has to be gone through line by line.
    internal Action Mark()
    {
        var (before, named, left) = (tallies.ToDictionary(t => t.Key, t => t.Value.Copy()), Refusals.Count, Left.ToList());
        return () =>
        {
            Refusals.RemoveRange(named, Refusals.Count - named);
            Left.Clear();
            Left.AddRange(left);
            foreach (var (name, now) in tallies)
            {
                var then = before.GetValueOrDefault(name) ?? new();
                (now.Read, now.Stored, now.Unchanged, now.Changed, now.Refused) = (then.Read, then.Stored, then.Unchanged, then.Changed, then.Refused);
            }
        };
    }
}
