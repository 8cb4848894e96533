using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

public sealed class StandingTests
{
    static readonly StandingFormula Usual = new();

    /// 60 to give: 15·60/75 = 12; then 48 to give, and 12 from the same person: 15·48/63 / (1 + 12/15) = 6.349….
    [Fact]
    public void Praise_is_weighed_as_worked_out_by_hand()
    {
        var ledger = new StandingLedger(Usual);
        ledger.Know(1, true);

        ledger.Praise(1, 2, 15, 0);
        Assert.Equal(12, ledger.Of(2).Received, 12);
        ledger.Praise(1, 2, 15, 0);
        Assert.Equal(12 + 15 * 48.0 / 63 / 1.8, ledger.Of(2).Received, 12);
    }

    [Fact]
    public void A_point_counts_half_after_its_half_life()
    {
        var ledger = new StandingLedger(Usual);
        ledger.Know(1, true);
        ledger.Praise(1, 2, 15, 100);

        Assert.Equal(6, ledger.Formula.Points(ledger.Of(2).Received, 100 + 365), 12);
        Assert.Equal(60 - 6, ledger.Left(1, 100 + 365), 12);
    }

    [Fact]
    public void Who_is_not_known_and_earned_nothing_gives_nothing()
    {
        var ledger = new StandingLedger(Usual);
        Assert.Equal(0, ledger.Praise(1, 2, 15, 0));
        Assert.Equal(0, ledger.Praise(3, 3, 15, 0));
    }

    static readonly Gen<List<(int From, int To, double Value)>> Acts = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Bool.Select(accepted => accepted ? 15.0 : 1.0)).List[0, 400];

    /// People 0 to 2 are known and stand outside; whatever 3 to 9 do among themselves, they hold no more than came from outside, divided by one less the share that is passed on.
    [Fact]
    public void A_circle_holds_no_more_than_it_got_from_outside_and_a_ninth() => Acts.Sample(acts =>
    {
        var ledger = new StandingLedger(Usual);
        for (var known = 0; known < 3; known++) ledger.Know(known, true);
        var outside = 0.0;
        foreach (var (from, to, value) in acts)
        {
            var amount = ledger.Praise(from, to, value, 0);
            if (from < 3 && to >= 3) outside += amount;
        }
        return Enumerable.Range(3, 7).Sum(p => ledger.Of(p).Received) <= outside / (1 - Usual.PassedOn) + 1e-9;
    });

    [Fact]
    public void Nobody_ever_gave_more_than_they_have() => Acts.Sample(acts =>
    {
        var ledger = new StandingLedger(Usual);
        ledger.Know(0, true);
        foreach (var (from, to, value) in acts) ledger.Praise(from, to, value, 0);
        return ledger.Accounts.All(a => a.Value.Given <= (a.Value.Known ? Usual.Known : 0) + Usual.PassedOn * Math.Max(0, a.Value.Received) + 1e-9);
    });

    [Fact]
    public void What_is_undone_leaves_nothing_behind() => Acts.Sample(acts =>
    {
        var ledger = new StandingLedger(Usual);
        for (var known = 0; known < 5; known++) ledger.Know(known, true);
        var given = acts.ConvertAll(a => (a.From, a.To, Amount: ledger.Praise(a.From, a.To, a.Value, 3)));
        foreach (var (from, to, amount) in given) ledger.Undo(from, to, amount);
        return ledger.Accounts.Values.All(a => Math.Abs(a.Received) < 1e-9 && Math.Abs(a.Given) < 1e-9);
    });

    [Theory]
    [InlineData(nameof(StandingFormula.HalfLife), 0)]
    [InlineData(nameof(StandingFormula.HalfLife), double.NaN)]
    [InlineData(nameof(StandingFormula.Repeated), 0)]
    [InlineData(nameof(StandingFormula.Repeated), 1e-320)]
    [InlineData(nameof(StandingFormula.PassedOn), 1)]
    [InlineData(nameof(StandingFormula.Accepted), double.PositiveInfinity)]
    [InlineData(nameof(StandingFormula.Helpful), -1)]
    public void A_formula_that_divides_by_nothing_is_refused(string name, double number)
    {
        var formula = name switch
        {
            nameof(StandingFormula.HalfLife) => Usual with { HalfLife = number },
            nameof(StandingFormula.Repeated) => Usual with { Repeated = number },
            nameof(StandingFormula.PassedOn) => Usual with { PassedOn = number },
            nameof(StandingFormula.Accepted) => Usual with { Accepted = number },
            _ => Usual with { Helpful = number },
        };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new StandingLedger(formula)).ParamName);
    }
}
