using System.ComponentModel;
using Rapport.Conversations.Spaces;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// A place for topics.
public sealed record SpaceJson(long Id, int Version, string Slug, string Name, string Description, [property: Description("`public`, `members`, another named audience such as `partners`, or `space:ID` for those invited to it.")] string Audience, string Language,
    [property: Description("Its place among the others.")] int Rank, [property: Description("When moderators look here: on a named signal, before or after publication; null for as everywhere.")] Holding? Holding, [property: Description("So many seconds lie between two posts of a member here, while `slowUntil` is to come; 0 where nobody waits.")] int Slow, [property: Description("When that ends by itself.")] DateTimeOffset? SlowUntil, [property: Description("How many topics it holds.")] int Topics, [property: Description("Since when nothing new is written in it.")] DateTimeOffset? ArchivedAt, DateTimeOffset CreatedAt, string Url) : IEdition
{
    public static SpaceJson Example => new(1002, 1, "help", "Help", "Questions about products, and answers from people who own them.", "public", "en", 0, null, 0, null, 12, null, new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), "/spaces/help");

    internal static SpaceJson Of(Space s) => new(s.Id, s.Version, s.Slug, s.Name, s.Description, s.Audience, s.Language, s.Rank, s.Holding, s.Slow, s.SlowUntil, s.Topics, s.ArchivedAt, s.CreatedAt, s.Path);
}

/// What opens a space.
public sealed record NewSpace(string Name, string? Description = null, [property: Description("`public`, `members`, another named audience, or `invited`; public if not said.")] string? Audience = null, [property: Description("The language it is written in, such as `en`.")] string? Language = null,
    [property: Description("When moderators look here; as everywhere if not said.")] Holding? Holding = null)
{
    public static NewSpace Example => new("Help", "Questions about products, and answers from people who own them.", "public", "en");
}

/// What is different about a space; what is left out stays.
public sealed record SpaceChange(string? Name = null, string? Description = null, [property: Description("`public`, `members`, another named audience, or `invited`.")] string? Audience = null, string? Language = null,
    [property: Description("When moderators look here: selective, before or after; `default` for as everywhere.")] string? Holding = null,
    [property: Description("So many seconds between two posts of a member: 0, 60, 300, 3600 or 86400.")] int? Slow = null, [property: Description("With `slow`: when it ends by itself.")] DateTimeOffset? SlowUntil = null)
{
    public static SpaceChange Example => new(Name: "Questions", Audience: "members");
}

/// In which order the spaces stand.
public sealed record SpaceOrder([property: Description("Their ids. Those that are not named come after the others.")] IReadOnlyList<long> Spaces)
{
    public static SpaceOrder Example => new([1003, 1002]);
}

/// A member invited to a space.
public sealed record GuestJson(long Member, string Name, string Handle, DateTimeOffset InvitedAt)
{
    public static GuestJson Example => new(1031, "Ada", "ada", new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
}

/// Who is to be invited.
public sealed record NewGuest([property: Description("The handle, with or without @.")] string Handle)
{
    public static NewGuest Example => new("ada");
}

/// Which words and links a space does not allow from now on.
public sealed record NewLists([property: Description("Each matches whole; with * at its end whatever begins so.")] IReadOnlyList<string>? Words = null, Handling WordsAre = Handling.Refuse, [property: Description("Names of hosts; all below them count as well.")] IReadOnlyList<string>? Hosts = null, Handling HostsAre = Handling.Refuse,
    [property: Description("Hosts whose links never wait because of who wrote them.")] IReadOnlyList<string>? Welcome = null, [property: Description("Why, as authors read it.")] string? Why = null)
{
    public static NewLists Example => new(["bargain*"], Handling.Hold, ["spam.example"], Handling.Refuse, ["shop.example"], "Advertising belongs elsewhere.");

    internal Disallowed Said => Disallowed.Of(Words ?? [], WordsAre, Hosts ?? [], HostsAre, Welcome ?? [], Why);
}

/// Why nothing new is to be written in it.
public sealed record NewArchiving(string? Reason = null)
{
    public static NewArchiving Example => new("Replaced by Questions");
}

static class TheSpaces
{
    const int Most = 1_000;

