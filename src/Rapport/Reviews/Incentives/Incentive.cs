using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Incentives;

/// Something is offered to whoever writes a review, whatever it says: that is the one condition there is. What was offered stays written down as it was.
public sealed class Incentive : Entity
{
    public const int LongestName = 80, LongestOffer = 300;

    Incentive() { }

    public Incentive(long id, string name, string offer, DateOnly since, DateOnly? until, string code)
    {
        (Id, Name, Offer, Since, Until, Code) = (id, Said(name, "name", LongestName), Said(offer, "offer", LongestOffer), since, until, code);
        if (until < since) throw new Refused("The last day comes after the first.") { Field = "until" };
    }

    public string Name { get; private set; } = "";

    /// What whoever writes gets, in words that stand beside their review.
    public string Offer { get; private set; } = "";

    /// First and last day, in the time zone of the brand.
    public DateOnly Since { get; private set; }
    public DateOnly? Until { get; private set; }

    /// What the link holds by which it is claimed.
    public string Code { get; private set; } = "";

    public string Path => $"/reviews/offers/{Code}";

    public bool IsOpen(DateOnly today) => Since <= today && !(Until < today);

    /// Whether it is or will be open.
    public bool CanEnd(DateOnly today) => !(Until <= today);

    /// No review is written for it from tomorrow on, and none at all where it had not begun; those that were stay labelled.
    public void End(DateOnly today)
    {
        if (!CanEnd(today)) throw new Refused("This offer has ended already.");
        Until = today;
    }

    static string Said(string said, string field, int most)
    {
        var line = Characters.Line(said);
        if (Characters.Seen(line) < 2 || line.Length > most) throw new Refused("This takes 2 to {most} characters.", ("most", most)) { Field = field };
        if (Sentiment.In(line) is { } word) throw new Refused("“{word}” speaks of what the review is to say. Offer something for writing one, whatever it says.", ("word", word)) { Field = field };
        return line;
    }
}

/// An incentive is for these products; for all where it names none.
public sealed class IncentiveProduct(long incentiveId, long productId)
{
    public long IncentiveId { get; private set; } = incentiveId;
    public long ProductId { get; private set; } = productId;
}
