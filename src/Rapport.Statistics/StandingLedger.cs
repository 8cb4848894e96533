namespace Rapport.Statistics;

/// <summary>Who stands how high by the praise of others, where praise counts as much as whoever gives it has to give.</summary>
/// <remarks>
/// <para>Every person can give the points <c>R = Known (if it is known who they are) + PassedOn · max(0, own points) − what they have given</c>.
/// Praise of value v from g to r is worth <c>v · R/(R + v) · 1/(1 + t/Repeated)</c> points, t being what r has from g already. As this is always below R, nobody
/// gives more than they have: what a group of people holds who are not known comes from outside, and is at most that divided by (1 − PassedOn), however
/// many they are and however they praise each other. This is the conservation that EigenTrust has (Kamvar, Schlosser, Garcia-Molina 2003,
/// "The EigenTrust algorithm for reputation management in P2P networks": every peer divides its trust among those it rates, and trust starts from peers
/// that are known), in a form that needs no iteration: each act of praise is weighed once, at its own time.</para>
/// <para>Points fade by half in <see cref="StandingFormula.HalfLife"/> days. They are kept as they were on one common day (forward decay: Cormode,
/// Shkapenyuk, Srivastava, Xu 2009), so that nothing has to be written while time goes by: an amount is points · 2^(day / HalfLife).</para>
/// <para>One act of praise costs O(1). The same acts in the same order give the same numbers, to the bit. Not for several threads at once.</para>
/// </remarks>
public sealed class StandingLedger(StandingFormula formula)
{
    readonly StandingFormula formula = formula.Checked();
    readonly Dictionary<long, Account> accounts = [];
    readonly Dictionary<(long From, long To), double> ties = [];

    /// <summary>What is kept of a person: amounts as of the common day.</summary>
    /// <param name="Received">What they got, less what was taken.</param>
    /// <param name="Given">What they gave.</param>
    /// <param name="Known">Whether it is known who they are: they bought something, work here, or were appointed.</param>
    public readonly record struct Account(double Received, double Given, bool Known);

    /// <summary>The formula it goes by.</summary>
    public StandingFormula Formula => formula;

    /// <summary>What is kept of a person; nothing of one who was never named.</summary>
    public Account Of(long person) => accounts.GetValueOrDefault(person);

    /// <summary>What is kept of a person from before.</summary>
    public void Set(long person, Account account) => accounts[person] = account;

    /// <summary>What one person got from another, as of the common day.</summary>
    public double Tie(long from, long to) => ties.GetValueOrDefault((from, to));

    /// <summary>What one person got from another before.</summary>
    public void Set(long from, long to, double amount) => ties[(from, to)] = amount;

    /// <summary>Everybody who was named.</summary>
    public IReadOnlyDictionary<long, Account> Accounts => accounts;

    /// <summary>It is known who somebody is, or no longer.</summary>
    public void Know(long person, bool known) => accounts[person] = Of(person) with { Known = known };

    /// <summary>Points somebody can still give on a day, 0 or more.</summary>
    public double Left(long person, double day)
    {
        var of = Of(person);
        return Math.Max(0, (of.Known ? formula.Known : 0) + formula.PassedOn * Math.Max(0, formula.Points(of.Received, day)) - formula.Points(of.Given, day));
    }

    /// <summary>How much of its value somebody's next praise of another counts on a day, 0 to 1.</summary>
    /// <param name="from">Who would give it.</param>
    /// <param name="to">Who would get it.</param>
    /// <param name="value">Points at full weight: positive or negative.</param>
    /// <param name="day">Days since the common day.</param>
    public double Weight(long from, long to, double value, double day)
    {
        var left = Left(from, day);
        return left <= 0 ? 0 : left / (left + Math.Abs(value)) / (1 + formula.Points(Tie(from, to), day) / formula.Repeated);
    }

    /// <summary>Somebody praises another's words, or says with a negative value that they do not help.</summary>
    /// <param name="from">Who says so.</param>
    /// <param name="to">Whose words they are. Praise of oneself counts nothing.</param>
    /// <param name="value">Points at full weight: positive or negative.</param>
    /// <param name="day">Days since the common day.</param>
    /// <returns>The amount the other got, to be kept for <see cref="Undo"/>.</returns>
    public double Praise(long from, long to, double value, double day)
    {
        if (from == to) return 0;
        var amount = formula.Amount(value * Weight(from, to, value, day), day);
        Move(from, to, amount, Math.Abs(amount));
        return amount;
    }

    /// <summary>Praise is taken back, or counts for nothing while its words are out of sight. Whoever gave it has it to give again.</summary>
    /// <param name="from">Who gave it; nobody for one who left.</param>
    /// <param name="to">Who got it.</param>
    /// <param name="amount">What <see cref="Praise"/> returned.</param>
    public void Undo(long? from, long to, double amount) => Move(from, to, -amount, -Math.Abs(amount));

    /// <summary>What was undone counts again.</summary>
    public void Redo(long? from, long to, double amount) => Move(from, to, amount, Math.Abs(amount));

    void Move(long? from, long to, double amount, double given)
    {
        var other = Of(to);
        accounts[to] = other with { Received = other.Received + amount };
        if (from is not { } giver) return;
        var of = Of(giver);
        accounts[giver] = of with { Given = Math.Max(0, of.Given + given) };
        ties[(giver, to)] = Math.Max(0, Tie(giver, to) + given);
    }

    /// <summary>Points that somebody loses, or gets back with a negative number, by a decision of the house.</summary>
    /// <returns>The amount.</returns>
    public double Take(long person, double points, double day)
    {
        var amount = formula.Amount(points, day);
        var of = Of(person);
        accounts[person] = of with { Received = of.Received - amount };
        return amount;
    }
}
