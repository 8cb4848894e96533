using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members.Belongings;
using Rapport.Members.KeptForms;
using Rapport.Members.Legal;
using Rapport.Members.Tickets;
using Rapport.Members.Tokens;

namespace Rapport.Members.Exports;

/// The account itself: who the member is, the mails sent to them, what they were writing.
sealed class AccountData : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Member), typeof(Ticket), typeof(KeptForm), typeof(Export), typeof(SentMail), typeof(MailName), typeof(Token), typeof(Belonging), typeof(Agreement), typeof(Distance)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("account", [.. await db.Members.AsNoTracking().Where(m => m.Id == memberId).Select(m => new
        {
            m.Id, m.Name, m.Handle, m.Role, m.Title, m.Bio, m.Avatar, m.Email, m.ConfirmedAt, m.Language, m.Zone, m.JoinedAt, HasPassword = m.PasswordHash != null, m.SuspendedAt, m.SuspendedUntil, m.SuspendedFor, m.QuietUntil,
        }).ToListAsync()]),
        new("agreements", [.. await db.Set<Agreement>().AsNoTracking().Where(a => a.MemberId == memberId).Join(db.Set<LegalText>(), a => a.TextId, t => t.Id, (a, t) => new { t.Page, Version = t.Edition, a.At }).OrderBy(a => a.At).ToListAsync()]),
        new("audiences", [.. await db.Set<Belonging>().AsNoTracking().Where(b => b.MemberId == memberId).Select(b => new { b.Audience, b.Since }).ToListAsync()]),
        // Who keeps them away is told to nobody.
        new("blocked-and-muted", [.. await db.Set<Distance>().AsNoTracking().Where(d => d.MemberId == memberId).OrderBy(d => d.Since).ThenBy(d => d.OtherId).Select(d => new { Member = d.OtherId, Kind = d.Kind.ToString(), d.Since }).ToListAsync()]),
        new("mails", [.. await db.Set<SentMail>().AsNoTracking().Where(m => m.Member == memberId).OrderBy(m => m.At)
            // What others wrote is theirs: of a mail that tells of it only that there was one.
            .Select(m => new { m.At, m.SentAt, m.Address, m.Kind, Subject = m.Kind == "account" ? m.Subject : null, Text = m.Kind == "account" ? m.Text : null }).ToListAsync()]),
        new("decisions", [.. await db.Set<AuditRow>().AsNoTracking().Where(a => a.SubjectKind == "member" && a.SubjectId == memberId).OrderBy(a => a.Id).Select(a => new { a.At, a.Act, a.Reason }).ToListAsync()]),
        new("elsewhere", [.. await db.Set<ForeignId>().AsNoTracking().Where(f => f.Kind == "member" && f.Id == memberId).Select(f => new { f.Source, f.Key }).ToListAsync()]),
        new("api-keys", [.. await db.Tokens.AsNoTracking().Where(t => t.MemberId == memberId).OrderBy(t => t.Id).Select(t => new { t.Name, t.Scopes, t.Tail, t.At, t.EndsAt, t.UsedAt, t.RevokedAt }).ToListAsync()]),
        new("unfinished", [.. (await db.KeptForms.AsNoTracking().Where(f => f.MemberId == memberId).OrderBy(f => f.At).ToListAsync()).Select(f => new { f.At, f.From, Fields = f.Read().ToDictionary(p => p.Key, p => p.Value.ToString()) })]),
    ];

    /// Every account has mails; what was being written when it was made is forgotten after a week.
    public override Task<bool> Owns(Db db, long memberId) => Task.FromResult(false);

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        await db.Tickets.Where(t => t.MemberId == memberId).ExecuteDeleteAsync();
        // That there was a decision stays; what was said of them, and what they called their keys, goes.
        await db.Set<AuditRow>().Where(a => a.SubjectKind == "member" && a.SubjectId == memberId || a.SubjectKind == "token" && db.Set<Token>().Any(t => t.Id == a.SubjectId && t.MemberId == memberId)).ExecuteUpdateAsync(s => s.SetProperty(a => a.Reason, (string?)null));
        // Keys of what they sent, which their own programs chose.
        await db.Set<Act>().Where(a => a.Actor == memberId).ExecuteDeleteAsync();
        await db.Tokens.Where(t => t.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<Belonging>().Where(b => b.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<Distance>().Where(d => d.MemberId == memberId || d.OtherId == memberId).ExecuteDeleteAsync();
        await db.Set<Agreement>().Where(a => a.MemberId == memberId).ExecuteDeleteAsync();
        await db.KeptForms.Where(f => f.MemberId == memberId).ExecuteDeleteAsync();
        await db.Exports.Where(e => e.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<SentMail>().Where(m => m.Member == memberId || db.Set<MailName>().Any(n => n.Mail == m.Id && n.Member == memberId)).ExecuteDeleteAsync();
        await ForgetAddress(db, memberId);
        await ForgetElsewhere(db, memberId);
    }

    /// What was kept under the hash of the address, before anybody knew whose it was.
    static async Task ForgetAddress(Db db, long memberId)
    {
        if (await db.Members.Where(m => m.Id == memberId).Select(m => m.EmailKey).FirstOrDefaultAsync() is not { } key) return;
        var hash = EmailAddress.HashOf(key);
        await db.Set<SignIn.Tries>().Where(t => t.Key == hash).ExecuteDeleteAsync();
        await db.Tickets.Where(t => t.AddressHash == hash).ExecuteDeleteAsync();
    }

    /// Who they were elsewhere goes; a hash of it stays, so that the same archive read again does not bring back who left.
    static async Task ForgetElsewhere(Db db, long memberId)
    {
        foreach (var known in await db.Set<ForeignId>().AsNoTracking().Where(f => f.Kind == "member" && f.Id == memberId).ToListAsync())
        {
            await db.Set<ForeignId>().Where(f => f.Source == known.Source && f.Kind == known.Kind && f.Key == known.Key).ExecuteDeleteAsync();
            if (known.Source != Moving.AddressDigest.Source) db.Add(new ForeignId { Source = known.Source, Kind = known.Kind, Key = ForeignId.KeyOfLeft(known.Source, known.Key), Id = memberId });
        }
    }
}
