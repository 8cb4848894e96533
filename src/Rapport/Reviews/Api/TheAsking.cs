using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews.Asking;

namespace Rapport.Reviews.Api;

/// Whether and when customers are asked for reviews, and what came of it.
public sealed record AskingJson([property: Description("Since when it is switched on; null while it is off, also since words of the mails were changed. Only what is delivered from then on is asked about.")] DateTimeOffset? Since, [property: Description("Days from the delivery to the mail.")] int Delay,
    [property: Description("Days from the mail to the one reminder; null sends none.")] int? Reminder, [property: Description("Days from the order to the mail where no delivery is told; null asks only about what was delivered.")] int? Undelivered, [property: Description("The most mails within an hour.")] int AnHour,
    OutlookJson Outlook, [property: Description("The last twelve weeks, the latest first. Whether mails are opened is not measured.")] IReadOnlyList<AskingWeek> Weeks)
{
    public static AskingJson Example => new(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), 14, 7, null, 200, OutlookJson.Example, [AskingWeek.Example]);

    internal static async Task<AskingJson> Of(Db db, AskingInForce asking, Installation installation, Candidates candidates)
    {
        var chosen = asking.Chosen;
        return new(chosen.Since, chosen.Delay, chosen.Reminder, chosen.Undelivered, chosen.AnHour, OutlookJson.Of(await Asking.Outlook.Of(db, candidates, chosen)), await AskingWeek.All(db, installation));
    }
}

/// What asking comes to, counted by the rules it goes by.
public sealed record OutlookJson([property: Description("Orders that wait for their turn.")] int Waiting, [property: Description("Orders not delivered yet that would be asked about.")] int OnTheWay, [property: Description("Orders delivered in the last 30 days.")] int Delivered,
    [property: Description("How many of these are asked about by these rules.")] int WouldAsk, [property: Description("Why the others are left out.")] IReadOnlyDictionary<string, int> LeftOut)
{
    public static OutlookJson Example => new(5, 12, 100, 80, new Dictionary<string, int> { ["givenBack"] = 8, ["noAddress"] = 12 });

    internal static OutlookJson Of(Outlook o) => new(o.Waiting, o.OnTheWay, o.Delivered, o.WouldAsk, o.LeftOut.ToDictionary(l => char.ToLowerInvariant($"{l.Why}"[0]) + $"{l.Why}"[1..], l => l.Orders));
}

/// When customers are asked.
public sealed record AskingChange(int Delay, int AnHour, int? Reminder = null, int? Undelivered = null)
{
    public static AskingChange Example => new(14, 200, 7);
}

/// The mails as they will be sent, with made-up things.
public sealed record AskingPreviewJson([property: Description("Names these mails with these days; whoever switches it on gives it back.")] string Seen, IReadOnlyList<AskingMailJson> Mails, OutlookJson Outlook)
{
    public static AskingPreviewJson Example => new("0f3c5a7799b1d2e4", [AskingMailJson.Example], OutlookJson.Example);
}

public sealed record AskingMailJson(string Kind, string Language, string Subject, string Text)
{
    public static AskingMailJson Example => new(AskingLetters.First, "en", "How do you like what you ordered?", "Hello Sam, you ordered from Wrenholt on 1 March 2026.");
}

/// That the mails were looked at.
public sealed record AskingSeen([property: Description("As the preview named them.")] string Seen)
{
    public static AskingSeen Example => new("0f3c5a7799b1d2e4");
}

/// An order that was asked about, or why it was not.
public sealed record ReviewRequestJson(long Id, long Order, DateTimeOffset MadeAt, [property: Description("Null where the customer was asked.")] LeftOut? Why, DateTimeOffset? AskedAt, DateTimeOffset? RemindedAt, [property: Description("When the mail server said that there is no such mailbox.")] DateTimeOffset? RefusedAt, [property: Description("Reviews written by its link.")] int Reviews)
{
    public static ReviewRequestJson Example => new(1900, 1500, new(2026, 3, 17, 9, 0, 0, TimeSpan.Zero), null, new(2026, 3, 17, 9, 0, 0, TimeSpan.Zero), null, null, 1);
}

static class TheAsking
{
    public static Task<AskingJson> Show(Db db, Me me, AskingInForce asking, Installation installation, Candidates candidates)
    {
        me.RequireAdministrator();
        return AskingJson.Of(db, asking, installation, candidates);
    }

    public static async Task<Changed<AskingJson>> Change(AskingChange to, Db db, Me me, SiteSettings settings, AskingInForce asking, Installation installation, Candidates candidates)
    {
        me.RequireAdministrator();
        await settings.Change(db, settings.Of<AskingSettings>().With(to.Delay, to.Reminder, to.Undelivered, to.AnHour, db.Clock.GetUtcNow()));
        return new("/asking", await AskingJson.Of(db, asking, installation, candidates));
    }

    public static async Task<AskingPreviewJson> Preview(Db db, Me me, AskingInForce asking, Installation installation, MailBook book, Candidates candidates)
    {
        me.RequireAdministrator();
        var chosen = asking.Chosen;
        var samples = AskingDesk.Samples(book, installation, chosen);
        return new(AskingDesk.Print(samples, chosen), [.. samples.Select(s => new AskingMailJson(s.Kind, s.Language, s.Subject, s.Text))], OutlookJson.Of(await Asking.Outlook.Of(db, candidates, chosen)));
    }

    public static async Task<Changed<AskingJson>> SwitchOn(AskingSeen said, Db db, Me me, SiteSettings settings, AskingInForce asking, Installation installation, MailBook book, Candidates candidates)
    {
        me.RequireAdministrator();
        await AskingDesk.SwitchOn(said.Seen, db, settings, asking, installation, book);
        return new("/asking", await AskingJson.Of(db, asking, installation, candidates));
    }

    public static async Task<Done> SwitchOff(Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        await AskingDesk.SwitchOff(db, settings);
        return new();
    }

    public static async Task<Paged<ReviewRequestJson>> Requests([AsParameters] Paging paging, Db db, Me me, [Description("The id of an order.")] long? order = null)
    {
        me.RequireAdministrator();
        var requests = db.ReviewRequests.AsNoTracking();
        if (order is { } one) requests = requests.Where(r => r.OrderId == one);
        if (paging.AfterId is { } after) requests = requests.Where(r => r.Id < after);
        var rows = await requests.OrderByDescending(r => r.Id).Take(paging.Take).Select(r => new ReviewRequestJson(r.Id, r.OrderId, r.MadeAt, r.Why, r.AskedAt, r.RemindedAt, r.RefusedAt, db.Set<AskedReview>().Count(a => a.RequestId == r.Id))).ToListAsync();
        return paging.Of(rows, r => $"{r.Id}");
    }
}
