using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Members.Profiles;
using Rapport.Members.Settings;

namespace Rapport.Members.Api;

/// A member as others see them.
public sealed record MemberJson(long Id, int Version, string Name, [property: Description("What is typed after @ to mention them.")] string Handle, Role Role, [property: Description("What an employee does at the brand.")] string? Title, string? Bio,
    [property: Description("The path of the picture.")] string? Picture, [property: Description("Null where the system they came from did not tell.")] DateTimeOffset? JoinedAt, [property: Description("The path of their page.")] string Url) : IEdition
{
    public static MemberJson Example => new(1031, 3, "Ada", "ada", Role.Member, null, "Brews coffee since 1998.", null, new(2026, 1, 4, 8, 0, 0, TimeSpan.Zero), "/members/1031/ada");

    internal static MemberJson Of(Member m) => new(m.Id, m.Version, m.Name, m.Handle, m.Role, m.Title, m.Bio, m.Avatar, Member.Known(m.JoinedAt), ShowProfile.Path(m));
}

/// The member a token acts for, with what nobody else sees.
public sealed record MeJson(long Id, int Version, string Name, string Handle, Role Role, string? Title, string? Bio, string? Picture, string? Email, [property: Description("Whether the address was shown to be theirs.")] bool Confirmed,
    string Language, [property: Description("The IANA name of their time zone.")] string Zone, [property: Description("Null where the system they came from did not tell.")] DateTimeOffset? JoinedAt, string Url) : IEdition
{
    public static MeJson Example => new(1031, 3, "Ada", "ada", Role.Member, null, "Brews coffee since 1998.", null, "ada@example.com", true, "en", "Europe/Berlin", new(2026, 1, 4, 8, 0, 0, TimeSpan.Zero), "/members/1031/ada");

    internal static MeJson Of(Member m) => new(m.Id, m.Version, m.Name, m.Handle, m.Role, m.Title, m.Bio, m.Avatar, m.Email, !m.IsUnconfirmed, m.Language, m.Zone, Member.Known(m.JoinedAt), ShowProfile.Path(m));
}

/// What is different about you; what is left out stays.
public sealed record ProfileChange(string? Name = null, [property: Description("For employees: what you do here. Empty for none.")] string? Title = null, [property: Description("Empty for none.")] string? Bio = null,
    [property: Description("One of the languages of the pages.")] string? Language = null, [property: Description("An IANA name.")] string? Zone = null)
{
    public static ProfileChange Example => new(Bio: "Brews coffee since 1998.", Zone: "Europe/Berlin");
}

static class TheProfile
{
    public static MeJson Mine(Me me) => MeJson.Of(me.Member);

    public static async Task<MemberJson> Show(long id, Db db, Me me) => MemberJson.Of(await ShowProfile.Find(id, db, me));

    public static async Task<Changed<MeJson>> Change(ProfileChange to, HttpContext context, Db db, Me me, Installation installation)
    {
        var member = await db.Mine(me);
        context.DemandUnchanged(member);
        if (to.Name is { } name) await db.RefuseBorrowed(PersonName.Of(name), installation, member);
        member.Describe(to.Name ?? member.Name, to.Title ?? member.Title, to.Bio ?? member.Bio);
        ChooseLanguage.Choose(member, to.Language ?? member.Language, to.Zone ?? member.Zone, installation);
        return await Saved(member, db, me);
    }

    public static async Task<Changed<MeJson>> Picture(IFormFile file, Db db, Me me, Keeper keeper)
    {
        var member = await db.Mine(me);
        await EditProfile.Picture(member, file, db, keeper);
        return await Saved(member, db, me);
    }

    public static async Task<Changed<MeJson>> WithoutPicture(Db db, Me me)
    {
        var member = await db.Mine(me);
        EditProfile.WithoutPicture(member, db);
        return await Saved(member, db, me);
    }

    /// The same act sent twice is answered with what is true by then.
    static async Task<Changed<MeJson>> Saved(Member member, Db db, Me me)
    {
        await db.Save(new ProfileChanged(member));
        me.Become(member, me.Audiences);
        return new("/me", MeJson.Of(member));
    }
}
