using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members.Password;
using Rapport.Members.Roles;
using Rapport.Members.SignUp;

namespace Rapport.Members.Setup;

/// /setup: the first administrator of a community that has none, let in by a token that the console prints.
public static class SetUp
{
    public static async Task<IResult> Show(Db db, MasterKey master, Installation installation, string? token = null)
    {
        if (await HasAdministrator(db)) return Over(master, token);
        Demand(master, token);
        return Page.Of<SetUpPage>(new { Token = token });
    }

    internal static async Task<IResult> Handle(HttpContext context, Db db, MasterKey master, Installation installation, SiteSettings settings, Passwords passwords, IEnumerable<FirstDay> days)
    {
        var form = context.Request.Form;
        if (await HasAdministrator(db)) return Over(master, form["token"]);
        Demand(master, form["token"]);
        var (name, address, now) = (PersonName.Of(form["name"]), EmailAddress.Of(form["email"]), db.Clock.GetUtcNow());
        if (string.IsNullOrEmpty(form["password"])) throw new Refused("Choose a password.") { Field = "password" };
        if (await db.Members.AnyAsync(m => m.EmailKey == address.Key)) throw new Refused("Another account uses this address.") { Field = "email" };
        var brand = installation.Fixed.Contains("brand") ? null : Desk.Brand.Named(form["brand"], "brand");
        var language = Installation.Spoken.Contains(form["language"].ToString()) ? form["language"].ToString() : Installation.Spoken[0];

        var member = new Member(db.NewId(), name, await Handles.For(db, name), now);
        member.Enter(name, language, passwords.Hash(member, form["password"]), now);
        member.UseAddress(address);
        member.Confirm(now);
        member.Take(Role.Administrator);
        db.Add(member);
        db.Acting.Actor = member.Id;
        // All of it or nothing: two who stand at the door at once do not both get in.
        var late = false;
        await db.Transact(async () =>
        {
            if (late = await HasAdministrator(db)) return;
            foreach (var day in days) await day.LayOut(db, language);
            await db.Save(new MemberJoined(member));
            await settings.Change(db, settings.Of<BrandSettings>() with { Name = brand });
            await settings.Change(db, new LanguageSettings { Languages = [language, .. Installation.Spoken.Where(l => l != language && form["languages"].Contains(l))] });
        });
        if (late) return Over(master, form["token"]);
        await settings.Load(db);
        await Entry.SignIn(context, member);
        return Go.To("/admin/mail?first=1");
    }

    /// Without an administrator the token opens the door.
    static void Demand(MasterKey master, string? token)
    {
        if (!Opens(master, token)) throw new Refused("This is not the address that the console shows. Copy it whole, from the last start of the server.");
    }

    /// Afterwards there is no door; who has its key is told so.
    static IResult Over(MasterKey master, string? token) => Opens(master, token) ? Page.Of<SetUpOverPage>().Status(StatusCodes.Status410Gone) : throw new NotFound();

    static bool Opens(MasterKey master, string? token) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token ?? ""), Encoding.ASCII.GetBytes(TokenOf(master)));

    /// The same on every node that has the same master key, and of no use once somebody looks after the community.
    static string TokenOf(MasterKey master) => master.Derive("setup")[..32];

    static Task<bool> HasAdministrator(Db db) => db.Members.InOffice().AnyAsync();

    /// What serve prints when there is nobody to look after the community.
    public static async Task<string?> Invitation(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await HasAdministrator(scope.ServiceProvider.GetRequiredService<Db>()) ? null
            : $"{services.GetRequiredService<Installation>().Address}/setup?token={TokenOf(services.GetRequiredService<MasterKey>())}";
    }
}
