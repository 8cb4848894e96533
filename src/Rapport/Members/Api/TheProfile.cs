using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Profiles;

namespace Rapport.Members.Api;

/// A member as others see them.
public sealed record MemberJson(long Id, int Version, string Name, [property: Description("What is typed after @ to mention them.")] string Handle, Role Role, [property: Description("What an employee does at the brand.")] string? Title, string? Bio,
    [property: Description("The path of the picture.")] string? Picture, DateTimeOffset JoinedAt, [property: Description("The path of their page.")] string Url) : IEdition
{
    public static MemberJson Example => new(1031, 3, "Ada", "ada", Role.Member, null, "Brews coffee since 1998.", null, new(2026, 1, 4, 8, 0, 0, TimeSpan.Zero), "/members/1031/ada");

    internal static MemberJson Of(Member m) => new(m.Id, m.Version, m.Name, m.Handle, m.Role, m.Title, m.Bio, m.Avatar, m.JoinedAt, ShowProfile.Path(m));
}

/// The member a token acts for, with what nobody else sees.
public sealed record MeJson(long Id, int Version, string Name, string Handle, Role Role, string? Title, string? Bio, string? Picture, string? Email, [property: Description("Whether the address was shown to be theirs.")] bool Confirmed,
    string Language, [property: Description("The IANA name of their time zone.")] string Zone, DateTimeOffset JoinedAt, string Url) : IEdition
{
    public static MeJson Example => new(1031, 3, "Ada", "ada", Role.Member, null, "Brews coffee since 1998.", null, "ada@example.com", true, "en", "Europe/Berlin", new(2026, 1, 4, 8, 0, 0, TimeSpan.Zero), "/members/1031/ada");

    internal static MeJson Of(Member m) => new(m.Id, m.Version, m.Name, m.Handle, m.Role, m.Title, m.Bio, m.Avatar, m.Email, !m.IsUnconfirmed, m.Language, m.Zone, m.JoinedAt, ShowProfile.Path(m));
}

static class TheProfile
{
    public static MeJson Mine(Me me) => MeJson.Of(me.Member);

    public static async Task<MemberJson> Show(long id, Db db, Me me) =>
        await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) is { } member && (!member.IsUnconfirmed || me.Id == id) ? MemberJson.Of(member) : throw new NotFound();
}
