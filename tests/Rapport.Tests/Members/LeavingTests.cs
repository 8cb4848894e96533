using System.IO.Compression;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Tests.Members;

public abstract class LeavingTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task Everything_kept_about_me_comes_as_one_file_to_me_alone()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        await visitor.Submit(await visitor.Get("/settings"), "/settings/profile", new { name = "Nia", bio = "About <me>." });
        await visitor.Submit(await visitor.Get("/settings"), "/settings/data");
        await Settled();

        var link = await Given.LinkMailedTo(nia.Email);
        using var zip = new ZipArchive(new MemoryStream((await visitor.Get(link)).Bytes));
        var page = new StreamReader(zip.GetEntry("index.html")!.Open()).ReadToEnd();
        var account = new StreamReader(zip.GetEntry("account.json")!.Open()).ReadToEnd();

        Assert.Contains("About &lt;me&gt;.", page);
        Assert.Contains(nia.Email!, account);
        Assert.DoesNotContain(nia.PasswordHash!, account);
        Assert.DoesNotContain(nia.Stamp, account);
        Assert.Equal(404, (await As(Ben).Get(link)).Status);
        Assert.StartsWith("/sign-in?then=", (await Anyone().Get(link)).Location);
    }

    [Fact]
    public async Task Leaving_takes_everything_personal_and_leaves_the_log_as_it_was()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        await visitor.Submit(await visitor.Get("/settings"), "/settings/profile", new { name = "Nia", bio = "About me." });
        await visitor.Post("/password/forgotten", new { email = nia.Email });
        var before = await World.Query(db => db.Set<EventRow>().Where(e => e.Actor == nia.Id).Select(e => e.Payload).ToListAsync());

        var page = await visitor.Get("/settings/leave");
        Assert.Contains("to confirm", (await visitor.Submit(page, "/settings/leave", new { choice = "RemoveWords", handle = "somebody", currentPassword = Given.Password })).Text);
        Assert.Contains("That is not your password.", (await visitor.Submit(page, "/settings/leave", new { choice = "RemoveWords", handle = nia.Handle, currentPassword = "a wrong guess" })).Text);
        var left = await visitor.Submit(page, "/settings/leave", new { choice = "RemoveWords", handle = nia.Handle, currentPassword = Given.Password });

        Assert.Equal("/left", left.Location);
        var row = await World.Query(db => db.Members.AsNoTracking().FirstAsync(m => m.Id == nia.Id));
        Assert.Equal(("Former member", $"former-{nia.Id}", null, null, null, null), (row.Name, row.Handle, row.Email, row.PasswordHash, row.Bio, row.ConfirmedAt));
        Assert.Empty(await Given.MailsTo(nia.Email));
        Assert.Empty(await World.Query(db => db.Tickets.Where(t => t.MemberId == nia.Id).ToListAsync()));
        Assert.Equal(before, await World.Query(db => db.Set<EventRow>().Where(e => e.Actor == nia.Id && e.Type != nameof(MemberLeft)).Select(e => e.Payload).ToListAsync()));
        Assert.Equal(303, (await visitor.Get("/settings")).Status);
        Assert.Equal(422, (await visitor.Post("/sign-in", new { email = nia.Email, password = Given.Password, from = "/sign-in" })).Status);
        Assert.Equal(404, (await Anyone().Visit($"/members/{nia.Id}")).Status);
    }

    [Fact]
    public async Task Without_a_password_a_mailed_code_is_asked_for_and_anothers_code_is_none()
    {
        var (nia, eve) = (await Given.Account(password: null), await Given.Account("Eve", password: null));
        using var visitor = As(nia);
        using var other = As(eve);
        var hers = await other.Get((await other.Submit(await other.Get("/settings/leave"), "/settings/leave/code")).Location!);
        var page = await visitor.Get((await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave/code")).Location!);
        var code = await Given.CodeMailedTo(nia.Email);

        Assert.Equal(422, (await other.Submit(page, "/settings/leave", new { choice = "KeepWordsWithoutName", handle = eve.Handle, code })).Status);
        page = await visitor.Get((await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave/code")).Location!);
        Assert.Equal("/left", (await visitor.Submit(page, "/settings/leave", new { choice = "KeepWordsWithoutName", handle = "@" + nia.Handle, code = await Given.CodeMailedTo(nia.Email) })).Location);
        Assert.Equal(200, (await other.Get(hers.Path)).Status);
    }
}

public sealed class LeavingTestsOnSqlite() : LeavingTests(Engine.Sqlite);

public sealed class LeavingTestsOnPostgres() : LeavingTests(Engine.Postgres);
