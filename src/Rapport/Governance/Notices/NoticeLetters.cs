using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Notices;

/// Mails to who cannot sign in: of a notice the receipt at once and what was decided, and that a suspension stays. Each goes into what Save stores.
sealed class NoticeLetters(Db db, Installation installation, MailBook book, DecisionLinks links, SiteSettings settings)
{
    const string ReceiptName = "notice-receipt", OutcomeName = "notice-outcome", StaysName = "appeal-answer";

    public static void Register(IServiceCollection services) => services.AddScoped<NoticeLetters>()
        .AddSingleton(new MailKind(ReceiptName, "A notice from outside was received", "To whoever gives notice of unlawful content without an account.", 320, (words, installation) => [Received(words, "sam@mail.example", 1043, installation.Address + "/notice/1043?key=abc")]))
        .AddSingleton(new MailKind(OutcomeName, "What became of a notice from outside", "To whoever gave it, when it is decided on.", 321, (words, installation) => [Decided(words, "sam@mail.example", 1043, Verdict.Hide, "", installation.Address + "/notice/1043?key=abc"), Decided(words, "sam@mail.example", 1043, Verdict.Keep, "It is an opinion.", installation.Address + "/notice/1043?key=abc")]))
        .AddSingleton(new MailKind(StaysName, "An appeal against a suspension was refused", "To whoever is suspended and objected to it.", 322, (words, installation) => [StillSuspended(words, "sam@mail.example", [(words.Say("Reason"), "Advertising again and again.")], words.Say("This was decided on an appeal, and there is no second one here. You can turn to a certified out-of-court dispute settlement body (Article 21 of the Digital Services Act), or to a court."), installation.Address + "/decisions/1044?key=abc")]));

    public async Task Stays(Member to, Statement told, string key)
    {
        var words = book.Voice(StaysName, to.Language);
        await db.Post(StillSuspended(words, to.Email!, StatementWords.Of(told, words, settings.Of<ModerationSettings>(), to.Zone), StatementWords.Redress(told, words, db.Clock.GetUtcNow()), installation.Address + words.To(links.Path(told.Id))) with { Member = to.Id }, installation, key);
    }

    static Mail StillSuspended(Locale words, string to, IReadOnlyList<(string Label, string Text)> lines, string redress, string at) => new(to, words.Say("Your account stays suspended"),
    [
        new Paragraph(words.Say("Somebody looked again at the decision about your account: it stays as it is.")),
        .. lines.Select(l => new Paragraph($"{l.Label}: {l.Text}")),
        new Paragraph(redress),
        new Button(words.Say("The decision"), at),
    ]) { Kind = StaysName, Language = words.Code };

    public async Task Receipt(OutsideNotice given)
    {
        if (given.Email is not { } address) return;
        var words = book.Voice(ReceiptName, given.Language);
        await db.Post(Received(words, address, given.Id, At(words, given)), installation, $"notice-receipt:{given.Id}");
    }

    public async Task Outcome(OutsideNotice given, Verdict verdict, string reason, string key)
    {
        if (given.Email is not { } address) return;
        var words = book.Voice(OutcomeName, given.Language);
        await db.Post(Decided(words, address, given.Id, verdict, reason, At(words, given)), installation, key);
    }

    string At(Locale words, OutsideNotice given) => installation.Address + words.To(links.NoticePath(given.Id));

    static Mail Received(Locale words, string to, long number, string at) => new(to, words.Say("We received your notice {n}", ("n", number)),
    [
        new Paragraph(words.Say("A person looks at it and decides. You will be told by mail what was decided and why, and how you can object.")),
        new Button(words.Say("Your notice"), at),
        new Note(words.Say("The link is for you alone. Your name and address are shown to nobody, and are deleted within seven months of the decision.")),
    ]) { Kind = ReceiptName, Language = words.Code };

    static Mail Decided(Locale words, string to, long number, Verdict verdict, string reason, string at) => new(to, words.Say("Your notice {n} was decided on", ("n", number)),
    [
        new Paragraph(words.Say(ReasonWords.Outcome(verdict))),
        .. reason.Length > 0 ? [new Paragraph(words.Say("The reason: {reason}", ("reason", reason)))] : Array.Empty<Block>(),
        new Paragraph(words.Say("A person decided; no automated means were used.")),
        .. verdict is Verdict.Keep ? [new Paragraph(words.Say("If you think this is wrong, you can object on the page of your notice for six months, free of charge. You can also turn to a certified out-of-court dispute settlement body, or to a court."))] : Array.Empty<Block>(),
        new Button(words.Say("Your notice"), at),
    ]) { Kind = OutcomeName, Language = words.Code };
}
