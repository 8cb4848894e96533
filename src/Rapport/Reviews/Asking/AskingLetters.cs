using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Members;

namespace Rapport.Reviews.Asking;

/// The mail that asks, and the reminder: who asks, about what, what becomes of the answer, and the way out. Nothing in it tells whether it is opened.
public sealed class AskingLetters(Db db, Installation installation, MailBook book, AskingLinks links)
{
    public const string First = "review-request", Again = "review-reminder";
    const int MostThings = 10;

    public static string KindOf(bool again) => again ? Again : First;

    /// Into what Save stores; the same request is mailed once in each round.
    public async Task<long?> Post(ReviewRequest request, Candidate about, bool again)
    {
        var words = book.Voice(KindOf(again), about.Buyer.Language ?? "");
        var off = installation.Address + words.To(links.Off(EmailAddress.HashOf(EmailAddress.Of(about.Buyer.Address).Key)));
        return await db.Post(Write(words, installation, about, links.Review(request.Id), off, again), installation, $"asked:{request.OrderId}:{(again ? 2 : 1)}");
    }

    internal static Mail Write(Locale words, Installation installation, Candidate about, string link, string off, bool again)
    {
        var things = about.Open.Take(MostThings).ToList();
        var (brand, day) = (installation.Brand, DayOf(about.PlacedAt, about.Buyer.Zone ?? installation.Zone));
        List<Block> blocks =
        [
            new Paragraph(PersonName.First(about.Buyer.Name) is { } name
                ? words.Say("Hello {name}, you ordered from {brand} on {day}. What do you think of it by now?", ("name", name), ("brand", brand), ("day", day))
                : words.Say("You ordered from {brand} on {day}. What do you think of it by now?", ("brand", brand), ("day", day))),
            .. things.Select(thing => new Row(thing.Name, [.. Enumerable.Range(Review.Worst, Review.Best).Select(stars =>
                new RowLink("★", words.Say("{stars} of 5 stars", ("stars", $"{stars}")), $"{installation.Address}{words.To($"{thing.Path}/review")}?stars={stars}&link={link}"))])),
            new Paragraph(words.Say("Choose the stars and add a few words. They appear on the page of the product, under a short form of your name that you can change. Every review is published by the same rules, whatever its stars.")),
            new Note(again ? words.Say("This is the only reminder about your order {order}.", ("order", about.Number)) : words.Say("{brand} asks everybody who orders there. It is about your order {order}.", ("brand", brand), ("order", about.Number)), words.Say("No more such mails"), off),
        ];
        var subject = (again, things.Count) switch
        {
            (false, 1) => words.Say("How do you like {product}?", ("product", things[0].Name)),
            (false, _) => words.Say("How do you like what you ordered?"),
            (true, 1) => words.Say("Do you find time for a word on {product}?", ("product", things[0].Name)),
            _ => words.Say("Do you find time for a word on what you ordered?"),
        };
        return new Mail(about.Buyer.Address!, subject, blocks) { Kind = KindOf(again), Member = about.Buyer.Member, Language = words.Code, Unsubscribe = off };
    }

    static DateOnly DayOf(DateTimeOffset at, string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc).DateTime);
}

/// The mails that ask, as administrators see them: each written with made-up data.
static class AskingKinds
{
    const string Note = "Whoever changes the words of the mails that ask for reviews, or what stands above and below every mail, switches asking off, until an administrator has looked at the mails again and switched it on.";

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton(new MailKind(AskingLetters.First, "Asking for reviews", "To whoever got what they ordered, if asking is switched on.", 150, (words, installation) => Samples(words, installation, again: false)) { Note = Note })
            .AddSingleton(new MailKind(AskingLetters.Again, "Asking for reviews: the reminder", "To whoever was asked and said nothing yet.", 151, (words, installation) => Samples(words, installation, again: true)) { Note = Note });
    }

    static IReadOnlyList<Mail> Samples(Locale words, Installation installation, bool again)
    {
        var (kettle, mug) = (Made("Egret kettle", 1), Made("Egret mug", 2));
        var off = installation.Address + words.To("/privacy/data");
        Mail Of(string? name, params IReadOnlyList<Thing> things) => AskingLetters.Write(words, installation, new Candidate(1, "#1042", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), null, new(1, "sam@mail.example", name, null, null, null), things), "0.made-up", off, again);
        return [Of("Sam Miller", kettle, mug), Of(null, kettle)];
    }

    static Thing Made(string name, long id) => new(id, id, name, $"/products/{id}/made-up", false, false);
}
