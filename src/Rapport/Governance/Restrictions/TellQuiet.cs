using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Restrictions;

/// Who is quiet is told by mail once it is over, with the whole statement; their log says it before.
sealed class TellQuiet : EffectReader
{
    public override string What => "Statements of who was quiet";
    public override IReadOnlyList<Type> Hears => [typeof(QuietChanged)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            if (told.Event is QuietChanged changed) await db.Enqueue(new MailQuiet(changed.Statement, changed.Until is null), $"quiet:{told.Position}", changed.Until);
    }
}

/// Of a statement that somebody ended, or whose time is over.
sealed record MailQuiet(long Statement, bool Ended);

sealed class QuietMailer(Db db, QuietLetters letters) : Worker<MailQuiet>
{
    public override bool ReachesOut => true;

    public override async Task Do(MailQuiet work, CancellationToken cancel)
    {
        if (await db.Statements.AsTracking().FirstOrDefaultAsync(s => s.Id == work.Statement, cancel) is not { } told || work.Ended != told.EndedAt is not null) return;
        if (!work.Ended)
        {
            if (told.StandsAt(db.Clock.GetUtcNow())) return;
            told.End(Ending.Expired, null, told.Until!.Value);
        }
        if (await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == told.ThingId && m.LeftAt == null && m.Email != null && m.ConfirmedAt != null, cancel) is { } member) await letters.Over(member, told);
        await db.Save();
    }
}

/// The mail about it. Goes into what Save stores.
sealed class QuietLetters(Db db, Installation installation, MailBook book, DecisionLinks links, SiteSettings settings)
{
    const string Name = "quiet-over";

    public static void Register(IServiceCollection services) => services.AddScoped<QuietLetters>()
        .AddSingleton(new MailKind(Name, "Somebody is quiet no longer", "To whoever was quiet for a time, when it is over, with the reasons.", 323, (words, installation) => [Write(words, "sam@mail.example", [(words.Say("Reason"), "Advertising again and again.")], "", installation.Address + "/decisions/1044?key=abc", installation.Address + words.To("/decisions"))]));

    public Task Over(Member to, Statement told)
    {
        var words = book.Voice(Name, to.Language);
        return db.Post(Write(words, to.Email!, StatementWords.Of(told, words, settings.Of<ModerationSettings>(), to.Zone), StatementWords.Redress(told, words, db.Clock.GetUtcNow()), installation.Address + words.To(links.Path(told.Id)), installation.Address + words.To("/decisions")) with { Member = to.Id }, installation, $"quiet-over:{told.Id}");
    }

    static Mail Write(Locale words, string to, IReadOnlyList<(string Label, string Text)> lines, string redress, string at, string log) => new(to, words.Say("What you write is seen at once again"),
    [
        new Paragraph(words.Say("For a time what you wrote waited for a moderator before anybody else saw it. That is over.")),
        .. lines.Select(l => new Paragraph($"{l.Label}: {l.Text}")),
        .. redress.Length > 0 ? [new Paragraph(redress)] : Array.Empty<Block>(),
        new Button(words.Say("Read the decision, or object"), at),
        new Note(words.Say("All that was decided about you stands in your log."), words.Say("Decisions about you"), log),
    ]) { Kind = Name, Language = words.Code };
}
