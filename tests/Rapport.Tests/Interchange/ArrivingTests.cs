using System.Diagnostics;
using System.Text;
using Rapport.Conversations;
using Rapport.Interchange;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Members.Moving;

namespace Rapport.Tests.Interchange;

/// Whom imported words belong to, and what becomes of an import that is killed.
public abstract class ArrivingTests(Engine engine)
{
    static Archive With(params MemberLine[] people)
    {
        var archive = new Archive(Directory.CreateTempSubdirectory("rapport-arriving-").FullName);
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, "elsewhere"));
        using var members = archive.Write<MemberLine>();
        foreach (var line in people) members.Add(line);
        return archive;
    }

    [Fact]
    public async Task Who_shows_that_the_mailbox_is_theirs_finds_themselves_where_the_dump_told_only_a_digest()
    {
        await using var world = await World.Start(engine);
        await new Loader(world.Services, With(
            new MemberLine { Key = "1", Name = "Nia Old", EmailDigest = AddressDigest.Md5("nia.old@example.com") },
            new MemberLine { Key = "2", Name = "Somebody else", EmailDigest = AddressDigest.Md5("else@example.com") }), Cause.Import).Run();
        var old = await world.Query(db => db.Members.Where(m => m.Name == "Nia Old").Select(m => m.Id).SingleAsync());
        using var nia = world.Visit();

        await nia.Post("/sign-up", new { name = "Nia", email = "Nia.Old@example.com", password = "a long enough one" });
        Assert.Null(await world.Query(db => db.Members.Where(m => m.Id == old).Select(m => m.ConfirmedAt).SingleAsync()));
        await nia.Submit(await nia.Get(await world.Given.LinkMailedTo("Nia.Old@example.com")), "/confirm");

        Assert.Equal(("Nia Old", true), await world.Query(db => db.Members.Where(m => m.EmailKey == "nia.old@example.com").Select(m => new ValueTuple<string, bool>(m.Name, m.ConfirmedAt != null)).SingleAsync()));
        Assert.Contains("Nia Old", (await nia.Get("/settings")).Html.Body!.InnerHtml);
    }

    [Fact]
    public async Task Who_asks_for_a_new_password_with_the_old_address_finds_themselves_too()
    {
        await using var world = await World.Start(engine);
        await new Loader(world.Services, With(new MemberLine { Key = "1", Name = "Nia Old", EmailDigest = AddressDigest.Md5("nia.old@example.com") }), Cause.Import).Run();
        using var nia = world.Visit();

        await nia.Post("/password/forgotten", new { email = "nia.old@example.com" });
        var choose = await nia.Get(await world.Given.LinkMailedTo("nia.old@example.com"));
        await nia.Submit(choose, "/password/new", new { password = "a long enough one" });

        Assert.Contains("Nia Old", (await nia.Get("/settings")).Html.Body!.InnerHtml);
    }

    [Fact]
    public async Task Another_address_finds_nobody_and_who_has_neither_address_nor_digest_stays_a_name()
    {
        await using var world = await World.Start(engine);
        await new Loader(world.Services, With(
            new MemberLine { Key = "1", Name = "Nia Old", EmailDigest = AddressDigest.Md5("nia.old@example.com") },
            new MemberLine { Key = "2", Name = "Only a name" },
            new MemberLine { Key = "3", Name = "No digest", EmailDigest = "md5:xyz" }), Cause.Import).Run();
        using var mallory = world.Visit();

        await mallory.Post("/sign-up", new { name = "Nia Old", email = "mallory@example.com", password = "a long enough one" });
        await mallory.Submit(await mallory.Get(await world.Given.LinkMailedTo("mallory@example.com")), "/confirm");

        Assert.Equal(3, await world.Query(db => db.Members.CountAsync(m => m.EmailKey == null && (m.Name == "Nia Old" || m.Name == "Only a name" || m.Name == "No digest"))));
    }

    [Fact]
    public async Task Somebody_who_is_here_already_is_the_author_of_what_they_wrote_elsewhere()
    {
        await using var world = await World.Start(engine);
        var here = await world.Given.Account("Nia");
        var archive = With(new MemberLine { Key = "1", Name = "Nia Before", Email = here.Email!.ToUpperInvariant(), Role = "administrator" });

        var report = await new Loader(world.Services, archive, Cause.Import, new() { WithRoles = true }).Run();

        Assert.Equal((1, 0), (report["members"].Unchanged, report["members"].Stored));
        Assert.Equal(("Nia", Role.Member), await world.Query(db => db.Members.Where(m => m.Id == here.Id).Select(m => new ValueTuple<string, Role>(m.Name, m.Role)).SingleAsync()));
        Assert.Equal(here.Id, await world.Query(db => db.Set<ForeignId>().Where(f => f.Source == "elsewhere" && f.Key == "1").Select(f => f.Id).SingleAsync()));
    }

    [Fact]
    public async Task An_import_that_is_killed_goes_on_when_it_is_run_again()
    {
        await using var world = await World.Start(engine);
        const int rows = 6_000;
        var table = new StringBuilder("id,parent,title,body,author,date\n");
        for (var id = 1; id <= rows; id++) table.Append(id % 3 == 1 ? $"{id},,How do I clean part {id},It drips.,Ada Roast,2022-01-01\n" : $"{id},{id - (id - 1) % 3},,Turn it {id}.,Ben Brew,2022-01-02\n");
        var path = Path.Combine(Directory.CreateTempSubdirectory("rapport-arriving-").FullName, "posts.csv");
        await File.WriteAllTextAsync(path, table.ToString());

        using (var import = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rapport.dll"), "import", "csv", path, .. world.Home.Settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!)
        {
            await Waiting.Eventually(async () => await world.Query(db => db.Topics.CountAsync()) > 0 || import.HasExited, "the import to store something", TimeSpan.FromSeconds(120));
            Assert.False(import.HasExited);
            import.Kill();
            await import.WaitForExitAsync();
        }
        var stored = await world.Query(db => db.Posts.CountAsync());
        Assert.InRange(stored, 1, rows - 1);

        var again = await Terminal.Rapport(world.Home, "import", "csv", path);

        Assert.True(again.Code == 0, again.Error);
        Assert.Contains(again.Lines, l => l.StartsWith("discussions read 2000 ", StringComparison.Ordinal) && l.EndsWith("refused 0", StringComparison.Ordinal));
        Assert.Equal((rows, 2_000, 2), await world.Query(async db => (await db.Posts.CountAsync(), await db.Topics.CountAsync(), await db.Topics.MaxAsync(t => t.Replies))));
        Assert.Empty(Directory.GetDirectories(Path.Combine(world.Home.Data, "import")));
    }

    /// Into a community that has its own: every id is another one, in words too, and everything still points where it pointed.
    [Fact]
    public async Task A_community_is_taken_into_another_one()
    {
        await using var from = await World.Start(engine);
        var topic = await from.Given.Topic(by: from.Cast.Ada, title: "How do I get rid of the lime?");
        var reply = await from.Given.Reply(topic, from.Cast.Ben, $"As @[{from.Cast.Ada.Id}] said in [the other one](/topics/{topic.Id}).\n\n> [#{topic.Id}]\n> It drips\n\nYes.");
        var archive = Path.Combine(Directory.CreateTempSubdirectory("rapport-arriving-").FullName, "community.zip");
        await new Export(from.Services).To(archive);
        await using var world = await World.Start(engine);

        using (var ours = new Archive(archive)) Assert.Empty((await new Loader(world.Services, ours, Cause.Import).Run()).Refusals);
        using var once = new Archive(archive);
        var again = await new Loader(world.Services, once, Cause.Import).Run();

        Assert.Equal((0, 1), (again["questions"].Stored, again["questions"].Unchanged));
        await world.Act(async db =>
        {
            var came = await db.Topics.SingleAsync();
            var ada = await db.Members.Where(m => m.Id == came.AuthorId).SingleAsync();
            var answer = await db.Posts.SingleAsync(p => p.TopicId == came.Id && p.Kind == PostKind.Reply);
            Assert.NotEqual(topic.Id, came.Id);
            Assert.Equal($"As @[{ada.Id}] said in [the other one](/topics/{came.Id}).\n\n> [#{came.Id}]\n> It drips\n\nYes.", answer.Source);
            Assert.Equal(1, came.Replies);
        });
        _ = reply;
    }

    /// One moment of the community, whatever happens meanwhile.
    [Fact]
    public async Task An_export_tells_of_one_moment_while_the_community_goes_on()
    {
        await using var world = await World.Start(engine);
        for (var n = 0; n < 3; n++) await world.Given.Topic(by: world.Cast.Ada);
        var path = Path.Combine(Directory.CreateTempSubdirectory("rapport-arriving-").FullName, "community.zip");
        var writing = false;

        var about = await new Export(world.Services)
        {
            Progress = step =>
            {
                if (writing || step.What != "members") return;
                writing = true;
                world.Given.Topic(by: world.Cast.Ben).GetAwaiter().GetResult();
            },
        }.To(path);

        Assert.True(writing);
        Assert.Equal(4, await world.Query(db => db.Topics.CountAsync()));
        Assert.Equal(3, about.Parts.Single(p => p.Name == "topics.jsonl").Lines);
    }
}

