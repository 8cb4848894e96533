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
using Rapport.Members.Tickets;

namespace Rapport.Members.Setup;

/// /setup: the first administrator of a community that has none, let in by a token that the console prints.
public static class SetUp
{
    public static async Task<IResult> Show(Db db, MasterKey master, Installation installation, string? token = null)
    {
        if (await db.IsSetUp()) return Over(master, token);
        Demand(master, token);
        return Page.Of<SetUpPage>(new { Token = token });
    }

    internal static async Task<IResult> Handle(HttpContext context, Db db, MasterKey master, Installation installation, SiteSettings settings, Passwords passwords, IEnumerable<FirstDay> days)
    {
        var form = context.Request.Form;
        if (await db.IsSetUp()) return Over(master, form["token"]);
        Demand(master, form["token"]);
        var (all, now) = (new Refusing(), db.Clock.GetUtcNow());
        var name = all.Try(() => PersonName.Of(form["name"])) ?? "";
        var address = all.Try(() => EmailAddress.Of(form["email"]));
        // An import may have brought the account along, or somebody typed the address into a form: nobody has shown yet that it is theirs.
        var known = address is null ? null : await db.Members.FirstOrDefaultAsync(m => m.EmailKey == address.Key);
        var member = known ?? new Member(db.NewId(), name, await Handles.For(db, name), now);
        if (known is { IsUnconfirmed: false }) all.Add(new("Another account uses this address.") { Field = "email" });
        var password = all.Try(() => passwords.Hash(member, form["password"]));
        var brand = installation.Fixed.Contains("brand") ? null : all.Try(() => Desk.Brand.Named(form["brand"], "brand"));
        all.Throw();
        var language = Installation.Spoken.Contains(form["language"].ToString()) ? form["language"].ToString() : Installation.Spoken[0];

        if (known is null) db.Add(member);
        member.Claim(now);
        member.Enter(name, language, password, now);
        member.UseAddress(address!);
        member.Take(Role.Administrator);
        db.Withdraw(member.Id, Purpose.Confirm);
        db.Acting.Actor = member.Id;
        // All of it or nothing: two who stand at the door at once do not both get in.
        var late = false;
        await db.Transact(async () =>
        {
            if (late = await db.IsSetUp()) return;
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

    /// What serve prints when there is nobody to look after the community.
    public static async Task<string?> Invitation(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Db>().IsSetUp() ? null
            : $"{services.GetRequiredService<Installation>().Address}/setup?token={TokenOf(services.GetRequiredService<MasterKey>())}";
    }
}
