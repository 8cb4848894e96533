using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Interchange;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Moving;
using Rapport.Members;
using Rapport.Tests.Kernel;

namespace Rapport.Tests.Interchange;

/// An archive comes from anywhere. What is wrong with it is said in words, and what is good in it is kept.
public abstract class HostileArchiveTests(Engine engine)
{
    const string About = """{"format":"rapport-interchange","version":2,"source":"elsewhere"}""";
    const string Member = """{"key":"1","name":"Ada Roast","joined":"2020-01-01T00:00:00Z"}""";
    const string Space = """{"key":"s","name":"Main"}""";
    const string Topic = """{"key":"t","kind":"question","space":"s","title":"Why does it drip","words":{"format":"markdown","source":"It drips."},"author":"1","at":"2020-01-01T00:00:00Z"}""";

    static string Place(string name = "archive.zip") => Path.Combine(Directory.CreateTempSubdirectory("rapport-hostile-").FullName, name);

    static string Zip(params (string Name, string Text)[] parts) => Zip(parts.Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Text))), null);

    static string Zip(IEnumerable<(string Name, byte[] Bytes)> parts, Action<ZipArchiveEntry>? touch)
    {
        var path = Place();
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in parts)
        {
            var entry = zip.CreateEntry(name);
            touch?.Invoke(entry);
            using var stream = entry.Open();
            stream.Write(bytes);
        }
        return path;
    }

    async Task<Report> Load(World world, string path, Choices? choices = null)
    {
        using var archive = new Archive(path);
        return await new Loader(world.Services, archive, Cause.Import, choices).Run();
    }

    static Task<Refused> Refusal(Func<Task> import) => Assert.ThrowsAsync<Refused>(import);

    static string Words(Refused refused) => refused.Plain;

    [Theory]
    [InlineData("../outside.jsonl")]
    [InlineData("/etc/outside.jsonl")]
    [InlineData("a/../../outside.jsonl")]
    [InlineData("..\\outside.jsonl")]
    [InlineData("C:\\outside.jsonl")]
    public async Task A_name_that_leads_outside_is_refused(string name)
    {
        var world = await World.Shared(engine);
        Assert.Contains("names a file outside itself", Words(await Refusal(() => Load(world, Zip(("about.json", About), (name, Member))))));
    }

    [Fact]
    public async Task A_link_in_a_zip_is_refused_and_one_in_a_folder_is_not_followed()
    {
        var world = await World.Shared(engine);
        var link = Zip([("about.json", Encoding.UTF8.GetBytes(About)), ("members.jsonl", Encoding.UTF8.GetBytes("/etc/passwd"))], e => e.ExternalAttributes = e.Name == "members.jsonl" ? unchecked((int)0xA1FF0000) : 0);
        Assert.Contains("a link to somewhere else", Words(await Refusal(() => Load(world, link))));

        var folder = Directory.CreateTempSubdirectory("rapport-hostile-").FullName;
        File.WriteAllText(Path.Combine(folder, "about.json"), About);
        File.CreateSymbolicLink(Path.Combine(folder, "members.jsonl"), "/etc/passwd");
        Assert.Empty((await Load(world, folder)).Refusals);
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_goes_off()
    {
        var world = await World.Shared(engine);
        var bomb = Zip([("about.json", Encoding.UTF8.GetBytes(About)), ("members.jsonl", new byte[64 << 20])], null);

        Assert.Contains("is no community but a trap", Words(await Refusal(() => Load(world, bomb))));
    }

    [Fact]
    public async Task A_part_that_is_longer_than_it_says_is_not_read_further()
    {
        var world = await World.Shared(engine);
        var path = Zip(("about.json", About), ("members.jsonl", string.Concat(Enumerable.Repeat(Member + "\n", 50))));
        var bytes = File.ReadAllBytes(path);
        // The directory at the end says how long each part is once unpacked; it is made to say ten.
        for (var at = 0; at < bytes.Length - 46; at++)
            if (bytes.AsSpan(at).StartsWith("PK\u0001\u0002"u8) && Encoding.ASCII.GetString(bytes, at + 46, 7) == "members") BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), 10);
        File.WriteAllBytes(path, bytes);

        Assert.Contains("This archive is damaged: members.jsonl", Words(await Refusal(() => Load(world, path))));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression), InlineData(CompressionLevel.Optimal)]
    public async Task What_was_damaged_on_the_way_is_refused_before_anything_is_stored_at_the_trial_too(CompressionLevel level)
    {
        await using var world = await World.Start(engine);
        var before = await world.Query(db => db.Members.CountAsync());
        var path = Place();
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            foreach (var (name, text) in new[] { ("about.json", About), ("members.jsonl", Member), ("spaces.jsonl", Space), ("files/none", "What no line names") })
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        var whole = File.ReadAllBytes(path);

        foreach (var name in new[] { "spaces.jsonl", "files/none" })
        {
            var at = whole.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name)) + name.Length + 12;
            File.WriteAllBytes(path, [.. whole[..at], (byte)(whole[at] ^ 1), .. whole[(at + 1)..]]);
            foreach (var trial in new[] { true, false })
                Assert.Equal($"This archive is damaged: {name} is not as it was packed. Get it again whole.", Words(await Refusal(() => Load(world, path, new() { DryRun = trial }))));
        }
        Assert.Equal(before, await world.Query(db => db.Members.CountAsync()));
        File.WriteAllBytes(path, whole);
        Assert.Equal(1, (await Load(world, path))["members"].Stored);
    }

    [Fact]
    public async Task An_archive_that_names_no_source_or_no_version_is_refused_plainly_at_the_trial_too()
    {
        await using var home = await Home.Make(engine);
        var nameless = Zip(("about.json", About.Replace(",\"source\":\"elsewhere\"", "")), ("members.jsonl", Member));
        foreach (var more in new string[][] { [], ["--dry-run"] })
        {
            var said = await Terminal.Here(home, ["import", nameless, .. more]);
            Assert.Equal((2, "about.json names no source: what this community was called where it comes from. Write it there, or say it with the import."), (said.Code, said.Error.Trim()));
        }
        Assert.Equal(0, (await Terminal.Here(home, "import", nameless, "--source", "elsewhere")).Code);

        var worded = await Terminal.Here(home, "import", Zip(("about.json", About.Replace("2,", "\"two\","))));
        Assert.Equal((2, "about.json, line 1: its version is not what the format says."), (worded.Code, worded.Error.Trim()));
        var cut = await Terminal.Here(home, "import", Zip(("about.json", About[..^5])));
        Assert.Equal(2, cut.Code);
        Assert.DoesNotContain("LineNumber", cut.Error);
    }

    [Fact]
    public async Task Half_an_archive_is_refused_and_so_is_one_that_was_changed()
    {
        await using var world = await World.Start(engine);
        await world.Given.Topic(by: world.Cast.Ada);
        var whole = Place();
        await new Export(world.Services).To(whole);
        var half = Place();
        File.WriteAllBytes(half, File.ReadAllBytes(whole)[..(int)(new FileInfo(whole).Length / 2)]);
        var folder = Directory.CreateTempSubdirectory("rapport-hostile-").FullName;
        ZipFile.ExtractToDirectory(whole, folder);
        await using var there = await World.Start(engine);

        Assert.Contains("damaged or was not copied whole", Words(await Refusal(() => Load(there, half))));
        File.WriteAllText(Path.Combine(folder, "topics.jsonl"), File.ReadAllText(Path.Combine(folder, "topics.jsonl")).Replace("\"title\":\"", "\"title\":\"Not "));
        Assert.Contains("topics.jsonl is not as it was written: it was changed since.", Words(await Refusal(() => Load(there, folder))));
        File.WriteAllText(Path.Combine(folder, "topics.jsonl"), "");
        Assert.Contains("topics.jsonl is not as it was written: it should hold 1 lines and holds 0", Words(await Refusal(() => Load(there, folder))));
        File.Delete(Path.Combine(folder, "topics.jsonl"));
        Assert.Contains("topics.jsonl is missing", Words(await Refusal(() => Load(there, folder))));
        Assert.Equal(0, await there.Query(db => db.Topics.CountAsync()));
    }

    [Fact]
    public async Task A_newer_format_is_refused_in_words()
    {
        var world = await World.Shared(engine);
        Assert.Contains("The archive has version 99 of the format; this build reads up to 2.", Words(await Refusal(() => Load(world, Zip(("about.json", About.Replace("2,", "99,")))))));
        Assert.Contains("it has no about.json", Words(await Refusal(() => Load(world, Zip(("x.txt", "x"))))));
        Assert.Contains("not an archive in the interchange format", Words(await Refusal(() => Load(world, Zip(("about.json", """{"format":"other","version":1,"source":"x"}"""))))));
    }

    [Fact]
    public async Task Lines_that_are_wrong_are_refused_one_by_one_and_the_others_kept()
    {
        await using var world = await World.Start(engine);
        var huge = """{"key":"2","name":"H""" + new string('x', 100 << 20) + "\"}";
        var lines = Encoding.UTF8.GetBytes(Member + "\n{\"key\":\n" + huge + "\n[1,2]\n\"x\"\nnull\n{\"name\":\"Nobody\"}\n" + """{"key":"1","name":"Again","joined":"2020-01-01T00:00:00Z"}""" + "\n")
            .Concat(new byte[] { (byte)'{', 0xC3, 0x28, (byte)'}', (byte)'\n' }).Concat(Encoding.UTF8.GetBytes("""{"key":"3","name":"Ben Brew","joined":"2020-01-01T00:00:00Z"}""")).ToArray();
        var folder = Directory.CreateTempSubdirectory("rapport-hostile-").FullName;
        File.WriteAllText(Path.Combine(folder, "about.json"), About);
        File.WriteAllBytes(Path.Combine(folder, "members.jsonl"), lines);
        File.WriteAllText(Path.Combine(folder, "spells.jsonl"), "{}");

        var before = GC.GetTotalMemory(true);
        var report = await Load(world, folder);

        // What other tests of this process hold they let go of.
        await Waiting.Eventually(() => GC.GetTotalMemory(true) - before < 60 << 20, "the memory to be given back");
        Assert.Equal((2, 8), (report["members"].Stored, report["members"].Refused));
        Assert.Contains("members line 3: the line is longer than 4 MB", report.Refusals);
        Assert.Contains("members line 9: it is not UTF-8; save the part as UTF-8", report.Refusals);
        Assert.Contains("members line 2: its key is not what the format says, or it is cut off there", report.Refusals);
        Assert.Contains("members line 4: it is no JSON object, or it is cut off", report.Refusals);
        Assert.Contains("members 1: the archive holds this key twice", report.Refusals);
        Assert.Contains(report.Left, l => l.What == "spells.jsonl" && l.Why == "this build knows no such part");
    }

    [Fact]
    public async Task A_part_in_another_encoding_is_refused_and_a_mark_at_its_beginning_is_not()
    {
        await using var world = await World.Start(engine);
        var marked = Zip([("about.json", Encoding.UTF8.GetBytes(About)), ("members.jsonl", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Member)])], null);
        var wide = Zip([("about.json", Encoding.UTF8.GetBytes(About)), ("members.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Member)])], null);

        Assert.Equal(1, (await Load(world, marked))["members"].Stored);
        Assert.Contains("members.jsonl is UTF-16. Save it as UTF-8.", Words(await Refusal(() => Load(world, wide))));
    }

    [Fact]
    public async Task What_names_something_that_is_not_there_is_refused_with_what_it_names()
    {
        await using var world = await World.Start(engine);

        var report = await Load(world, Zip(("about.json", About), ("members.jsonl", Member), ("spaces.jsonl", Space + "\n" + """{"key":"x","name":"X"}""" + "\n" + """{"key":"y","name":"Elsewhere","audience":"everybody!"}"""),
            ("topics.jsonl", Topic + "\n" + Topic.Replace("\"t\"", "\"u\"").Replace("\"s\"", "\"nowhere\"") + "\n" + Topic.Replace("\"t\"", "\"v\"").Replace("\"author\":\"1\"", "\"author\":\"9\"") + "\n" + Topic.Replace("\"t\"", "\"w\"").Replace("question", "riddle")),
            ("replies.jsonl", """{"key":"r","topic":"gone","words":{"format":"markdown","source":"x"},"at":"2020-01-01T00:00:00Z"}"""),
            ("comments.jsonl", """{"key":"c","below":"c","words":{"format":"markdown","source":"x"},"at":"2020-01-01T00:00:00Z"}"""),
            ("votes.jsonl", """{"key":"v","post":"t","member":"9","at":"2020-01-01T00:00:00Z"}""" + "\n" + """{"key":"v2","post":"t","member":"1","value":500,"at":"2020-01-01T00:00:00Z"}"""),
            ("links.jsonl", """{"key":"l","from":"t","to":"t","kind":"duplicate","at":"2020-01-01T00:00:00Z"}"""),
            ("follows.jsonl", """{"member_id":1,"kind":"topic","subject_id":1}""")));

        Assert.Equal(1, report["questions"].Stored);
        Assert.Superset(new HashSet<string>
        {
            "spaces x: A name takes 2 to 60 characters.", "spaces y: there is no audience called everybody!", "questions u: its space nowhere is not here", "questions v: its author 9 is not here", "topics w: there is no kind of topic called riddle",
            "answers r: what it answers (gone) is not here", "comments c: what it stands below (c) is not here", "members' votes v: its post or its voter is not here", "members' votes v2: a vote is 1 or -1", "links l: it points at its own topic",
        }, report.Refusals.ToHashSet());
        Assert.Contains(report.Left, l => l.What == "follows.jsonl");
    }

    /// A row of an archive of ours names ids. One that is none of the archive's would reach into this community.
    [Fact]
    public async Task A_row_reaches_nothing_but_what_the_archive_brings()
    {
        await using var world = await World.Start(engine);
        var secret = await world.Given.Space(null, world.Cast.Ben);
        var archive = Zip(("about.json", """{"format":"rapport-interchange","version":2,"source":"rapport-x","ids_below":100}"""), ("members.jsonl", """{"key":"7","name":"Mallory","email":"mallory@example.com","role":"administrator","password":"x","joined":"2020-01-01T00:00:00Z"}"""),
            ("space_guests.jsonl", $$"""{"space_id":{{secret.Id}},"member_id":7}"""), ("belongings.jsonl", """{"member_id":7,"audience":"partners"}"""), ("products.jsonl", """{"id":8,"sku":"X","name":"Kettle","slug":"kettle","link":"javascript:alert(1)","picture":"https://spy.example/x.gif"}"""),
            ("legal_texts.jsonl", """{"id":9,"page":"imprint","edition":1,"source":"<b>us</b>","html":"<script>alert(1)</script>"}"""), ("settings.jsonl", """{"key":"brand","settings":{"name":"Mallory's"}}"""));

        var report = await Load(world, archive);

        Assert.Contains(report.Refusals, r => r.Contains($"space_id names {secret.Id}, which is no id of the archive", StringComparison.Ordinal));
        Assert.Equal(["belongings", "passwords", "roles beyond member", "settings"], report.Left.Select(l => l.What).Order());
        await world.Act(async db =>
        {
            var mallory = await db.Members.SingleAsync(m => m.Name == "Mallory");
            Assert.Equal((Role.Member, null, null), (mallory.Role, mallory.PasswordHash, mallory.ConfirmedAt));
            Assert.False(await db.SpaceGuests.AnyAsync(g => g.MemberId == mallory.Id));
            var product = await db.Set<Rapport.Catalog.Product>().SingleAsync();
            Assert.Equal((null, null), (product.Link, product.Picture));
        });
        var imprint = await world.Visit().Get("/legal/imprint");
        Assert.DoesNotContain("<script>alert", imprint.Body);
    }

    [Fact]
    public async Task A_file_without_its_bytes_or_with_others_is_refused()
    {
        await using var here = await World.Start(engine);
        await here.Do(async services =>
        {
            var (db, keeper) = ((Db)services.GetService(typeof(Db))!, (Keeper)services.GetService(typeof(Keeper))!);
            await keeper.Keep(FileWorld.Drawing(20, 20, ".png"), "drawing.png", here.Cast.Ada.Id);
            await keeper.Keep("Plain words"u8.ToArray(), "note.txt", here.Cast.Ada.Id);
            await db.Save();
            return true;
        });
        var (whole, folder) = (Place(), Directory.CreateTempSubdirectory("rapport-hostile-").FullName);
        await new Export(here.Services).To(whole);
        ZipFile.ExtractToDirectory(whole, folder);
        var files = Directory.GetFiles(Path.Combine(folder, "files")).OrderBy(f => new FileInfo(f).Length).ToList();
        File.WriteAllText(files[0], "<svg onload=alert(1)>");   // the note, the smallest
        File.Delete(files[^1]);
        await using var there = await World.Start(engine);

        var report = await Load(there, folder);

        Assert.Equal((0, 2), (report["files"].Stored, report["files"].Refused));
        Assert.Contains(report.Refusals, r => r.Contains("its bytes are not the ones that were exported", StringComparison.Ordinal));
        Assert.Contains(report.Refusals, r => r.Contains("are not in the archive", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_exit_code_tells_whether_everything_came_in()
    {
        await using var here = await World.Start(engine);
        await here.Do(async services =>
        {
            await services.GetRequiredService<Keeper>().Keep("Plain words"u8.ToArray(), "note.txt", here.Cast.Ada.Id);
            await services.GetRequiredService<Db>().Save();
            return true;
        });
        var (whole, folder) = (Place(), Directory.CreateTempSubdirectory("rapport-hostile-").FullName);
        await new Export(here.Services).To(whole);
        ZipFile.ExtractToDirectory(whole, folder);
        Directory.Delete(Path.Combine(folder, "files"), recursive: true);
        await using var home = await Home.Make(engine);

        var part = await Terminal.Here(home, "import", folder);
        var rest = await Terminal.Here(home, "import", whole);

        Assert.Equal(3, part.Code);
        Assert.Contains("are not in the archive", part.Out);
        Assert.Equal(0, rest.Code);
    }

    [Fact]
    public async Task A_community_is_not_brought_into_itself()
    {
        await using var world = await World.Start(engine);
        var archive = Place();
        await new Export(world.Services).To(archive);

        Assert.Contains("exported from this very community", Words(await Refusal(() => Load(world, archive))));
    }

    [Fact]
    public async Task An_export_does_not_write_over_a_file()
    {
        await using var home = await Home.Make(engine);
        var path = Place();
        File.WriteAllText(path, "mine");

        var said = await Terminal.Rapport(home, "export", path);

        Assert.Equal(2, said.Code);
        Assert.Equal("mine", File.ReadAllText(path));
    }
}

public sealed class HostileArchiveTestsOnSqlite() : HostileArchiveTests(Engine.Sqlite);
public sealed class HostileArchiveTestsOnPostgres() : HostileArchiveTests(Engine.Postgres);
