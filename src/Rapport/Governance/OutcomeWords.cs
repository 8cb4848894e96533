using Rapport.Kernel.Languages;
using Rapport.Statistics;

namespace Rapport.Governance;

/// What became of words, in figures with their uncertainty, as every page says it.
public static class OutcomeWords
{
    extension(Locale words)
    {
        public string Share(Outcome of) => of is { Share: { } share, Interval: { } around } ? $"{words.Percent(share)} ({words.Percent(around.Lower)} – {words.Percent(around.Upper)})" : words.Say("None yet");

        public string Percent(double share) => share.ToString("P0", words.Culture);

        public string Median(KaplanMeier held) => held.N == 0 ? words.Say("None yet")
            : held.Quantile(0.5) is var half && double.IsFinite(half) && held.QuantileInterval(0.5) is var around ? $"{words.Hours(half)} ({words.Hours(around.Lower)} – {words.Hours(around.Upper)})" : words.Say("not known yet");

        string Hours(double hours) => !double.IsFinite(hours) ? words.Say("not known yet") : hours < 48 ? words.Say("{n} h", ("n", hours.ToString("0.#", words.Culture))) : words.Say("{n} d", ("n", (hours / 24).ToString("0.#", words.Culture)));

        public string Chance(double p) => p < 0.0001 ? "< " + 0.0001.ToString("0.0000", words.Culture) : p.ToString("0.0000", words.Culture);

        string Level => OutcomeReport.Level.ToString("0.##", words.Culture);

        /// Whether groups differ, and by what: "by stars".
        public string Said(Finding? found, bool differs, string what, string by) => found is not { } test ? words.Say("{what}: too few to tell.", ("what", what))
            : differs ? words.Say("{what}: differs {by} beyond chance, p = {p} (a difference counts below {level}).", ("what", what), ("by", by), ("p", words.Chance(test.P)), ("level", words.Level))
            : words.Say("{what}: no difference {by} beyond chance, p = {p} (a difference counts below {level}).", ("what", what), ("by", by), ("p", words.Chance(test.P)), ("level", words.Level));
    }
}
