using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Rapport.Tests.Kernel;

/// The server as it is started from a shell: alone on its folder, and refused in a sentence where it cannot serve.
public abstract class ServeTests(Engine engine)
{
    protected const string Anywhere = "http://127.0.0.1:0";

    protected static string Refusal(Terminal.Said said)
    {
        Assert.Equal((2, ""), (said.Code, said.Out));
        return Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Where_it_cannot_listen_it_says_so_before_anything_else()
    {
        await using var home = await Home.Bare(engine);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (busy, nobodys) = ($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", "http://192.0.2.1:5080");

        Assert.Equal("The setting urls is foo; it must be an address such as http://localhost:5080.", Refusal(await Terminal.Rapport(home, "serve", "--urls", "foo")));
        Assert.StartsWith($"Something listens on {busy} already.", Refusal(await Terminal.Rapport(home, "serve", "--urls", busy)));
        Assert.StartsWith($"{nobodys} is no address of this machine.", Refusal(await Terminal.Rapport(home, "serve", "--urls", nobodys)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Data));
    }

    [Fact]
    public async Task The_doctor_looks_where_the_server_listens_and_where_it_is_told_to()
    {
        await using var home = await Home.Bare(engine);
        await using (var serving = await Serving.Start(home, "--urls", Anywhere))
        {
            await Waiting.Eventually(async () => await Address() == $"{serving.Address} is an address of this machine alone.", "the doctor to look where it listens");
            Assert.StartsWith("http://127.0.0.1:9 cannot be reached", await Address("--urls", "http://127.0.0.1:9"));
            Assert.StartsWith("http://127.0.0.1:7 cannot be reached", await Address("--address", "http://127.0.0.1:7"));
        }
        SqliteConnection.ClearAllPools();

        async Task<string> Address(params string[] more) => JsonNode.Parse((await Terminal.Here(home, ["doctor", "--json", .. more])).Out)!.AsArray().First(f => f!["about"]!.GetValue<string>() == "Address")!["said"]!.GetValue<string>();
    }

    [Fact]
    public async Task What_it_makes_is_its_owners_alone()
    {
        await using var home = await Home.Bare(engine);
        var (data, export) = (Path.Combine(home.Data, "new"), Path.Combine(home.Data, "community.zip"));
        string[] where = home.Postgres is null ? ["--data", data] : ["--data", data, "--database", home.Postgres];
        await using (await Serving.Start([.. where, "--urls", Anywhere])) { }
        Assert.Equal(0, (await Terminal.Rapport([], ["export", export, .. where])).Code);

        Assert.All(Directory.EnumerateFileSystemEntries(data, "*", SearchOption.AllDirectories).Append(data).Append(export), entry => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(entry) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));
    }
}

public sealed class ServeTestsOnSqlite() : ServeTests(Engine.Sqlite)
{
    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_until_the_first_is_gone_and_verbs_are_not()
    {
        await using var home = await Home.Bare(Engine.Sqlite);
        await using var first = await Serving.Start(home, "--urls", Anywhere);

        Assert.Equal($"Another server serves {home.Data} already. Stop it first; several nodes need PostgreSQL.", Refusal(await Terminal.Rapport(home, "serve", "--urls", Anywhere)));
        foreach (var verb in new[] { "export", "backup" }) Assert.Equal(0, (await Terminal.Here(home, verb, Path.Combine(home.Data, verb + ".zip"))).Code);
        await first.Kill();
        await using (await Serving.Start(home, "--urls", Anywhere)) { }
    }
}

public sealed class ServeTestsOnPostgres() : ServeTests(Engine.Postgres)
{
    [Fact]
    public async Task A_database_that_is_none_is_said_by_every_verb()
    {
        await using var home = await Home.Bare(Engine.Postgres);
        foreach (var verb in new string[][] { ["doctor"], ["serve", "--urls", Anywhere], ["migrate"], ["import", "none.zip"], ["export", "none.zip"], ["backup"], ["restore", "none.zip"], ["search", "rebuild"], ["forget-secrets"], ["member", "role", "ada", "member"] })
            foreach (var database in new[] { "nonsense", "Port=abc;Host=x", "Username=rapport", "postgres://db/rapport" })
                Assert.Equal("The setting database is (not shown); it must be a PostgreSQL connection string such as Host=localhost;Username=rapport;Database=rapport.", Refusal(await Terminal.Here([.. verb, "--data", home.Data, "--database", database])));
    }

    [Fact]
    public async Task Several_nodes_serve_one_database()
    {
        await using var home = await Home.Bare(Engine.Postgres);
        await using var one = await Serving.Start(home, "--urls", Anywhere);
        await using var two = await Serving.Start(home, "--urls", Anywhere);

        Assert.NotEqual(one.Address, two.Address);
    }
}
