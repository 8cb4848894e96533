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

    [Theory]
    [InlineData("KeepWordsWithoutName")]
    [InlineData("RemoveWords")]
    public async Task Whoever_leaves_leaves_every_page_that_held_their_words_open_to_those_who_stay(string choice)
    {
        var kept = choice == "KeepWordsWithoutName";
        var nia = await Given.Account($"Zelda{Given.Fresh()}");
        var word = $"drip{Given.Fresh()}";
        var space = await Given.Space();
        var asked = await Given.Topic(by: nia, title: $"How do I stop the {word}?", body: $"It makes a {word}.", space: space);
        await Given.Comment(await Given.Reply(asked, Ben), nia, $"No {word} any more.");
        var answered = await Given.Topic(by: Ada, title: $"Another {word} of mine", space: space);
        var (answer, hidden) = (await Given.Reply(answered, nia, $"Against a {word}: turn the lid."), await Given.Reply(answered, nia, $"A rude {word}."));
        await Given.Comment(answer, Ben);
        using var visitor = As(nia);
        Assert.Equal(303, (await visitor.Submit(await visitor.Get($"/posts/{asked.Id}/edit"), $"/posts/{asked.Id}", new { title = asked.Title, body = $"It makes a loud {word}.", tags = "" })).Status);
        Assert.Equal(303, (await visitor.Submit(await visitor.Get($"/posts/{answer.Id}/edit"), $"/posts/{answer.Id}", new { body = $"Against a {word}: turn the lid gently." })).Status);
        Assert.Equal(303, (await As(Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "Rude" })).Status);
        await Settled();

        Assert.Equal("/left", (await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice, handle = nia.Handle, currentPassword = Given.Password })).Location);
        await Settled();

        string[] pages =
        [
            asked.Path, answered.Path, $"/topics/{asked.Id}/feed", $"/topics/{answered.Id}/feed", "/topics/feed", $"{space.Path}/feed", space.Path, "/topics", "/",
            $"/search?q={word}", $"/suggest?q={word}", $"/similar?title={word}", $"/members/{Ben.Id}", $"/members/{Ben.Id}/posts", .. kept ? new[] { $"/posts/{asked.Id}/history", $"/posts/{answer.Id}/history" } : [],
        ];
        foreach (var who in new[] { Anyone(), As(Ben), As(Ada), As(Mona), As(Alma) })
            foreach (var path in pages)
            {
                var page = await who.Visit(path);
                Assert.True(page.Status == 200, $"{path}: {page.Status}");
                Assert.DoesNotContain(nia.Name, page.Body);
                Assert.DoesNotMatch($@"/members/{nia.Id}\b", page.Body);
            }
        foreach (var (who, path) in new[] { (Ada, "/notices"), (Ben, "/notices"), (Ada, "/news"), (Ben, "/news"), (Mona, "/admin/queue/decided") })
        {
            var page = await As(who).Get(path);
            Assert.True(page.Status == 200, $"{path}: {page.Status}");
            Assert.DoesNotContain(nia.Name, page.Body);
        }
        foreach (var path in new[] { $"/members/{nia.Id}", $"/members/{nia.Id}/posts" }) Assert.Equal(404, (await Anyone().Visit(path)).Status);

        foreach (var robot in new[] { await Robot.For(World, Ben), await Robot.For(World, Mona) })
            foreach (string path in (string[])["/topics", $"/topics?space={space.Id}", $"/topics/{asked.Id}", $"/topics/{asked.Id}/replies", $"/topics/{answered.Id}/replies", $"/search?q={word}", .. kept ? new[] { $"/posts/{asked.Id}", $"/posts/{asked.Id}/revisions", $"/posts/{answer.Id}/comments" } : []])
            {
                var said = await robot.Get(path);
                Assert.True(said.Status == 200, $"{path}: {said.Status}");
                Assert.DoesNotContain(nia.Name, said.Body);
            }
        var unseen = (await As(Mona).Visit(answered.Path)).Text;
        Assert.Equal(kept, unseen.Contains($"A rude {word}."));
        Assert.Contains(kept ? "Former member" : "Removed by its author", (await Anyone().Visit(asked.Path)).Text);
    }
}

public sealed class LeavingTestsOnSqlite() : LeavingTests(Engine.Sqlite);

public sealed class LeavingTestsOnPostgres() : LeavingTests(Engine.Postgres);
