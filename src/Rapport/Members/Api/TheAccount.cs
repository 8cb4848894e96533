using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Password;
using Rapport.Members.Settings;
using Rapport.Members.Tickets;

namespace Rapport.Members.Api;

/// Another address, and the proof that the account is yours.
public sealed record NewAddress(string Email, [property: Description("Your password, where you have one.")] string? CurrentPassword = null)
{
    public static NewAddress Example => new("ada@example.org", "correct horse battery");
}

/// Another password, by who knows the old one.
public sealed record NewPassword(string CurrentPassword, string Password)
{
    public static NewPassword Example => new("correct horse battery", "staple battery horse");
}

/// The wish to leave for good.
public sealed record Leaving([property: Description("What becomes of your words.")] LeavingChoice Choice, [property: Description("Your handle, to be sure.")] string Handle, [property: Description("Your password, where you have one.")] string? CurrentPassword = null,
    [property: Description("The number of the code that was mailed, for members without a password.")] long Ticket = 0, [property: Description("The code itself.")] string? Code = null)
{
    public static Leaving Example => new(LeavingChoice.KeepWordsWithoutName, "ada", "correct horse battery");
}

/// A code was mailed; this is its number.
public sealed record CodeJson(long Ticket)
{
    public static CodeJson Example => new(1099);
}

static class TheAccount
{
    public static async Task<Done> Address(NewAddress to, Db db, Me me, Passwords passwords, Letters letters)
    {
        await ChangeAddress.Send(to.Email, to.CurrentPassword, db, me, passwords, letters);
        return new();
    }

    public static async Task<Done> Password(NewPassword to, Db db, Me me, Passwords passwords, Letters letters)
    {
        await ChangePassword.Change(to.CurrentPassword, to.Password, db, me, passwords, letters);
        return new();
    }

    public static async Task<Done> SignOut(Db db, Me me)
    {
        (await db.Mine(me)).SignOutEverywhere();
        await db.Save();
        return new();
    }

    public static async Task<CodeJson> LeavingCode(Db db, Me me, Letters letters) => new(await Members.Leaving.Leave.Mail(db, me, letters));

    public static async Task<Done> Leave(Leaving wish, Db db, Me me, Passwords passwords, IEnumerable<PersonalData> everything)
    {
        // The key goes with the account.
        db.Acting.Key = null;
        await Members.Leaving.Leave.Go(wish.Choice, new() { Handle = wish.Handle, CurrentPassword = wish.CurrentPassword, Ticket = wish.Ticket, Code = wish.Code }, db, me, passwords, everything);
        return new();
    }
}
