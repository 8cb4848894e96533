using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members.Belongings;
using Rapport.Members.Roles;
using Rapport.Members.Tickets;

namespace Rapport.Members.Desk;

/// /admin/people: who is here, who may do what, and the way in for colleagues.
public static class People
{
    const int PerPage = 50;

    public sealed record Row(long Id, string Name, string Handle, string? Email, Role Role, DateTimeOffset JoinedAt, DateTimeOffset? SuspendedAt, bool Confirmed, bool Claimed)
    {
        public DateTimeOffset? SuspendedUntil { get; init; }
        public IReadOnlyList<string> Audiences { get; init; } = [];
    }

    public static async Task<IResult> Show(Db db, Me me, Audiences audiences, string? q = null, string? role = null, string? audience = null, string? after = null)
    {
        me.RequireAdministrator();
        var rows = await Rows(Found(db, audiences, q, role, audience).LatestFirst(m => m.JoinedAt, Moment.Read(after)).Take(PerPage + 1)).ToListAsync();
        var (shown, given) = (rows.Take(PerPage).Select(r => r.Id).ToList(), audiences.Named.Where(a => a.IsGiven).ToList());
        var belongings = (await db.Set<Belonging>().Where(b => shown.Contains(b.MemberId)).Select(b => new { b.MemberId, b.Audience }).ToListAsync()).ToLookup(b => b.MemberId, b => b.Audience);
        return Page.Of<PeoplePage>(new { People = rows.Take(PerPage).Select(r => r with { Audiences = [.. belongings[r.Id]] }).ToList(), Given = (IReadOnlyList<NamedAudience>)given, Sought = q, Wanted = role, Within = audience, Next = rows.Count > PerPage ? new Moment(rows[PerPage - 1].JoinedAt, rows[PerPage - 1].Id).ToString() : null });
    }

    public static IQueryable<Member> Found(Db db, Audiences audiences, string? q, string? role, string? audience)
    {
        var people = db.Members.AsNoTracking().Where(m => m.LeftAt == null);
        if (Sought(q) is { } sought) people = people.Where(m => m.Handle.StartsWith(sought) || m.EmailKey!.StartsWith(sought) || m.Name.ToLower().Contains(sought));
        if (!string.IsNullOrEmpty(role))
        {
            var wanted = ChangeRole.Read(role);
            people = people.Where(m => m.Role == wanted);
        }
        if (!string.IsNullOrEmpty(audience))
        {
            var within = audiences.In(db, audience);
            people = people.Where(m => within.Contains(m.Id));
        }
        return people;
    }

    public static IQueryable<Row> Rows(IQueryable<Member> people) =>
        people.Select(m => new Row(m.Id, m.Name, m.Handle, m.Email, m.Role, m.JoinedAt, m.SuspendedAt, m.Email == null || m.ConfirmedAt != null, m.SignedUpAt != null) { SuspendedUntil = m.SuspendedUntil });

    static string? Sought(string? q) => string.IsNullOrWhiteSpace(q) ? null : q.Trim().TrimStart('@').ToLowerInvariant() is var text && text.Length > 254 ? text[..254] : text;

    internal static async Task<IResult> Invite(HttpContext context, Db db, Me me, Letters letters)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Welcome(form["name"].ToString(), form["email"].ToString(), ChangeRole.Read(form["role"]), db, me, letters);
        return Go.To("/admin/people?invited=1");
    }

    internal static async Task<Member> Welcome(string name, string email, Role role, Db db, Me me, Letters letters)
    {
        var (member, ticket, secret) = await AddMember.Make(db, name, email, role, Purpose.Invite);
        await letters.Invitation(member, me.Member, ticket, secret);
        db.Audit("member.invited", member, member.Role.ToString());
        await db.Save(new MemberJoined(member));
        return member;
    }

    public static async Task<IResult> Role(long id, HttpContext context, Db db, Me me)
    {
        me.RequireAdministrator();
        await ChangeRole.Apply(db, await Known(db, id), ChangeRole.Read(context.Request.Form["role"]));
        return Go.To("/admin/people?saved=1");
    }

    public static async Task<IResult> Suspend(long id, HttpContext context, Db db, Me me)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Stop(id, form["reason"], HowLong.Read(form["length"], form["until"], db.Clock.GetUtcNow(), me.Member.Zone), db);
        return Go.To("/admin/people?saved=1");
    }

    public static async Task Stop(long id, string? reason, DateTimeOffset? until, Db db)
    {
        var member = await Known(db, id);
        member.Suspend(db.Clock.GetUtcNow(), reason, until);
        db.Audit("member.suspended", member, reason);
        await db.Save(new SuspensionChanged(member));
    }

    public static async Task<IResult> Readmit(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        await Admit(id, db);
        return Go.To("/admin/people?saved=1");
    }

    public static async Task Admit(long id, Db db)
    {
        var member = await Known(db, id);
        member.Readmit();
        db.Audit("member.readmitted", member);
        await db.Save(new SuspensionChanged(member));
    }

    internal static async Task<Member> Known(Db db, long id) => await db.Members.FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) ?? throw new NotFound();
}
