using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Members;

namespace Rapport.Governance;

/// Asks for a look at what is held for too long. Comes due every hour, on one node.
public sealed record LookAtHeld;

/// Tells the administrators, by one mail, of what nobody decided on within ten days: once for each case.
public sealed class HeldAlarm(Db db, Installation installation, MailBook book, TimeProvider clock) : Worker<LookAtHeld>
{
    const string Name = "held-too-long";
    const int AtOnce = 500;

    public override bool ReachesOut => true;

    public static void Register(IServiceCollection services) => services.AddWorker<HeldAlarm, LookAtHeld>().AddSchedule("look-at-held", "23 * * * *", new LookAtHeld())
        .AddSingleton(new MailKind(Name, "Something is held for too long", "To administrators, when nobody decides on what is held.", 310, (words, installation) => [Write(words, installation, "sam@mail.example", 3)]));

    public override async Task Do(LookAtHeld work, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-Case.LongestHeld);
        var held = await db.Cases.AsTracking().Where(c => c.DecidedAt == null && c.Wait != null && c.AlarmedAt == null && c.OpenedAt <= since).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
        if (held.Count == 0) return;
        foreach (var one in held) one.Alarm(now);
        foreach (var administrator in await db.Members.AsNoTracking().Where(m => m.Role == Role.Administrator && m.LeftAt == null && m.SuspendedAt == null && m.Email != null).ToListAsync(cancel))
            await db.Post(Write(book.Voice(Name, administrator.Language), installation, administrator.Email!, held.Count) with { Member = administrator.Id }, installation, $"held:{held[0].Id}:{administrator.Id}");
        await db.Save();
    }

    static Mail Write(Locale words, Installation installation, string to, int held) => new(to, words.Say("{n} post is held for ten days|{n} posts are held for ten days", ("n", held)),
    [
        new Paragraph(words.Say("Nobody has decided on it, and its author waits. Publish it or refuse it for one of the reasons; whatever is held is decided within ten days.|Nobody has decided on them, and their authors wait. Publish them or refuse them for one of the reasons; whatever is held is decided within ten days.", ("n", held))),
        new Button(words.Say("Decide"), installation.Address + words.To("/admin/queue")),
    ]) { Kind = Name, Language = words.Code };
}
