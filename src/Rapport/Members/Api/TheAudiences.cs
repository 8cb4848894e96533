using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members.Belongings;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// A group of people that places can be opened to by name.
public sealed record AudienceJson(string Key, string Name, string About, [property: Description("Administrators give it and take it.")] bool Given, int People, [property: Description("The names of the places that are open to it.")] IReadOnlyList<string> Places)
{
    public static AudienceJson Example => new("partners", "Partners", "Dealers, repairers and others you work with.", true, 12, ["Dealers"]);
}

/// Somebody who belongs to an audience.
public sealed record BelongingJson(long Member, string Name, string Handle, string? Email, [property: Description("Null where it comes of something else, such as an order.")] DateTimeOffset? Since, string? GivenBy)
{
    public static BelongingJson Example => new(1031, "Ada", "ada", "ada@example.com", new(2026, 1, 4, 8, 0, 0, TimeSpan.Zero), "Alma");
}

static class TheAudiences
{
    public static async Task<Paged<AudienceJson>> List(Db db, Me me, Audiences audiences, IEnumerable<AudienceUses> places, Locale locale)
    {
        me.RequireAdministrator();
        var rows = await AudienceDesk.Rows(db, audiences, await AudienceDesk.Uses(db, places));
        return new([.. rows.Select(r => new AudienceJson(r.Audience.Key, locale.Say(r.Audience.Name), locale.Say(r.Audience.About), r.Audience.IsGiven, r.People, [.. r.Uses.Select(u => u.Name)]))], null);
    }

    public static async Task<Paged<BelongingJson>> People(string key, [AsParameters] Paging paging, Db db, Me me, Audiences audiences)
    {
        me.RequireAdministrator();
        AudienceDesk.Known(audiences, key);
        return paging.Of(await AudienceDesk.People(db, audiences, key, paging.AfterMoment).Take(paging.Take).ToListAsync(), p => Paging.Moment(p.JoinedAt, p.Id), p => new BelongingJson(p.Id, p.Name, p.Handle, p.Email, p.Since, p.GivenBy));
    }

    public static Task<Done> Welcome(string key, long id, Db db, Me me, Audiences audiences) => Give(key, id, true, db, me, audiences);

    public static Task<Done> Unwelcome(string key, long id, Db db, Me me, Audiences audiences) => Give(key, id, false, db, me, audiences);

    static async Task<Done> Give(string key, long id, bool on, Db db, Me me, Audiences audiences)
    {
        me.RequireAdministrator();
        await GiveAudience.Give(db, me, audiences, await Desk.People.Known(db, id), key, on);
        return new();
    }
}
