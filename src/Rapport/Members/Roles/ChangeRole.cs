using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Roles;

/// An administrator, or an operator at the command line, says what a member may do.
static class ChangeRole
{
    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me)
    {
        if (!me.IsAdministrator) throw me.IsAnonymous ? new SignInNeeded() : new NotFound();
        var role = Read(context.Request.Form["role"]);
        var member = await db.Members.FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) ?? throw new NotFound();
        await Apply(db, member, role);
        return Go.To($"/members/{id}");
    }

    public static Role Read(string? name) => Enum.TryParse<Role>(name, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(name![0]) ? role
        : throw new Refused("A role is one of member, employee, moderator and administrator.") { Field = "role" };

    public static async Task Apply(Db db, Member member, Role role)
    {
        if (member.Role == role) return;
        if (member.Role == Role.Administrator) await db.DemandAnotherAdministrator(member);
        var from = member.Role;
        member.Take(role);
        db.Audit("member.role", member, $"{from} → {role}");
        await db.Save(new RoleChanged(member, from));
    }

    extension(Db db)
    {
        /// The community never stands without somebody who can look after it.
        public async Task DemandAnotherAdministrator(Member but)
        {
            await Check(db, but.Id);
            // Once more in the transaction itself, one at a time: two who dismiss each other at the same moment are not both gone.
            db.Later(async () =>
            {
                if (db.OnPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdministratorsLock})");
                await Check(db, but.Id);
            });
        }
    }

    const long AdministratorsLock = 0x5261_7061_6d69;

    static async Task Check(Db db, long but)
    {
        if (!await db.Members.InOffice().AnyAsync(m => m.Id != but)) throw new Refused("This is the only administrator. Make somebody else one first.");
    }

    extension(IQueryable<Member> members)
    {
        /// Administrators who can sign in: one who was only invited, or came with an import, has not shown it yet.
        public IQueryable<Member> InOffice() => members.Where(m => m.Role == Role.Administrator && m.LeftAt == null && m.SuspendedAt == null && m.ConfirmedAt != null);
    }
}
