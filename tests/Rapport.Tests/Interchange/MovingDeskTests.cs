using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Conversations;
using Rapport.Interchange.Moves;
using Rapport.Members;

namespace Rapport.Tests.Interchange;

/// Moving in and out without a command line: handed in, tried, taken, and taken along.
public abstract class MovingDeskTests(Engine engine)
{
    static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
                using (var entry = zip.CreateEntry(name).Open()) entry.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    static byte[] Community(string role = "member") => Zip(
        ("about.json", """{"format":"rapport-interchange","version":1,"source":"old-place"}"""),
        ("members.jsonl", $$"""{"key":"1","name":"Orla","email":"orla@example.com","role":"{{role}}","joined":"2020-01-01T00:00:00Z"}""" + "\n"),
        ("spaces.jsonl", """{"key":"s","name":"The old place"}""" + "\n"),
        ("topics.jsonl", """{"key":"t","kind":"question","space":"s","title":"Why does it hum so loudly?","author":"1","at":"2020-02-01T00:00:00Z","words":{"format":"markdown","source":"It hums."}}""" + "\n"));

    static async Task<Response> Over(World world, Visitor visitor, string path)
    {
        var id = long.Parse(path.Split('/')[^1]);
        await Waiting.Eventually(() => world.Query(db => db.Set<Move>().AnyAsync(m => m.Id == id && m.EndedAt != null)), "the move to end");
        return await visitor.Get(path);
    }

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
    public async Task Everything_is_taken_along_and_comes_in_elsewhere()
    {
        await using var world = await World.Start(engine);
        await using var elsewhere = await World.Start(engine);
        var topic = await world.Given.Topic(by: world.Cast.Ada, title: "A topic that moves house");
        using var alma = world.Visit(world.Cast.Alma);
        var done = await Over(world, alma, (await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving/export")).Location!);
        var archive = await alma.Get(done.All("a").First(a => a.GetAttribute("href")!.EndsWith("/file")).GetAttribute("href")!);
        Assert.Equal((200, "private, no-store"), (archive.Status, archive.Header("Cache-Control")));
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get(archive.Path)).Status);

        using var other = elsewhere.Visit(elsewhere.Cast.Alma);
        var tried = await Over(elsewhere, other, (await other.Submit(await other.Get("/admin/moving"), "/admin/moving", new { file = ("community.zip", archive.Bytes) })).Location!);
        await Over(elsewhere, other, (await other.Submit(tried, "/go")).Location!);

        Assert.Equal(1, await elsewhere.Query(db => db.Topics.CountAsync(t => t.Title == topic.Title)));
        await alma.Submit(await alma.Get(done.Path), "/drop");
        Assert.Equal(404, (await alma.Get(archive.Path)).Status);
    }

    [Fact]
    public async Task What_is_no_community_is_refused_on_the_page_with_what_can_be_read()
    {
        await using var world = await World.Start(engine);
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/moving");
        foreach (var (file, answer) in new ((string, byte[]), string)[]
        {
            (("notes.txt", "Just a note"u8.ToArray()), "none of the forms"), (("broken.zip", [.. Community()[..200]]), "damaged"), (("escape.zip", Zip(("../../etc/passwd", "x"))), "outside itself"), (("empty.zip", []), "Choose a file."),
        })
        {
            var refused = await alma.Submit(page, "/admin/moving", new { source = "Kept words", file });
            Assert.Equal(422, refused.Status);
            Assert.Contains(answer, refused.Text);
            Assert.Equal("Kept words", refused.Find("input[name=source]")!.GetAttribute("value"));
        }
        var newer = await Over(world, alma, (await alma.Submit(page, "/admin/moving", new { file = ("newer.zip", Zip(("about.json", """{"format":"rapport-interchange","version":99,"source":"x"}"""))) })).Location!);
        Assert.Contains("version 99", newer.Text);
        Assert.Empty(Directory.EnumerateFiles(world.Home.Data, "passwd", SearchOption.AllDirectories));
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get("/admin/moving")).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Post("/admin/moving/export")).Status);
    }
}

public sealed class MovingDeskTestsOnSqlite() : MovingDeskTests(Engine.Sqlite);
public sealed class MovingDeskTestsOnPostgres() : MovingDeskTests(Engine.Postgres);
