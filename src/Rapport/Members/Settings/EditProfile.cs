using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Web;
using Rapport.Members.Exports;

namespace Rapport.Members.Settings;

/// What others see of a member, changed by the member.
static class EditProfile
{
    public sealed record Form
    {
        public string? Name { get; init; }
        public string? Title { get; init; }
        public string? Bio { get; init; }
        public bool Without { get; init; }
    }

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db, Me me, Keeper keeper, Installation installation)
    {
        var member = await db.Mine(me);
        await db.RefuseBorrowed(PersonName.Of(form.Name), installation, member);
        member.Describe(form.Name, form.Title, form.Bio);
        if (context.Request.Form.Files.Chosen("picture") is { } sent) await Picture(member, sent, db, keeper);
        else if (form.Without) WithoutPicture(member, db);
        await db.Save(new ProfileChanged(member));
        return Go.To("/settings?saved=profile");
    }

    public static async Task Picture(Member member, IFormFile sent, Db db, Keeper keeper)
    {
        var file = await keeper.Keep(sent, member.Id);
        if (!file.IsPicture) throw new Refused("Choose a picture.") { Field = "picture" };
        member.Show(file.Address("thumb").Path);
        db.Later(() => db.Set<FileUse>().Where(u => u.Kind == FilesData.Avatar && u.Subject == member.Id).ExecuteDeleteAsync());
        db.Add(new FileUse { File = file.Id, Kind = FilesData.Avatar, Subject = member.Id });
    }

    public static void WithoutPicture(Member member, Db db)
    {
        member.Show(null);
        db.Later(() => db.Set<FileUse>().Where(u => u.Kind == FilesData.Avatar && u.Subject == member.Id).ExecuteDeleteAsync());
    }
}
