using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members.Password;
using Rapport.Members.Tickets;

namespace Rapport.Members.Settings;

/// Another password, by who knows the old one. Every other session ends.
static class ChangePassword
{
    public sealed record Form
    {
        public string? CurrentPassword { get; init; }
        public string? Password { get; init; }
    }

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db, Me me, Passwords passwords, Letters letters)
    {
        await Entry.SignIn(context, await Change(form.CurrentPassword, form.Password, db, me, passwords, letters));
        return Go.To("/settings?saved=password");
    }

    public static async Task<Member> Change(string? before, string? password, Db db, Me me, Passwords passwords, Letters letters)
    {
        var member = await db.Mine(me);
        var hash = passwords.Hash(member, password);
        await passwords.Demand(member, before);
        member.UsePassword(hash);
        db.Withdraw(member.Id, Purpose.Reset);
        await letters.PasswordChanged(member);
        await db.Save();
        return member;
    }
}
