using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Interchange.Moves;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Members;

namespace Rapport.Tests.Interchange;

/// Moving in and out without a command line: handed in, tried, taken, and taken along.
public abstract class MovingDeskTests(Engine engine)
{
    private protected static byte[] Community(string role = "member") => Given.Zip(
        ("about.json", """{"format":"rapport-interchange","version":1,"source":"old-place"}"""),
        ("members.jsonl", $$"""{"key":"1","name":"Orla","email":"orla@example.com","role":"{{role}}","joined":"2020-01-01T00:00:00Z"}""" + "\n"),
        ("spaces.jsonl", """{"key":"s","name":"The old place"}""" + "\n"),
        ("topics.jsonl", """{"key":"t","kind":"question","space":"s","title":"Why does it hum so loudly?","author":"1","at":"2020-02-01T00:00:00Z","words":{"format":"markdown","source":"It hums."}}""" + "\n"));

    private protected static async Task<Response> Over(World world, Visitor visitor, string path) => await visitor.Get(await world.Given.Over(path));

    [Fact]
    public async Task An_archive_is_tried_first_and_taken_when_the_report_was_seen()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);

        var tried = await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old place.zip", Community("administrator")) });
        var report = await Over(world, alma, tried.Location!);
        Assert.Contains("Nothing is stored yet.", report.Text);
        Assert.Contains("roles beyond member", report.Text);
        Assert.Equal(0, await world.Query(db => db.Topics.CountAsync()));

        var taken = await alma.Submit(report, "/go");
        Assert.Contains("Done.", (await Over(world, alma, taken.Location!)).Text);
        Assert.Equal(1, await world.Query(db => db.Topics.CountAsync()));
        Assert.Equal(Role.Member, await world.Query(db => db.Members.Where(m => m.Name == "Orla").Select(m => m.Role).SingleAsync()));
        Assert.Contains("A community was brought in", (await alma.Get("/admin/audit")).Text);
        Assert.Equal(422, (await alma.Post(taken.Location + "/go")).Status);

        var again = await Over(world, alma, (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old place.zip", Community()) })).Location!);
        await Over(world, alma, (await alma.Submit(again, "/go")).Location!);
        Assert.Equal(1, await world.Query(db => db.Topics.CountAsync()));
    }

    [Fact]
    public async Task A_table_that_is_not_UTF8_comes_in_when_somebody_says_what_it_is_and_how_its_dates_are_read()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var table = Encoding.Latin1.GetBytes("id,title,body,date\n1,Grüße aus Köln,Ein Gruß,01/02/2020\n");
        async Task<Response> Tried(object form) => await Over(world, alma, (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", form)).Location!);

        Assert.Contains("not written in the encoding it claims", (await Tried(new { file = ("posts.csv", table) })).Text);
        Assert.Contains("can be read in two ways, such as 01/02/2020", (await Tried(new { file = ("posts.csv", table), encoding = "latin1" })).Text);
        var unknown = await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("posts.csv", table), encoding = "klingon" });
        Assert.Equal((422, "klingon"), (unknown.Status, unknown.Find("[name=encoding]")!.GetAttribute("value")));

        await Over(world, alma, (await alma.Submit(await Tried(new { file = ("posts.csv", table), encoding = "latin1", days = "first" }), "/go")).Location!);
        Assert.Equal(new(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), await world.Query(db => db.Topics.Where(t => t.Title == "Grüße aus Köln").Select(t => t.CreatedAt).SingleAsync()));
    }

    [Fact]
    public async Task Everything_is_taken_along_and_comes_in_elsewhere()
    {
        await using var world = await World.Start(engine);
        await using var elsewhere = await World.Start(engine);
        var topic = await world.Given.Topic(by: world.Cast.Ada, title: "A topic that moves house");
        using var alma = world.Visit(world.Cast.Alma);
        var done = await Over(world, alma, (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving/export")).Location!);
        var archive = await alma.Get(done.All("a").First(a => a.GetAttribute("href")!.EndsWith("/file")).GetAttribute("href")!);
        Assert.Equal((200, "no-store, private"), (archive.Status, archive.Header("Cache-Control")));
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get(archive.Path)).Status);

        using var other = elsewhere.Visit(elsewhere.Cast.Alma);
        var tried = await Over(elsewhere, other, (await other.Submit(await other.Get("/admin/moving"), "/admin/moving", new { file = ("community.zip", archive.Bytes) })).Location!);
        await Over(elsewhere, other, (await other.Submit(tried, "/go")).Location!);

        Assert.Equal(1, await elsewhere.Query(db => db.Topics.CountAsync(t => t.Title == topic.Title)));
        await alma.Submit(await alma.Get(done.Path), "/drop");
        Assert.Equal(404, (await alma.Get(archive.Path)).Status);
    }

    /// As a node leaves it that was killed, or as another one works on it.
    static Task Held(World world, string path, TimeSpan ago, int tries) => world.Act(async db =>
    {
        var (id, at) = (long.Parse(path.Split('/')[^1]), DateTimeOffset.UtcNow - ago);
        await db.Set<Move>().Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.EndedAt, (DateTimeOffset?)null).SetProperty(m => m.Report, (string?)null)
            .SetProperty(m => m.Node, "elsewhere").SetProperty(m => m.BeatAt, at).SetProperty(m => m.Tries, tries));
    });

    [Fact]
    public async Task What_a_node_leaves_that_dies_is_gone_on_with_but_not_for_ever()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var path = (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old place.zip", Community()) })).Location!;
        await Over(world, alma, path);

        await Held(world, path, TimeSpan.FromMinutes(3), tries: 1);
        Assert.Contains("Nothing is stored yet.", (await Over(world, alma, path)).Text);

        await Held(world, path, TimeSpan.FromMinutes(3), tries: 3);
        Assert.Contains("It broke off 3 times.", (await Over(world, alma, path)).Text);
    }

    [Fact]
    public async Task What_runs_is_shown_and_can_be_stopped()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var path = (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old place.zip", Community()) })).Location!;
        await Over(world, alma, path);
        await Held(world, path, TimeSpan.FromMinutes(-5), tries: 1);

        var running = await alma.Get(path);
        Assert.Contains("It is under way.", running.Text);
        Assert.NotNull(running.Find("keep-looking"));
        Assert.Equal(422, (await alma.Post(path + "/go")).Status);
        Assert.Equal(422, (await alma.Post(path + "/drop")).Status);

        await alma.Submit(running, "/stop");
        Assert.Contains("It was stopped.", (await alma.Get(path)).Text);
        Assert.Equal(422, (await alma.Post(path + "/stop")).Status);
    }

    [Fact]
    public async Task A_file_for_which_there_is_no_room_is_refused_in_words_and_leaves_nothing()
    {
        await using var world = await World.Start(engine);
        await using var node = await Node.Start(world.Home, mostKilobytes: 12_000);
        using var alma = world.Visit(world.Cast.Alma).At(node.Address);

        var refused = await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("large.zip", new byte[20 << 20]), source = "Kept words" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("There is no room for this file on the server's disk.", refused.Text);
        Assert.Equal("Kept words", refused.Find("input[name=source]")!.GetAttribute("value"));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(world.Home.Data, "moving")));
        Assert.Equal(0, await world.Query(db => db.Set<Move>().CountAsync()));
    }

    /// A store of files that takes one piece, then is full.
    sealed class FullBlobs : Blobs
    {
        public HashSet<string> Kept { get; } = [];
        protected override Task Store(Db db, string hash, ReadOnlyMemory<byte> bytes) => Kept.Count == 0 ? Task.FromResult(Kept.Add(hash)) : throw new IOException("No space left on device");
        public override Task<IResult?> Answer(Db db, string hash, string type, string? download) => Task.FromResult<IResult?>(null);
        public override Task<byte[]?> Read(Db db, string hash) => Task.FromResult<byte[]?>(null);
        protected override Task Remove(Db db, IReadOnlyList<string> hashes, DateTimeOffset since) { Kept.ExceptWith(hashes); return Task.CompletedTask; }
        public override Task<int> Sweep(Db db, DateTimeOffset before) => Task.FromResult(0);
    }

    [Fact]
    public async Task A_store_that_is_full_keeps_no_half_of_a_file()
    {
        var full = new FullBlobs();
        await using var world = await World.Start(engine, services => services.AddSingleton<Blobs>(full));
        using var alma = world.Visit(world.Cast.Alma);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var about = zip.CreateEntry("about.json").Open()) about.Write("{}"u8);
            using var filler = zip.CreateEntry("filler", CompressionLevel.NoCompression).Open();
            filler.Write(new byte[9 << 20]);
        }

        var refused = await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("large.zip", bytes.ToArray()) });

        Assert.Equal(422, refused.Status);
        Assert.Contains("There is no room for this file on the server's disk.", refused.Text);
        Assert.Empty(full.Kept);
    }

    [Fact]
    public async Task What_is_no_community_is_refused_on_the_page_with_what_can_be_read()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/moving");
        foreach (var (file, answer) in new ((string, byte[]), string)[]
        {
            (("notes.txt", "Just a note"u8.ToArray()), "none of the forms"), (("broken.zip", [.. Community()[..200]]), "damaged"), (("escape.zip", Given.Zip(("../../etc/passwd", "x"))), "outside itself"), (("empty.zip", []), "Choose a file."),
        })
        {
            var refused = await alma.Submit(page, "/admin/moving", new { source = "Kept words", file });
            Assert.Equal(422, refused.Status);
            Assert.Contains(answer, refused.Text);
            Assert.Equal("Kept words", refused.Find("input[name=source]")!.GetAttribute("value"));
        }
        var newer = await Over(world, alma, (await alma.Submit(page, "/admin/moving", new { file = ("newer.zip", Given.Zip(("about.json", """{"format":"rapport-interchange","version":99,"source":"x"}"""))) })).Location!);
        Assert.Contains("version 99", newer.Text);
        Assert.Contains("99", (await alma.Get("/ar" + newer.Path)).Text);
        Assert.DoesNotContain("Bring this installation up to date", (await alma.Get("/ar" + newer.Path)).Text);
        Assert.Empty(Directory.EnumerateFiles(world.Home.Data, "passwd", SearchOption.AllDirectories));
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get("/admin/moving")).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Post("/admin/moving/export")).Status);
    }
}

