using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Belongings;

/// An audience as the administration lists it.
public sealed record AudienceRow(NamedAudience Audience, int People, IReadOnlyList<AudienceUse> Uses);

/// GET /admin/audiences and /admin/audiences/{key}: for whom places can be, who belongs to it, and which places use it.
public static class AudienceDesk
{
    const int PerPage = 50;

    public sealed record Person(long Id, string Name, string Handle, string? Email, DateTimeOffset JoinedAt, DateTimeOffset? Since, string? GivenBy);

    public static async Task<IResult> All(Db db, Me me, Audiences audiences, IEnumerable<AudienceUses> places)
    {
        me.RequireAdministrator();
        var uses = await Uses(db, places);
        var rows = await Rows(db, audiences, uses);
        // Places of their own: everybody in them was invited there.
        var own = new List<(AudienceUse, int)>();
        foreach (var use in uses.Where(u => audiences.Named.All(a => a.Key != u.Audience))) own.Add((use, await audiences.In(db, use.Audience).CountAsync()));
        return Page.Of<AudiencesPage>(new { Rows = rows, Own = own });
    }

    internal static async Task<IReadOnlyList<AudienceRow>> Rows(Db db, Audiences audiences, IReadOnlyList<AudienceUse> uses)
    {
        var rows = new List<AudienceRow>();
        foreach (var audience in audiences.Named) rows.Add(new(audience, await audiences.In(db, audience.Key).CountAsync(), [.. uses.Where(u => u.Audience == audience.Key)]));
        return rows;
    }

    /// Everybody and all members are no list that anybody reads.
    internal static NamedAudience Known(Audiences audiences, string key) => audiences.Named.FirstOrDefault(a => a.Key == key && a.Key is not (Audience.Public or Audience.Members)) ?? throw new NotFound();

    public static async Task<IResult> One(string key, Db db, Me me, Audiences audiences, IEnumerable<AudienceUses> places, string? after = null)
    {
        me.RequireAdministrator();
        var audience = Known(audiences, key);
        var people = await People(db, audiences, key, Moment.Read(after)).Take(PerPage + 1).ToListAsync();
        return Page.Of<AudiencePage>(new
        {
            Audience = audience, People = people.Take(PerPage).ToList(), Next = people.Count > PerPage ? new Moment(people[PerPage - 1].JoinedAt, people[PerPage - 1].Id).ToString() : null,
            Uses = (IReadOnlyList<AudienceUse>)[.. (await Uses(db, places)).Where(u => u.Audience == key)],
        });
    }

    /// Who belongs to an audience, the latest member first.
    internal static IQueryable<Person> People(Db db, Audiences audiences, string key, Moment? after)
    {
        var within = audiences.In(db, key);
        return from member in db.Members.AsNoTracking().Where(m => within.Contains(m.Id)).LatestFirst(m => m.JoinedAt, after)
               join belonging in db.Set<Belonging>().Where(b => b.Audience == key) on member.Id equals belonging.MemberId into belongings
               from belonging in belongings.DefaultIfEmpty()
               join giver in db.Set<Member>() on belonging.GivenBy equals (long?)giver.Id into givers
               from giver in givers.DefaultIfEmpty()
               orderby member.JoinedAt descending, member.Id descending
               select new Person(member.Id, member.Name, member.Handle, member.Email, member.JoinedAt, (DateTimeOffset?)belonging!.Since, giver!.Name);
    }

    internal static async Task<List<AudienceUse>> Uses(Db db, IEnumerable<AudienceUses> places)
    {
        var uses = new List<AudienceUse>();
        foreach (var of in places) uses.AddRange(await of(db));
        return uses;
    }
}
