using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Members.Belongings;
using Rapport.Members.KeptForms;
using Rapport.Members.Legal;
using Rapport.Members.Tickets;
using Rapport.Members.Tokens;

namespace Rapport.Members.Exports;

/// The account itself: who the member is, the mails sent to them, what they were writing.
sealed class AccountData : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Member), typeof(Ticket), typeof(KeptForm), typeof(Export), typeof(SentMail), typeof(Token), typeof(Belonging), typeof(Agreement)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("account", [.. await db.Members.AsNoTracking().Where(m => m.Id == memberId).Select(m => new
        {
            m.Id, m.Name, m.Handle, m.Role, m.Title, m.Bio, m.Avatar, m.Email, m.ConfirmedAt, m.Language, m.Zone, m.JoinedAt, HasPassword = m.PasswordHash != null,
        }).ToListAsync()]),
        new("agreements", [.. await db.Set<Agreement>().AsNoTracking().Where(a => a.MemberId == memberId).Join(db.Set<LegalText>(), a => a.TextId, t => t.Id, (a, t) => new { t.Page, Version = t.Edition, a.At }).OrderBy(a => a.At).ToListAsync()]),
        new("audiences", [.. await db.Set<Belonging>().AsNoTracking().Where(b => b.MemberId == memberId).Select(b => new { b.Audience, b.Since }).ToListAsync()]),
        new("mails", [.. await db.Set<SentMail>().AsNoTracking().Where(m => m.Member == memberId).OrderBy(m => m.At).Select(m => new { m.At, m.SentAt, m.Address, m.Subject, m.Kind, m.Text }).ToListAsync()]),
        new("api-keys", [.. await db.Tokens.AsNoTracking().Where(t => t.MemberId == memberId).OrderBy(t => t.Id).Select(t => new { t.Name, t.Scopes, t.Tail, t.At, t.EndsAt, t.UsedAt, t.RevokedAt }).ToListAsync()]),
        new("unfinished", [.. (await db.KeptForms.AsNoTracking().Where(f => f.MemberId == memberId).OrderBy(f => f.At).ToListAsync()).Select(f => new { f.At, f.From, Fields = f.Read().ToDictionary(p => p.Key, p => p.Value.ToString()) })]),
    ];

    /// Every account has mails; what was being written when it was made is forgotten after a week.
    public override Task<bool> Owns(Db db, long memberId) => Task.FromResult(false);

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        await db.Tickets.Where(t => t.MemberId == memberId).ExecuteDeleteAsync();
        await db.Tokens.Where(t => t.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<Belonging>().Where(b => b.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<Agreement>().Where(a => a.MemberId == memberId).ExecuteDeleteAsync();
        await db.KeptForms.Where(f => f.MemberId == memberId).ExecuteDeleteAsync();
        await db.Exports.Where(e => e.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<SentMail>().Where(m => m.Member == memberId).ExecuteDeleteAsync();
    }
}
