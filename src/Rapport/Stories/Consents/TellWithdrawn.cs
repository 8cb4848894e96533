using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Members;

namespace Rapport.Stories.Consents;

/// Whoever takes a consent back is not to wait for the hour.
sealed class TellWithdrawn : EffectReader
{
    public override string What => "Consents for stories";
    public override IReadOnlyList<Type> Hears => [typeof(StoryConsentWithdrawn)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            if (told.Event is StoryConsentWithdrawn) await db.Enqueue(new LookAtWithdrawn(), $"consent:{told.Position}");
    }
}

/// Asks for a look at consents that ended. Comes due every hour as well: who leaves ends theirs.
public sealed record LookAtWithdrawn;

/// Tells the administrators, by one mail, which stories may no longer be shown elsewhere: once for each.
public sealed class WithdrawalMailer(Db db, Installation installation, MailBook book, TimeProvider clock) : Worker<LookAtWithdrawn>
{
    const string Name = "consent-withdrawn";
    const int AtOnce = 500;

    public override bool ReachesOut => true;

    public static void Register(IServiceCollection services) => services.AddReader<TellWithdrawn>().AddWorker<WithdrawalMailer, LookAtWithdrawn>().AddSchedule("look-at-withdrawn", "37 * * * *", new LookAtWithdrawn())
        .AddSingleton(new MailKind(Name, "A story may no longer be shown elsewhere", "To administrators, when somebody takes back their consent.", 320, (words, installation) => [Write(words, installation, "sam@mail.example", [1040])]));

    public override async Task Do(LookAtWithdrawn work, CancellationToken cancel)
    {
        var ended = await db.StoryConsents.AsTracking().Where(c => c.WithdrawnAt != null && c.ToldAt == null).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
        if (ended.Count == 0) return;
        foreach (var one in ended) one.Tell(clock.GetUtcNow());
        foreach (var administrator in await db.Members.AsNoTracking().Where(m => m.Role == Role.Administrator && m.LeftAt == null && m.SuspendedAt == null && m.Email != null).ToListAsync(cancel))
            await db.Post(Write(book.Voice(Name, administrator.Language), installation, administrator.Email!, [.. ended.Select(c => c.StoryId).Distinct()]) with { Member = administrator.Id }, installation, $"withdrawn:{ended[0].Id}:{administrator.Id}");
        await db.Save();
    }

    /// By their addresses: who withdraws, and what they wrote, is not spread by it.
    static Mail Write(Locale words, Installation installation, string to, IReadOnlyList<long> stories) => new(to, words.Say("{n} story may no longer be shown elsewhere|{n} stories may no longer be shown elsewhere", ("n", stories.Count)),
    [
        new Paragraph(words.Say("Its author took back their consent, or left. Take it away wherever {brand} shows it outside this community.|Their authors took back their consent, or left. Take them away wherever {brand} shows them outside this community.", ("n", stories.Count), ("brand", installation.Brand))),
        .. stories.Take(50).Select(id => (Block)new Paragraph($"{installation.Address}{words.To($"/topics/{id}")}")),
        new Button(words.Say("What may be shown"), installation.Address + words.To(Usable.UsableStories.Path)),
    ]) { Kind = Name, Language = words.Code };
}