public sealed class MovingDeskTestsOnSqlite() : MovingDeskTests(Engine.Sqlite);
public sealed class MovingDeskTestsOnPostgres() : MovingDeskTests(Engine.Postgres)
{
    [Fact]
    public async Task Any_node_has_what_was_handed_in_and_what_was_taken_along()
    {
        await using var world = await World.Start(Engine.Postgres);
        var folder = Directory.CreateTempSubdirectory("rapport-moving-").FullName;
        File.Copy(Path.Combine(world.Home.Data, "master.key"), Path.Combine(folder, "master.key"));
        await using var other = await world.Join(null, "--data", folder);
        using var alma = world.Visit(world.Cast.Alma);
        var tried = (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old place.zip", Community()) })).Location!;
        var exported = (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving/export")).Location!;
        await Over(world, alma, tried);
        await Over(world, alma, exported);

        foreach (var node in new[] { world, other })
        {
            alma.At(node.Address);
            Assert.NotEmpty((await alma.Get(tried)).All("form[action$='/go']"));
            using var archive = new ZipArchive(new MemoryStream((await alma.Get(exported + "/file")).Bytes));
            Assert.NotNull(archive.GetEntry("about.json"));
        }
        await Over(world, alma, (await alma.Submit(await alma.Get(tried), "/go")).Location!);
        Assert.Equal(1, await world.Query(db => db.Topics.CountAsync()));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder, "moving")));
    }
}
