using System.Text.Json.Serialization;
using Rapport.Kernel;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Asking;

/// When customers are asked for reviews. There is nothing here by which some of them could be chosen: everybody is asked alike.
[StaysHere]
public sealed record AskingSettings
{
    internal const int MostDelay = 180, MostReminder = 60, MostUndelivered = 365, MostAnHour = 10_000;

    /// When an administrator switched it on; null while it is off. Only what is delivered from then on is asked about.
    public DateTimeOffset? Since { get; init; }

    /// Which words of the mails were seen when it was switched on (the book's edition of them); empty for ours.
    public string Words { get; init; } = "";

    /// Days from the delivery to the mail.
    public int Delay { get; init; } = 14;

    /// Days from the mail to the one reminder; null sends none.
    public int? Reminder { get; init; } = 7;

    /// For shops that never tell of a delivery: days from the order to the mail. Null asks only about what was delivered.
    public int? Undelivered { get; init; }

    /// When that was chosen: only what is ordered from then on counts.
    public DateTimeOffset? UndeliveredSince { get; init; }

    /// The most mails within an hour: a large number of them trickles out.
    public int AnHour { get; init; } = 200;

    [JsonIgnore]
    public bool IsOn => Since is not null;

    /// It belongs to the time since this was switched on.
    internal bool Counts(Candidate order) => order.DeliveredAt is { } delivered ? delivered >= Since : Undelivered is not null && order.PlacedAt >= UndeliveredSince && order.PlacedAt >= Since;

    /// As chosen by an administrator now; when it was switched on stays.
    internal AskingSettings With(int? delay, int? reminder, int? undelivered, int? anHour, DateTimeOffset now) => this with
    {
        Delay = Days(delay ?? -1, 0, MostDelay, "delay"),
        Reminder = reminder is { } again ? Days(again, 1, MostReminder, "reminder") : null,
        Undelivered = undelivered is { } days ? Days(days, 1, MostUndelivered, "undelivered") : null,
        UndeliveredSince = undelivered is null ? null : UndeliveredSince ?? now,
        AnHour = anHour is >= 1 and <= MostAnHour ? anHour.Value : throw new Refused("Write a number of mails from {least} to {most}.", ("least", 1), ("most", MostAnHour)) { Field = "anhour" },
    };

    static int Days(int said, int least, int most, string field) =>
        said >= least && said <= most ? said : throw new Refused("Write a number of days from {least} to {most}.", ("least", least), ("most", most)) { Field = field };
}