    public static async Task<Paged<SpaceJson>> List(Db db, Me me) =>
        new([.. (await db.Spaces.AsNoTracking().VisibleTo(me).OrderBy(s => s.Rank).ThenBy(s => s.Id).Take(Most).ToListAsync()).Select(SpaceJson.Of)], null);

    public static async Task<SpaceJson> Show(long id, Db db, Me me) => SpaceJson.Of(await db.Spaces.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound());

    public static async Task<Made<SpaceJson>> Open(NewSpace said, Db db, Me me, Audiences audiences, Installation installation)
    {
        var space = await SpaceSettings.Make(new(said.Name, said.Description ?? "", said.Audience, said.Language, said.Holding), db, me, audiences, installation);
        return new($"/spaces/{space.Id}", SpaceJson.Of(space));
    }

    public static async Task<Changed<SpaceJson>> Change(long id, SpaceChange to, HttpContext context, Db db, Me me, Audiences audiences, Installation installation)
    {
        var space = await Mine(id, db.Spaces, me);
        context.DemandUnchanged(space);
        await SpaceSettings.Alter(space, new(to.Name ?? space.Name, to.Description ?? space.Description, to.Audience, to.Language, to.Holding switch { null => space.Holding, "default" => null, var said => Code.Read<Holding>("holding", said) }) { Slow = to.Slow is { } slow ? (slow, to.SlowUntil) : null }, db, me, audiences, installation).Called(("slowuntil", "slowUntil"));
        return new($"/spaces/{id}", SpaceJson.Of(space));
    }

    public static async Task<Done> Arrange(SpaceOrder order, Db db, Me me)
    {
        me.RequireModerator();
        await SpacesDesk.Arrange([.. order.Spaces], db);
        return new();
    }

    public static async Task<Paged<GuestJson>> Guests(long id, [AsParameters] Paging paging, Db db, Me me)
    {
        await Mine(id, db.Spaces.AsNoTracking(), me);
        var guests = db.SpaceGuests.Where(g => g.SpaceId == id);
        if (paging.AfterId is { } after) guests = guests.Where(g => g.MemberId > after);
        return paging.Of(await guests.Join(db.Members, g => g.MemberId, m => m.Id, (g, m) => new { g, m }).OrderBy(x => x.m.Id).Take(paging.Take).Select(x => new GuestJson(x.m.Id, x.m.Name, x.m.Handle, x.g.InvitedAt)).ToListAsync(), g => $"{g.Member}");
    }

    public static async Task<Done> Invite(long id, NewGuest guest, Db db, Me me)
    {
        await SpaceSettings.Welcome(await Mine(id, db.Spaces, me), guest.Handle, db, me);
        return new();
    }

    public static async Task<Done> Uninvite(long id, long member, Db db, Me me)
    {
        await SpaceSettings.Unwelcome(await Mine(id, db.Spaces, me), member, db);
        return new();
    }

    public static async Task<Changed<SpaceJson>> Archive(long id, NewArchiving why, Db db, Me me)
    {
        var space = await Mine(id, db.Spaces, me);
        await SpaceSettings.Shelve(space, why.Reason, db, me);
        return new($"/spaces/{id}", SpaceJson.Of(space));
    }

    public static async Task<Changed<SpaceJson>> Restore(long id, Db db, Me me)
    {
        var space = await Mine(id, db.Spaces, me);
        await SpaceSettings.Unarchive(space, db);
        return new($"/spaces/{id}", SpaceJson.Of(space));
    }

    public static async Task<DisallowedJson> Lists(long id, Db db, Me me) => DisallowedJson.Of(await db.DisallowedIn((await Mine(id, db.Spaces.AsNoTracking(), me)).Id));

    public static async Task<Changed<DisallowedJson>> Disallow(long id, NewLists said, Db db, Me me)
    {
        await PlaceLists.Lay(await Mine(id, db.Spaces, me), said.Said, db, me);
        return new($"/spaces/{id}/lists", await Lists(id, db, me));
    }

    static async Task<Space> Mine(long id, IQueryable<Space> spaces, Me me)
    {
        me.RequireModerator();
        return await spaces.FirstOrDefaultAsync(s => s.Id == id) ?? throw new NotFound();
    }
}
