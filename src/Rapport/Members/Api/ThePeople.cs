using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Desk;
using Rapport.Members.Roles;
using Rapport.Members.Tickets;

namespace Rapport.Members.Api;

/// A person, as administrators see them.
public sealed record PersonInfoJson(long Id, string Name, string Handle, [property: Description("Null for somebody who cannot sign in by themselves.")] string? Email, Role Role, [property: Description("Null where the system they came from did not tell.")] DateTimeOffset? JoinedAt, DateTimeOffset? SuspendedAt, [property: Description("When the suspension ends by itself.")] DateTimeOffset? SuspendedUntil, [property: Description("Whether the address was shown to be theirs.")] bool Confirmed)
{
    public static PersonInfoJson Example => new(1031, "Ada", "ada", "ada@example.com", Role.Member, new(2026, 1, 4, 8, 0, 0, TimeSpan.Zero), null, null, true);

    internal static PersonInfoJson Of(People.Row m) => new(m.Id, m.Name, m.Handle, m.Email, m.Role, Member.Known(m.JoinedAt), m.SuspendedAt, m.SuspendedUntil, m.Confirmed);
}

/// Somebody who is to belong to the community.
public sealed record NewPerson(string Name, [property: Description("A link by which they choose a password goes there.")] string Email, Role Role = Role.Member)
{
    public static NewPerson Example => new("Emil", "emil@example.com", Role.Employee);
}

public sealed record NewRole(Role Role)
{
    public static NewRole Example => new(Role.Moderator);
}

/// Why somebody is suspended.
public sealed record NewSuspension([property: Description("They read it in a mail, and when they try to sign in.")] string? Reason = null, [property: Description("When it ends by itself; without an end if not said.")] DateTimeOffset? Until = null)
{
    public static NewSuspension Example => new("Sold addresses of others", new(2026, 4, 3, 9, 0, 0, TimeSpan.Zero));
}

static class ThePeople
{
    public static async Task<Paged<PersonInfoJson>> List([AsParameters] Paging paging, Db db, Me me, Audiences audiences, [Description("A part of the name, or the beginning of the handle or address.")] string? q = null, [Description("member, employee, moderator or administrator.")] string? role = null, [Description("The key of an audience they belong to, such as `partners`.")] string? audience = null)
    {
        me.RequireAdministrator();
        return paging.Of(await People.Rows(People.Found(db, audiences, q, role, audience).LatestFirst(m => m.JoinedAt, paging.AfterMoment).Take(paging.Take)).ToListAsync(), p => Paging.Moment(p.JoinedAt, p.Id), PersonInfoJson.Of);
    }

    public static async Task<PersonInfoJson> Show(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return await One(db, id);
    }

    public static async Task<Made<PersonInfoJson>> Invite(NewPerson person, Db db, Me me, Letters letters)
    {
        me.RequireAdministrator();
        var member = await People.Welcome(person.Name, person.Email, person.Role, db, me, letters);
        return new($"/people/{member.Id}", await One(db, member.Id));
    }

    public static async Task<Changed<PersonInfoJson>> Role(long id, NewRole to, Db db, Me me)
    {
        me.RequireAdministrator();
        await ChangeRole.Apply(db, await People.Known(db, id), to.Role);
        return await Now(db, id);
    }

    public static async Task<Changed<PersonInfoJson>> Suspend(long id, NewSuspension why, Db db, Me me)
    {
        me.RequireAdministrator();
        await People.Stop(id, why.Reason, why.Until, db);
        return await Now(db, id);
    }

    public static async Task<Changed<PersonInfoJson>> Readmit(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        await People.Admit(id, db);
        return await Now(db, id);
    }

    static async Task<Changed<PersonInfoJson>> Now(Db db, long id) => new($"/people/{id}", await One(db, id));

    static async Task<PersonInfoJson> One(Db db, long id) => PersonInfoJson.Of(await People.Rows(db.Members.AsNoTracking().Where(m => m.Id == id && m.LeftAt == null)).FirstOrDefaultAsync() ?? throw new NotFound());
}
