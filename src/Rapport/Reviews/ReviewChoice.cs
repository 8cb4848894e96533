using System.Globalization;

namespace Rapport.Reviews;

/// By what reviews of a product are told apart, beside their words.
public enum ReviewFacet { Stars, Evidence, Variant, Context, Photos }

/// The evidence that can be chosen, as its labels say it.
public enum EvidenceChoice { Bought, Given, Close, Imported }

/// One value of a facet; for the context with the question that it answers.
public readonly record struct ReviewChoice(ReviewFacet Facet, long Value, long Question = 0)
{
    public const string Stars = "stars", Evidence = "evidence", Variant = "variant", Context = "context", Photos = "photos";

    /// As it stands in an address.
    public (string Name, string Value) Field => Facet switch
    {
        ReviewFacet.Stars => (Stars, Number(Value)),
        ReviewFacet.Evidence => (Evidence, ((EvidenceChoice)Value).ToString().ToLowerInvariant()),
        ReviewFacet.Variant => (Variant, Number(Value)),
        ReviewFacet.Context => (Context, $"{Number(Question)}.{Number(Value)}"),
        _ => (Photos, "true"),
    };

    /// Nothing where the name is of no facet; false where it is, and the value is none of it.
    public static bool? Read(string name, string value, out ReviewChoice choice)
    {
        choice = default;
        switch (name)
        {
            case Stars:
                choice = new(ReviewFacet.Stars, Number(value) ?? 0);
                return choice.Value is >= Review.Worst and <= Review.Best;
            case Evidence:
                if (!Enum.TryParse<EvidenceChoice>(value, ignoreCase: true, out var evidence) || !Enum.IsDefined(evidence) || !char.IsAsciiLetter(value[0])) return false;
                choice = new(ReviewFacet.Evidence, (long)evidence);
                return true;
            case Variant:
                choice = new(ReviewFacet.Variant, Number(value) ?? 0);
                return choice.Value > 0;
            case Context:
                if (value.Split('.') is not [var question, var answer] || Number(question) is not { } of || Number(answer) is not { } said) return false;
                choice = new(ReviewFacet.Context, said, of);
                return of > 0 && said < Aspect.MostOptions;
            case Photos:
                choice = new(ReviewFacet.Photos, 1);
                return value == "true";
            default: return null;
        }
    }

    static long? Number(string said) => long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
