using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Trust.Appointed;

namespace Rapport.Trust.Api;

/// Somebody whom the brand made a helper.
public sealed record HelperJson(long Id, long Member, string Name, string Handle, [property: Description("The space; null for all.")] long? Space, DateTimeOffset Since)
{
    public static HelperJson Example => new(1301, 1031, "Ada", "ada", null, new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));

    internal static HelperJson Of(HelperRow row) => new(row.Id, row.Member, row.Name, row.Handle, row.Area, row.Since);
}

public sealed record NewHelper(string Handle, [property: Description("Left out for all spaces.")] long? Space = null)
{
    public static NewHelper Example => new("ada", 12);
}

static class TheHelpers
{
    public static async Task<Paged<HelperJson>> List(Db db, Me me)
    {
        me.RequireAdministrator();
        return new((await AppointHelper.Rows(db)).ConvertAll(HelperJson.Of), null);
    }

    public static async Task<Made<HelperJson>> Appoint(NewHelper said, Db db, Me me, AllAreas areas, Audiences audiences)
    {
        var made = await AppointHelper.Appoint(said.Handle, said.Space, db, me, areas, audiences).Called(("who", "handle"), ("area", "space"));
        return new("/helpers", HelperJson.Of((await AppointHelper.Rows(db)).First(r => r.Id == made.Id)));
    }

    public static async Task<Done> End(long id, Db db, Me me)
    {
        await AppointHelper.Finish(id, db, me);
        return new();
    }
}
