using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Members;
using Rapport.Members.Password;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    public const string Password = "correct horse battery";

    /// Somebody who can sign in by themselves.
    public Task<Member> Account(string name = "Nia", string? password = Password, bool confirmed = true, Role role = Role.Member) => world.Do(async services =>
    {
        var db = services.GetRequiredService<Db>();
        var member = new Member(db.NewId(), name, $"{name.ToLowerInvariant()}{Fresh()}", db.Clock.GetUtcNow());
        member.Enter(name, "en", null, db.Clock.GetUtcNow());
        member.UseAddress(EmailAddress.Of(Address()));
        if (confirmed) member.Confirm(db.Clock.GetUtcNow());
        if (password is not null) member.UsePassword(services.GetRequiredService<Passwords>().Hash(member, password));
        member.Take(role);
        db.Add(member);
        if (confirmed) db.Add(new Vouch(member.Id, null, member.JoinedAt));
        await db.Save();
        return member;
    });

    /// An address that nobody has.
    public static string Address() => $"nia{Fresh()}@example.com";

    public Task<List<SentMail>> MailsTo(string? address) =>
        world.Query(db => db.Set<SentMail>().AsNoTracking().Where(m => m.Address == address).OrderByDescending(m => m.Id).ToListAsync());

    /// The path of the link in the last mail to this address.
    public async Task<string> LinkMailedTo(string? address)
    {
        await world.Settled();
        return Link().Match((await MailsTo(address))[0].Text).Groups[1].Value;
    }

    /// The six digits in the last mail to this address.
    public async Task<string> CodeMailedTo(string? address)
    {
        await world.Settled();
        return Code().Match((await MailsTo(address))[0].Text).Value;
    }

    [GeneratedRegex(@"http://[^/\s]+(/\S+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
