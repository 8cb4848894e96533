using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Reviews.Asking;
using Rapport.Reviews.ByStar;
using Rapport.Reviews.Incentives;

namespace Rapport.Reviews.How;

/// Reviews that came from one other place.
public sealed record ImportedFrom(string Source, int Count, int Verified);

/// What is in force for reviews now, and what came of it: all that the page says of this community is read from here.
public sealed record Practice(ReviewSettings Reviews, AskingSettings Asking, ModerationSettings Moderation, Holding Holding, IReadOnlyList<Offered> Offers, IReadOnlyList<ImportedFrom> Sources, IReadOnlyDictionary<Ground, int> Grounds, StarReport Stars, IReadOnlyList<(string Subject, string Text)> Mails);

/// GET /reviews/how: how reviews are collected and checked here, from the settings in force.
static class HowWeCollect
{
    public const string Path = "/reviews/how";

    public static async Task<IResult> Handle(Db db, SiteSettings settings, AskingInForce asking, MailBook book, Installation installation, Locale locale, Offers offers)
    {
        var moderation = settings.Of<ModerationSettings>();
        var here = await db.Spaces.Where(s => s.Purpose == SpacePurpose.Reviews).Select(s => s.Holding).FirstOrDefaultAsync();
        var sources = await db.Reviews.Where(r => r.ImportedAt != null && r.State == ReviewState.Published).GroupBy(r => r.Source).Select(g => new { g.Key, Count = g.Count(), Verified = g.Count(r => r.SourceVerified) }).ToListAsync();
        var grounds = await db.Cases.Where(c => c.Verdict == Verdict.Hide && c.Ground != null && c.Kind == "post" && db.Set<Review>().Any(r => r.Id == c.ThingId && r.State == ReviewState.Hidden)).GroupBy(c => c.Ground!.Value).Select(g => new { g.Key, Count = g.Select(c => c.ThingId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return Page.Of<HowPage>(new
        {
            Of = new Practice(settings.Of<ReviewSettings>(), asking.Chosen, moderation, here ?? moderation.Holding, await offers.InForce(),
                [.. sources.OrderByDescending(s => s.Count).Select(s => new ImportedFrom(s.Key ?? "", s.Count, s.Verified))], grounds, await StarReport.Of(db, null), asking.Chosen.IsOn ? Mails(asking.Chosen, book, installation, locale) : []),
        }).Tagged("reviews");
    }

    /// The mails that ask as they go now, in the reader's language and with made-up things; the links of one order would lead nowhere.
    static IReadOnlyList<(string, string)> Mails(AskingSettings asking, MailBook book, Installation installation, Locale locale) =>
    [
        .. from kind in book.Kinds
           where kind.Name == AskingLetters.First || kind.Name == AskingLetters.Again && asking.Reminder is not null
           from mail in book.Samples(kind, locale.Code)
           select (mail.Subject, Letter.Text(mail with { Blocks = [.. mail.Blocks.Select(Unlinked)] }, installation)),
    ];

    static Block Unlinked(Block block) => block switch
    {
        Row row => new Paragraph($"{row.Text} {string.Concat(row.Links.Select(l => l.Sign))}"),
        Note { LinkText: { } link } note => new Note($"{note.Text} {link}"),
        _ => block,
    };
}
