using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Tests.Feed;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public abstract class BackupTests(Engine engine) : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("rapport-backup-").FullName;
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    string At(string name) => Path.Combine(folder, name);

    async Task<string> Backup(string name = "backup.zip")
    {
        var said = await Terminal.Here(world.Home, "backup", At(name));
        Assert.True(said.Code == 0, said.ToString());
        return At(name);
    }

    /// A place with the master key of this world, as an operator moves it.
    async Task<Home> Elsewhere(Engine other, bool key = true)
    {
        var home = await Home.Bare(other);
        if (key) File.Copy(Path.Combine(world.Home.Data, "master.key"), Path.Combine(home.Data, "master.key"));
        return home;
    }

    static async Task<string> Refused(Home home, params string[] arguments)
    {
        var said = await Terminal.Here(home, arguments);
        Assert.Equal((2, ""), (said.Code, said.Out));
        return Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// The rows of every table but those that a restore must change, in an order of their own.
    static async Task<SortedDictionary<string, string>> Rows(string backup)
    {
        string[] changed = ["kernel_ids", "kernel_checkpoints", "kernel_schedules", "kernel_audit", "kernel_backups", "kernel_jobs", "kernel_events", "kernel_protection_keys"];
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var archive = await ZipFile.OpenReadAsync(backup);
        foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith("tables/") && !changed.Contains(e.Name[..^6])))
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            rows[entry.Name] = string.Join('\n', (await reader.ReadToEndAsync()).Split('\n').Order(StringComparer.Ordinal));
        }
        foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith("files/"))) rows[entry.FullName] = $"{entry.Length}";
        return rows;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task What_is_restored_is_what_was_there_whichever_the_database(Engine other)
    {
        var (ada, ben) = (world.Cast.Ada, world.Cast.Ben);
        using var visitor = world.Visit(ada);
        using var lid = NetVips.Image.Black(40, 30);
        using var sent = new MultipartFormDataContent { { new ByteArrayContent(lid.WriteToBuffer(".png")), "file", "lid.png" } };
        var picture = JsonNode.Parse((await visitor.Send(HttpMethod.Post, "/files", sent)).Body)!["url"]!.GetValue<string>();
        var topic = await world.Given.Topic(by: ada, title: "Where does the zeppelin drip?", body: $"Here: ![lid]({picture})", tags: ["zeppelins"]);
        await world.Given.Said(topic, ben, "Beside the heron.");
        await world.Settled();
        var backup = await Backup();

        await using var home = await Elsewhere(other);
        var said = await Terminal.Here(home, "restore", backup);
        Assert.True(said.Code == 0, said.ToString());
        await using var there = await World.On(home, ownsHome: false, world.Cast);
        await there.Settled();

        Assert.Contains("Beside the heron.", (await there.Visit().Get(topic.Path)).Text);
        Assert.Equal(await Bytes(world, picture), await Bytes(there, picture));
        Assert.Contains("Where does the zeppelin drip?", (await there.Visit().Get("/search?q=zeppelin")).Text);
        Assert.Contains(ben.Name, (await there.Visit(ben).Get("/settings")).Html.Body!.InnerHtml);
        // It goes on: a new act gets ids and a position that nobody had.
        Assert.Equal(303, (await there.Visit(ben).Post($"/topics/{topic.Id}/replies", new { body = "And it went on." })).Status);
        await there.Settled();
        await LogTests.TheLogIsGapless(there);
        Assert.True(await there.Query(db => db.Set<IdMark>().Select(i => i.Next).SingleAsync()) > 10_000_000);
        Assert.Contains("installation.restored", await there.Query(db => db.Set<Rapport.Kernel.Site.AuditRow>().Select(a => a.Act).ToListAsync()));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_backup_of_what_was_restored_is_the_same_backup(Engine other)
    {
        var topic = await world.Given.Topic(by: world.Cast.Ada, body: "It drips\u00a0— \"quoted\", \\ and \ud83d\ude80 in العربية.");
        await world.Given.Said(topic, world.Cast.Ben, "Turn it.");
        await world.Settled();
        var backup = await Backup();
        await using var home = await Elsewhere(other);
        Assert.Equal(0, (await Terminal.Here(home, "restore", backup)).Code);
        Assert.Equal(0, (await Terminal.Here(home, "backup", At("again.zip"))).Code);

        Assert.Equal(await Rows(backup), await Rows(At("again.zip")));
    }

    static async Task<byte[]> Bytes(World at, string path)
    {
        using var client = new HttpClient { BaseAddress = at.Address };
        return await client.GetByteArrayAsync(path.Split('#')[0]);
    }

    [Fact]
    public async Task A_backup_is_of_one_instant_however_much_is_written_meanwhile()
    {
        await using var busy = await world.Join(null, "--limits", "100000");
        var writers = new Writers(world.Home);
        await writers.Begin(busy);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = busy.Address };
        client.DefaultRequestHeaders.Add("Origin", busy.Address.GetLeftPart(UriPartial.Authority));
        writers.Write(client);
        await writers.More(20);
        var take = world.Services.GetRequiredService<TakeBackup>();
        for (var n = 0; n < 3; n++)
        {
            var before = writers.Acknowledged;
            var taken = await take.Handle(At($"{n}.zip"));
            await using var archive = await ZipFile.OpenReadAsync(taken.Path);
            // Each rise is an event and one more in its tally, stored together.
            Assert.Equal(Lines(archive, "kernel_events").Count(l => l.Contains("\"TallyRaised\"")), Lines(archive, "tests_tallies").Sum(l => JsonNode.Parse(l)![0]!.GetValue<long>()));
            await writers.More(5);
            Assert.True(writers.Acknowledged > before);
        }
        await writers.Stop();
    }

    static string[] Lines(ZipArchive archive, string table)
    {
        using var reader = new StreamReader(archive.GetEntry($"tables/{table}.jsonl")!.Open());
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task Mail_that_waited_when_the_backup_was_taken_does_not_leave_from_what_is_restored()
    {
        using var server = new MailServer();
        await using var sender = await World.Start(engine, null, "--mail-hold", "3600", "--address", "https://community.example.test");
        var asker = await sender.Given.Mailed("Asker");
        var topic = await sender.Given.Topic(by: asker);
        await sender.Given.Said(topic, sender.Cast.Ben, "Said before.");
        await Waiting.Eventually(() => sender.Query(db => db.Set<Rapport.Kernel.Jobs.Job>().AnyAsync(j => j.Kind == "MailNotices")), "a mail to wait");
        Assert.Equal(0, (await Terminal.Here(sender.Home, "backup", At("waiting.zip"))).Code);
        // Told after the backup, by a reader that had not come so far in it.
        await using var home = await Home.Bare(engine);
        File.Copy(Path.Combine(sender.Home.Data, "master.key"), Path.Combine(home.Data, "master.key"));
        var said = await Terminal.Here(home, "restore", At("waiting.zip"));
        Assert.Contains("were given up: they may have left since", said.Out);

        await using var there = await World.On(home, ownsHome: false, sender.Cast, null, "--smtp", server.Address, "--mail-hold", "0", "--address", "https://community.example.test");
        await there.Given.Said(topic, sender.Cast.Emil, "Said afterwards.");
        await Waiting.Eventually(() => server.To(asker.Email!).Count > 0, "the mail of what was said afterwards");
        await there.Settled();

        Assert.Contains("Said afterwards.", Assert.Single(server.To(asker.Email!)).TextBody);
    }

    [Fact]
    public async Task A_folder_that_is_made_for_it_is_said_and_one_that_cannot_be_says_what_to_mend()
    {
        var folder = At("none/yet");

        var said = await Terminal.Here(world.Home, "backup", folder + "/");

        Assert.Equal((0, $"The folder {folder} was made."), (said.Code, said.Lines[0]));
        Assert.DoesNotContain("was made", (await Terminal.Here(world.Home, "backup", folder + "/")).Out);
        Assert.Equal("The folder /proc/nope is not there and cannot be made by this account. Make it and give it to this account, or choose another one.", await Refused(world.Home, "backup", "/proc/nope/"));
    }

    [Fact]
    public async Task A_restore_keeps_off_a_server_that_runs_and_a_server_off_a_restore()
    {
        var backup = await Backup();
        Assert.Contains("A server runs on this data. Stop every node first", await Refused(world.Home, "restore", backup, "--replace"));

        await using var home = await Elsewhere(engine);
        Assert.Equal(0, (await Terminal.Here(home, "restore", backup)).Code);
        var installation = new Installation { Data = home.Data, Postgres = home.Postgres };
        using (await Presence.Take(installation, alone: true))
            Assert.Contains("is being restored here", (await Assert.ThrowsAsync<Refused>(async () => await World.On(home, ownsHome: false, world.Cast))).Message);
        await using var starts = await World.On(home, ownsHome: false, world.Cast);
    }

    [Fact]
    public async Task A_community_that_is_there_is_replaced_only_when_told_so_and_kept_aside()
    {
        var early = await Backup("early.zip");
        var topic = await world.Given.Topic(by: world.Cast.Ada, title: "Said after the backup");
        var late = await Backup("late.zip");
        await using var home = await Elsewhere(engine);
        Assert.Equal(0, (await Terminal.Here(home, "restore", late)).Code);

        Assert.Contains("Say --replace", await Refused(home, "restore", early));
        var said = await Terminal.Here(home, "restore", early, "--replace");
        Assert.True(said.Code == 0, said.ToString());

        await using (var there = await World.On(home, ownsHome: false, world.Cast))
        {
            Assert.Equal(404, (await there.Visit().Get(topic.Path)).Status);
            Assert.Equal(200, (await there.Visit().Get("/")).Status);
        }
        var aside = System.Text.RegularExpressions.Regex.Match(said.Out, @"kept in (\S+);").Groups[1].Value;
        if (engine == Engine.Sqlite) Assert.True(File.Exists(Path.Combine(aside, "rapport.db")));
        else Assert.Equal(1, await world.Query(async db => { await using var connection = new Npgsql.NpgsqlConnection(home.Postgres + ";Pooling=false"); await connection.OpenAsync(); await using var ask = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM {aside}.conversations_topics WHERE title = 'Said after the backup'", connection); return (int)(long)(await ask.ExecuteScalarAsync())!; }));
    }

    [Fact]
    public async Task A_backup_needs_its_own_master_key_or_the_word_that_it_is_lost()
    {
        using (var ada = world.Visit(world.Cast.Ada)) Assert.Equal(200, (await ada.Get("/settings")).Status);
        var backup = await Backup();
        await using var home = await Elsewhere(engine, key: false);
        Assert.Contains("The master key of the backup belongs here first", await Refused(home, "restore", backup));
        await File.WriteAllTextAsync(Path.Combine(home.Data, "master.key"), Convert.ToBase64String(new byte[32]));
        Assert.Contains("another master key", await Refused(home, "restore", backup));

        var said = await Terminal.Here(home, "restore", backup, "--new-key");
        Assert.True(said.Code == 0, said.ToString());
        Assert.Contains("Everybody signs in again", said.Out);
        await using var there = await World.On(home, ownsHome: false, world.Cast);
        Assert.Equal(200, (await there.Visit(world.Cast.Ada).Get("/settings")).Status);
    }

    [Fact]
    public async Task A_server_does_not_start_with_another_master_key_than_its_secrets_are_wrapped_with()
    {
        using (var ada = world.Visit(world.Cast.Ada)) Assert.Equal(200, (await ada.Get("/settings")).Status);
        await using var home = await Elsewhere(engine);
        Assert.Equal(0, (await Terminal.Here(home, "restore", await Backup())).Code);
        await File.WriteAllTextAsync(Path.Combine(home.Data, "master.key"), Convert.ToBase64String(new byte[32]));

        var said = await Terminal.Rapport(home, "serve", "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, said.Code);
        Assert.Contains("wrapped with another master key", Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Without_its_master_key_nothing_begins_and_no_other_key_is_made()
    {
        using (var ada = world.Visit(world.Cast.Ada)) Assert.Equal(200, (await ada.Get("/settings")).Status);
        await using var home = await Elsewhere(engine);
        Assert.Equal(0, (await Terminal.Here(home, "restore", await Backup())).Code);
        var (key, aside) = (Path.Combine(home.Data, "master.key"), Path.Combine(home.Data, "my copy"));
        File.Move(key, aside);

        var said = await Terminal.Rapport(home, "serve", "--urls", "http://127.0.0.1:0");
        var backup = await Refused(home, "backup", At("none-without-key.zip"));

        Assert.Equal(2, said.Code);
        Assert.Contains($"Put your copy of it into {key}", Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains($"Put your copy of it into {key}", backup);
        Assert.False(File.Exists(key));
        Assert.False(File.Exists(At("none-without-key.zip")));
        File.Move(aside, key);
        Assert.Equal(0, (await Terminal.Here(home, "backup", At("with-key.zip"))).Code);
    }

    [Fact]
    public async Task What_is_no_whole_backup_of_this_version_is_refused_before_anything_is_touched()
    {
        var backup = await Backup();
        await using var home = await Elsewhere(engine);
        var whole = await File.ReadAllBytesAsync(backup);

        await File.WriteAllBytesAsync(At("cut.zip"), whole[..(whole.Length / 2)]);
        Assert.Contains("is not a whole backup: it is cut off or damaged", await Refused(home, "restore", At("cut.zip")));
        await File.WriteAllTextAsync(At("text.zip"), "not a backup");
        Assert.Contains("is not a whole backup", await Refused(home, "restore", At("text.zip")));
        Assert.Contains("There is no file", await Refused(home, "restore", At("none.zip")));

        File.Copy(backup, At("changed.zip"));
        await Change(At("changed.zip"), "tables/members_members.jsonl", text => text.Replace("Ada", "Eve"));
        Assert.Contains("is damaged: tables/members_members.jsonl", await Refused(home, "restore", At("changed.zip")));
        File.Copy(backup, At("newer.zip"));
        await Change(At("newer.zip"), Manifest.Entry, text => text.Replace("\"format\": 1", "\"format\": 2").Replace("\"version\": \"0", "\"version\": \"9"));
        Assert.Contains("was made by Rapport 9", await Refused(home, "restore", At("newer.zip")));
        File.Copy(backup, At("later.zip"));
        await Change(At("later.zip"), Manifest.Entry, text => text.Replace("\"Initial\"", "\"Initial\", \"FromTheFuture\""));
        Assert.Contains("newer than this one", await Refused(home, "restore", At("later.zip")));
        await using (var archive = await ZipFile.OpenAsync(At("other.zip"), ZipArchiveMode.Create)) archive.CreateEntry("readme.txt");
        Assert.Contains("is no backup of Rapport", await Refused(home, "restore", At("other.zip")));

        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(home.Data), e => Path.GetFileName(e) is "rapport.db" or "restoring");
        Assert.Equal(0, (await Terminal.Here(home, "restore", backup, "--check")).Code);
        Assert.Equal(0, (await Terminal.Here(home, "restore", backup)).Code);
    }

    static async Task Change(string file, string name, Func<string, string> change)
    {
        await using var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Update);
        var entry = archive.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open())) text = await reader.ReadToEndAsync();
        var changed = change(text);
        Assert.NotEqual(text, changed);
        entry.Delete();
        await using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        await writer.WriteAsync(changed);
    }

    [Fact]
    public async Task A_disk_that_fills_leaves_no_half_backup_behind()
    {
        var random = new Random(7);
        for (var n = 0; n < 30; n++) await world.Given.Topic(by: world.Cast.Ada, body: string.Concat(Enumerable.Range(0, 18_000).Select(_ => (char)random.Next('a', 'z'))));
        await world.Settled();

        var said = await Terminal.RapportOnFullDisk(world.Home, 200, "backup", folder);

        Assert.True(said.Code == 2, said.ToString());
        Assert.Contains("could not be written to " + folder, said.Error);
        Assert.Contains("Nothing was left there.", said.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal(0, (await Terminal.Here(world.Home, "backup", folder)).Code);
    }

    [Fact]
    public async Task A_folder_keeps_as_many_backups_as_it_is_told_to()
    {
        foreach (var day in new[] { "01", "02", "03" }) await File.WriteAllTextAsync(At($"rapport-202611{day}T030000Z.zip"), "");
        await File.WriteAllTextAsync(At("holiday.zip"), "");

        Assert.Equal(0, (await Terminal.Here(world.Home, "backup", folder, "--keep", "2")).Code);

        var left = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["holiday.zip", "rapport-20261103T030000Z.zip"], left[..2]);
        Assert.Equal(3, left.Count);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(At(left[2])) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Contains("Keep at least one backup.", await Refused(world.Home, "backup", folder, "--keep", "0"));
        Assert.Contains("is there already", await Refused(world.Home, "backup", At("holiday.zip")));
    }

    [Fact]
    public async Task A_master_key_is_in_no_backup()
    {
        using (var ada = world.Visit(world.Cast.Ada)) Assert.Equal(200, (await ada.Get("/settings")).Status);
        var said = await Terminal.Here(world.Home, "backup", At("open.zip"));
        Assert.Contains("The master key is not in it: keep a copy of " + Path.Combine(world.Home.Data, "master.key"), said.Out);

        var key = (await File.ReadAllTextAsync(Path.Combine(world.Home.Data, "master.key"))).Trim();
        await using var archive = await ZipFile.OpenReadAsync(At("open.zip"));
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotContain(key, await reader.ReadToEndAsync());
        }
    }
}

public sealed class BackupTestsOnSqlite() : BackupTests(Engine.Sqlite);
public sealed class BackupTestsOnPostgres() : BackupTests(Engine.Postgres);
