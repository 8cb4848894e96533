using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Retention;
using Rapport.Members.Belongings;
using Rapport.Members.Confirming;
using Rapport.Members.Exports;
using Rapport.Members.KeptForms;
using Rapport.Members.Leaving;
using Rapport.Members.Legal;
using Rapport.Members.Sessions;
using Rapport.Members.SignIn;
using Rapport.Members.Tickets;
using Rapport.Members.Tokens;

namespace Rapport.Members.Privacy;

/// How long accounts and what belongs to them are kept, and why.
static class Declared
{
    public static void Register(IServiceCollection services)
    {
        services.KeepsUntil("account", "Until you leave", "Your account: name, handle, e-mail address, language, time zone, what you say about yourself, your picture", "To let you in, to write to you, and to show others who speaks. Your address and your password are never shown; the password is kept only as a hash.", SeenBy.Everybody, typeof(Member));
        services.KeepsUntil("legal", "As long as this community exists", "Earlier versions of the legal pages", "Members agreed to one of them.", SeenBy.Everybody, typeof(LegalText));
        services.KeepsUntil("belongings", "Until it is taken back, or you leave", "Groups you were made part of, such as partners", "So that you see the places that are for them.", SeenBy.Administrators, typeof(Belonging));
        services.KeepsUntil("distances", "Until you lift it, or one of you leaves", "Whom you muted or blocked, and since when", "So that you hear nothing of them, and so that they cannot address you where you blocked them.", SeenBy.Oneself, typeof(Distance));
        services.KeepsUntil("agreements", "Until you leave", "Which version of the terms and of the privacy page you agreed to, and when", "So that both sides know what holds between them.", SeenBy.Administrators, typeof(Agreement));
        services.Keeps("tickets", "Codes and links sent to you by mail", "To let you in and to confirm your address. Only hashes of the codes and of the address are kept.", SeenBy.Nobody,
            new(7, 1, 30, (db, before, most) => db.Tickets.Where(t => t.EndsAt < before).OrderBy(t => t.EndsAt).Take(most).ExecuteDeleteAsync()), typeof(Ticket));
        services.Keeps("tokens", "Keys for programs that ended or were withdrawn", "So that you see which keys there were. Only their hashes are kept, and those in use stay until you withdraw them or leave.", SeenBy.Oneself,
            new(90, 1, 365, (db, before, most) => db.Set<Token>().Where(t => t.EndsAt < before || t.RevokedAt < before).OrderBy(t => t.Id).Take(most).ExecuteDeleteAsync()), typeof(Token));
        services.Keeps("kept-forms", "What you were writing when you had to sign in first", "So that it is not lost while you sign in.", SeenBy.Oneself,
            new((int)KeptForm.Life.TotalDays, 1, (int)KeptForm.Life.TotalDays, (db, before, most) => db.KeptForms.Where(f => f.At < before).OrderBy(f => f.At).Take(most).ExecuteDeleteAsync()), typeof(KeptForm));
        services.Keeps("exports", "Copies of your data that you asked for", "So that you can fetch them.", SeenBy.Oneself,
            new(7, 7, 30, (db, before, most) => db.Exports.Where(e => e.At < before).OrderBy(e => e.Id).Take(most).ExecuteDeleteAsync()), typeof(Export));
        services.Keeps("tries", "Counts of wrong passwords", "So that nobody guesses passwords. The address stands there as a hash.", SeenBy.Nobody,
            new(1, 1, 30, ForgetTries), typeof(Tries));
        services.AddSingleton(sp => Accounts(sp, "suspended", "Accounts that were suspended", "So that somebody who was sent away does not come back by another door. Afterwards the account goes as if they had left.", 1095, 365, db => db.Members.Where(m => m.LeftAt == null && m.SuspendedAt != null), (m, before) => m.Where(x => x.SuspendedAt < before)));
        services.AddSingleton(sp => new Retention("unconfirmed", "Accounts whose address was never confirmed", "Perhaps somebody typed an address that is not theirs.", SeenBy.Administrators, [])
        {
            Term = new(30, 14, 3650, (db, before, most) => Unconfirmed.Sweep(db, before, most, sp.GetServices<PersonalData>()), Batch: 20),
        });
        services.Keeps("api-keys", "Keys of the API that were revoked or ended, by name and hash", "So that you and the administrators can tell which program did what. A key in force stays until it is revoked or you leave.", SeenBy.Administrators,
            new(90, 7, 3650, (db, before, most) => db.Tokens.Where(t => t.RevokedAt < before || t.EndsAt < before).OrderBy(t => t.Id).Take(most).ExecuteDeleteAsync()), typeof(Token));
        services.Keeps("ended-sessions", "Marks of sessions that were signed out of", "So that a copy of the cookie opens nothing. A random key, as long as the cookie would have lived.", SeenBy.Nobody,
            new((int)EndedSession.Life.TotalDays, (int)EndedSession.Life.TotalDays, (int)EndedSession.Life.TotalDays, (db, before, most) => db.EndedSessions.Where(s => s.At < before).OrderBy(s => s.At).Take(most).ExecuteDeleteAsync()), typeof(EndedSession));
    }

    static Task<int> ForgetTries(Db db, DateTimeOffset before, int most)
    {
        var at = before.Microseconds;
        return db.Set<Tries>().Where(t => t.At < at).OrderBy(t => t.Key).Take(most).ExecuteDeleteAsync();
    }

    /// These accounts go as if their members had left and let their words stand.
    static Retention Accounts(IServiceProvider services, string name, string what, string why, int days, int least, Func<Db, IQueryable<Member>> which, Func<IQueryable<Member>, DateTimeOffset, IQueryable<Member>> older) =>
        new(name, what, why, SeenBy.Administrators, [])
        {
            Term = new(days, least, 3650, async (db, before, most) =>
            {
                var members = await older(which(db), before).OrderBy(m => m.Id).Take(most).ToListAsync();
                var everything = services.GetServices<PersonalData>();
                foreach (var member in members) await Leave.Carry(db, member, LeavingChoice.KeepWordsWithoutName, everything);
                return members.Count;
            }, Batch: 20),
        };
}