public sealed class ArrivingTestsOnSqlite() : ArrivingTests(Engine.Sqlite)
{
    /// A full disk is nothing that is wrong with a line: it ends the run in words, and once there is room the same goes on.
    [Fact]
    public async Task An_import_for_which_there_is_no_room_says_so_and_goes_on_when_there_is()
    {
        await using var home = await Home.Make(Engine.Sqlite);
        const int rows = 3_000;
        var path = Path.Combine(Directory.CreateTempSubdirectory("rapport-arriving-").FullName, "posts.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(1, rows).Select(id => $"{id},How do I clean part {id},It drips.,Ada Roast,2022-01-01").Prepend("id,title,body,author,date"));
        Assert.Equal(0, (await Terminal.Here(home, "import", "csv", path, "--dry-run")).Code);
        var room = (int)Directory.GetFiles(home.Data).Max(f => new FileInfo(f).Length >> 10) + 2_000;

        var full = await Terminal.RapportOnFullDisk(home, room, "import", "csv", path);
        var again = await Terminal.Here(home, "import", "csv", path);

        Assert.Equal(2, full.Code);
        Assert.Contains("It broke off:", full.Error);
        Assert.Contains("what came in already stays, and it goes on where it was.", full.Error);
        Assert.DoesNotContain("refused", full.Out);
        Assert.True(again.Code == 0, again.Error);
        Assert.Contains(again.Lines, l => l.StartsWith($"discussions read {rows} ", StringComparison.Ordinal) && l.EndsWith("refused 0", StringComparison.Ordinal));
    }
}

public sealed class ArrivingTestsOnPostgres() : ArrivingTests(Engine.Postgres);
