using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Kernel;

public abstract class DoctorTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);
    public ValueTask DisposeAsync() => world.DisposeAsync();

    Task<Terminal.Said> Doctor(params string[] more) => Terminal.Here(world.Home, ["doctor", .. more]);

    async Task<List<(string About, string Grade, string Said, string? Mend)>> Findings(int code, params string[] more) => Read(code, await Doctor([.. more, "--json"]));

    static List<(string About, string Grade, string Said, string? Mend)> Read(int code, Terminal.Said said)
    {
        Assert.True(said.Code == code, said.ToString());
        return [.. JsonNode.Parse(said.Out)!.AsArray().Select(f => (f!["about"]!.GetValue<string>(), f["grade"]!.GetValue<string>(), f["said"]!.GetValue<string>(), f["mend"]?.GetValue<string>()))];
    }

    [Fact]
    public async Task What_is_well_is_said_to_be_well_and_a_warning_is_no_failure()
    {
        using var mail = new MailServer();
        await world.Given.Topic(by: world.Cast.Ada);
        Assert.Equal(0, (await Terminal.Here(world.Home, "backup")).Code);

        // The tests' own PostgreSQL keeps nothing for good, and the doctor sees it.
        var found = await Findings(engine == Engine.Sqlite ? 0 : 1, "--address", world.Address.ToString(), "--smtp", mail.Address);

        foreach (var about in new[] { "Database", "Clock", "Files", "Disk", "Master key", "Backups", "Mail", "Search" }) Assert.Contains(found, f => f.About == about && f.Grade == "good");
        Assert.Contains(found, f => f is { About: "Address", Grade: "warning" } && f.Said.Contains("this machine alone"));
        if (engine == Engine.Postgres) Assert.Contains("fsync", Assert.Single(found, f => f.Grade == "failure").Said);
        Assert.All(found.Where(f => f.Grade != "good"), f => Assert.NotNull(f.Mend));
    }

    [Fact]
    public async Task A_mail_server_that_refuses_or_is_silent_is_a_failure_and_says_what_to_mend()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var busy = new MailServer();
        busy.Moods.Enqueue(MailServer.Mood.Busy);

        Assert.Contains("too busy", Of("Mail", await Findings(1, "--smtp", busy.Address)).Said);
        Assert.Contains("it does not answer in time", Of("Mail", await Findings(1, "--smtp", $"smtp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}")).Said);
        silent.Stop();
        Assert.Equal("failure", Of("Mail", await Findings(1, "--smtp", $"smtp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}")).Grade);
    }

    static (string About, string Grade, string Said, string? Mend) Of(string about, IEnumerable<(string About, string Grade, string Said, string? Mend)> found) => found.First(f => f.About == about);

    [Fact]
    public async Task The_records_of_the_mail_domain_are_looked_up()
    {
        using var mail = new MailServer();
        using var names = new NameServer { ["acme.example"] = ["v=spf1 include:mail.example -all"], ["_dmarc.acme.example"] = ["v=DMARC1; p=none"], ["two.example"] = ["v=spf1 -all", "v=spf1 ~all"], ["k1._domainkey.acme.example"] = ["v=DKIM1; k=rsa; p=MIGf"] };
        string[] far = ["--smtp", mail.Address, "--dns", names.Address];

        var good = await Domain(far, "hello@acme.example", "--dkim", "k1");
        Assert.Equal(["good", "good", "good"], good.Select(f => f.Grade));
        var bare = await Domain(far, "hello@bare.example");
        Assert.Contains(bare, f => f.Said == "bare.example has no SPF record.");
        Assert.Contains(bare, f => f.Said == "bare.example has no DMARC record.");
        Assert.Contains(await Domain(far, "hello@acme.example", "--dkim", "k2"), f => f.Said == "There is no DKIM key at k2._domainkey.acme.example.");
        Assert.Contains(await Domain(far, "hello@two.example"), f => f.Grade == "failure" && f.Said.Contains("2 SPF records"));

        async Task<List<(string About, string Grade, string Said, string? Mend)>> Domain(string[] to, string from, params string[] more)
        {
            var said = await Doctor([.. to, "--mail-from", from, .. more, "--json"]);
            return [.. JsonNode.Parse(said.Out)!.AsArray().Where(f => f!["about"]!.GetValue<string>() == "Mail domain").Select(f => ("Mail domain", f!["grade"]!.GetValue<string>(), f["said"]!.GetValue<string>(), f["mend"]?.GetValue<string>()))];
        }
    }

    [Fact]
    public async Task Missing_files_a_wrong_key_and_an_address_that_leads_elsewhere_are_found()
    {
        await world.Act(async db =>
        {
            db.Add(new Rapport.Kernel.Files.FileSize { File = 1, Size = "file", Hash = new string('a', 64), Bytes = 3 });
            await db.SaveChangesAsync();
        });
        using (var ada = world.Visit(world.Cast.Ada)) Assert.Equal(200, (await ada.Get("/settings")).Status);
        await File.WriteAllTextAsync(Path.Combine(world.Home.Data, "master.key"), Convert.ToBase64String(new byte[32]));

        var found = await Findings(1, "--address", "http://127.0.0.1:9");

        Assert.Contains("missing or damaged, such as aaaa", Of("Files", found).Said);
        Assert.Equal("failure", Of("Master key", found).Grade);
        Assert.Contains("cannot be reached", Of("Address", found).Said);
        Assert.Contains("There is none.", Of("Backups", found).Said);
    }

    [Fact]
    public async Task A_database_that_is_down_or_damaged_is_a_failure_and_everything_else_is_looked_at_all_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("rapport-doctor-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "rapport.db"), string.Concat(Enumerable.Repeat("This is no database. ", 500)));
            var found = Read(1, await Terminal.Here(engine == Engine.Sqlite ? ["doctor", "--json", "--data", folder] : ["doctor", "--json", "--data", folder, "--database", "Host=127.0.0.1;Port=9;Username=rapport;Database=rapport"]));

            Assert.Contains(engine == Engine.Sqlite ? "file is not a database" : "Failed to connect", Of("Database", found).Said);
            Assert.Equal("failure", Of("Database", found).Grade);
            Assert.Equal("good", Of("Disk", found).Grade);
            Assert.Contains("is not known", Of("Mail", found).Said);
            Assert.Contains("is not known", Of("Address", found).Said);
            Assert.False(File.Exists(Path.Combine(folder, "master.key")), "Who only looks makes nothing.");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_to_is_a_failure()
    {
        // Nobody makes files in /proc, the administrator of the machine included; SQLite can do nothing there, so it meets a full disk.
        var found = engine == Engine.Postgres ? Read(1, await Terminal.Here("doctor", "--json", "--data", "/proc", "--database", world.Home.Postgres!))
            : Read(1, await Terminal.RapportOnFullDisk(world.Home, 0, "doctor", "--json"));

        Assert.Contains("cannot be written to", Of("Files", found).Said);
        Assert.Equal("failure", Of("Files", found).Grade);
    }

    [Fact]
    public async Task A_disk_that_is_almost_full_is_a_warning_and_then_a_failure()
    {
        var free = 1L << 30;
        await using var full = await World.Start(engine, services => services.AddSingleton<DiskRoom>(_ => (free, 100L << 30)));
        using var alma = full.Visit(full.Cast.Alma);

        Assert.Matches("Warning *1.0 GB are free", (await alma.Get("/admin/health")).Text);
        free = 100L << 20;
        var page = await alma.Get("/admin/health");
        Assert.Matches("Failure *100.0 MB are free", page.Text);
        Assert.Contains("Make room now", page.Text);
    }

    [Fact]
    public async Task A_clock_that_is_off_or_was_set_back_is_told()
    {
        await using var later = await World.Start(engine, services => services.AddSingleton<TimeProvider, FiveMinutesLater>());
        await later.Given.Topic(by: later.Cast.Ada);
        using var alma = later.Visit(later.Cast.Alma);

        if (engine == Engine.Postgres) Assert.Matches("The clock is 30[0-2] seconds away from the database's", (await alma.Get("/admin/health")).Text);
        var found = Of("Clock", Read(1, await Terminal.Here(later.Home, "doctor", "--json")));
        Assert.Equal(("warning", "Something happened in the future: the clock was set back since."), (found.Grade, found.Said));
    }

    sealed class FiveMinutesLater : TimeProvider
    {
        readonly Clock clock = new();
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddMinutes(5);
    }

    [Fact]
    public async Task A_master_key_that_is_missing_or_broken_is_a_failure_and_none_is_made_in_its_place()
    {
        using (var ada = world.Visit(world.Cast.Ada)) Assert.Equal(200, (await ada.Get("/settings")).Status);
        var key = Path.Combine(world.Home.Data, "master.key");

        File.Delete(key);
        Assert.Contains("is missing, and without it no secret", Of("Master key", await Findings(1)).Said);
        Assert.False(File.Exists(key));
        await File.WriteAllTextAsync(key, "half a ke");
        Assert.Contains("is not 32 bytes in base64", Of("Master key", await Findings(1)).Said);
    }

    [Fact]
    public async Task The_environment_says_settings_and_what_is_misspelt_or_cannot_be_is_told()
    {
        Dictionary<string, string> said = new() { ["RAPPORT_DATA"] = world.Home.Data, ["RAPPORT_DATABASE"] = world.Home.Postgres ?? "", ["RAPPORT_SMTP"] = "smtp://127.0.0.1:9", ["RAPPORT_MAIL_FROM"] = "hello@localhost", ["RAPPORT_ADRESS"] = "https://acme.example" };

        var found = Read(1, await Terminal.Rapport(said, "doctor", "--json"));
        Assert.Contains(found, f => f.Said == "The sender hello@localhost is no address others can answer.");
        Assert.Contains(found, f => f is { About: "Settings", Grade: "warning", Said: "No setting is called RAPPORT_ADRESS." });

        foreach (var (name, value) in new[] { ("address", "acme.example"), ("smtp", "mail.example:25"), ("mail-from", "nobody") }) Refused(name, await Doctor("--" + name, value));
        Refused("zone", await Terminal.Rapport(new Dictionary<string, string>(said) { ["RAPPORT_ZONE"] = "Mars/Olympus" }, "doctor"));

        static void Refused(string name, Terminal.Said said)
        {
            Assert.Equal(2, said.Code);
            Assert.StartsWith($"The setting {name} is ", said.Error);
        }
    }

    [Fact]
    public async Task What_the_key_does_not_open_is_not_said_to_be_missing()
    {
        using (var alma = world.Visit(world.Cast.Alma))
        {
            Assert.Equal("No mail leaves: there is no mail server.", Of("Mail", await Findings(1, "--address", "http://127.0.0.1:9")).Said);
            await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail", new { host = "127.0.0.1", port = "9", user = "us", password = "s3cret" });
        }
        Assert.Contains("127.0.0.1:9 does not take our mail", Of("Mail", await Findings(1)).Said);
        var key = Path.Combine(world.Home.Data, "master.key");
        foreach (var wrong in new[] { Convert.ToBase64String(new byte[32]), "half a ke", null })
        {
            if (wrong is null) File.Delete(key);
            else await File.WriteAllTextAsync(key, wrong);
            var found = await Findings(1, "--smtp", "");
            Assert.Equal(("warning", "Whether there is a mail server is not known: what was chosen in the administration could not be read."), (Of("Mail", found).Grade, Of("Mail", found).Said));
            Assert.Equal("failure", Of("Master key", found).Grade);
        }
    }

    [Fact]
    public async Task Everything_that_the_start_fixes_is_listed_and_a_Redis_that_is_away_is_said_plainly()
    {
        var found = Read(1, await Terminal.Rapport(new Dictionary<string, string> { ["RAPPORT_DATA"] = world.Home.Data, ["RAPPORT_DATABASE"] = world.Home.Postgres ?? "", ["RAPPORT_MASTER_KEY"] = Convert.ToBase64String(new byte[32]), ["RAPPORT_REDIS"] = "127.0.0.1:9" }, "doctor", "--json"));

        Assert.Equal($"Fixed where the server is started: data, {(engine == Engine.Postgres ? "database, " : "")}master-key, redis.", found.Last(f => f.About == "Settings").Said);
        Assert.Equal("127.0.0.1:9 does not answer" + (engine == Engine.Postgres ? "; nodes hear of each other through PostgreSQL alone." : "."), Of("Redis", found).Said);
    }

    [Fact]
    public async Task A_backup_that_failed_is_shown_with_its_reason()
    {
        await using var full = await World.Start(engine, null, "--backups", "/proc/backups");
        using var alma = full.Visit(full.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/backups"), "/admin/backups/now");

        await Waiting.Eventually(async () => (await alma.Get("/admin/backups")).Text.Contains("The last backup failed:"), "the backup to fail");
        Assert.Contains("/proc/backups", (await alma.Get("/admin/backups")).Text);
        Assert.Contains("The last backup failed: ", (await alma.Get("/admin/health")).Text);
    }

    [Fact]
    public async Task The_health_page_shows_the_same_and_a_backup_is_taken_and_scheduled_in_the_administration()
    {
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("There is none.", (await alma.Get("/admin/health")).Text);
        var page = await alma.Get("/admin/backups");
        Assert.Contains("There is no backup yet.", page.Text);
        Assert.Contains("Keep 1 to 365 backups.", (await alma.Submit(page, "/admin/backups", new { every = "day", hour = "3", keep = "0" })).Text);

        Assert.Equal("/admin/backups?asked=1", (await alma.Submit(page, "/admin/backups/now")).Location);
        await Waiting.Eventually(async () => (await alma.Get("/admin/backups")).Text.Contains(".zip"), "the backup to be taken");
        Assert.Single(Directory.GetFiles(Path.Combine(world.Home.Data, "backups"), "rapport-*.zip"));
        Assert.DoesNotContain("There is none.", (await alma.Get("/admin/health")).Text);

        // The turn of today is made up for at once.
        Assert.Equal("/admin/backups?saved=1", (await alma.Submit(page, "/admin/backups", new { every = "day", hour = "0", keep = "1" })).Location);
        await Waiting.Eventually(async () => await world.Query(db => db.Set<Rapport.Kernel.Backups.Backup>().AnyAsync(b => b.Key != null && b.FinishedAt != null)), "the backup of the schedule");
        Assert.Single(Directory.GetFiles(Path.Combine(world.Home.Data, "backups"), "rapport-*.zip"));
    }
}

/// A name server that knows TXT records, and says of every other name that there are none.
sealed class NameServer : Dictionary<string, string[]>, IDisposable
{
    readonly UdpClient udp = new(new IPEndPoint(IPAddress.Loopback, 0));

    public NameServer() => _ = Answer();

    public string Address => $"127.0.0.1:{((IPEndPoint)udp.Client.LocalEndPoint!).Port}";

    async Task Answer()
    {
        try
        {
            while (true)
            {
                var asked = await udp.ReceiveAsync();
                var (labels, at) = (new List<string>(), 12);
                for (int length; (length = asked.Buffer[at]) > 0; at += length + 1) labels.Add(Encoding.ASCII.GetString(asked.Buffer, at + 1, length));
                var question = asked.Buffer[12..(at + 5)];
                var texts = this.GetValueOrDefault(string.Join('.', labels).ToLowerInvariant()) ?? [];
                byte[] answer = [.. asked.Buffer[..2], 0x81, 0x80, 0, 1, 0, (byte)texts.Length, 0, 0, 0, 0, .. question];
                foreach (var text in texts) answer = [.. answer, 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, (byte)(text.Length + 1), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
                await udp.SendAsync(answer, asked.RemoteEndPoint);
            }
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException or OperationCanceledException) { }
    }

    public void Dispose() => udp.Dispose();
}

public sealed class DoctorTestsOnSqlite() : DoctorTests(Engine.Sqlite);
public sealed class DoctorTestsOnPostgres() : DoctorTests(Engine.Postgres);
