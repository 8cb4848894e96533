using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Cli;
using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Search;

namespace Rapport.Bench.Communities;

/// A generated community to be measured: a copy that is thrown away of one kept in the cache folder, which is made where it is missing.
sealed class Community : IDisposable
{
    /// Raised when the same model is filled with other rows.
    const int Generator = 1;

    readonly string folder;
    readonly Cluster? cluster;

    Community(string folder, Cluster? cluster, string? database, int posts) => (this.folder, this.cluster, Database, Posts) = (folder, cluster, database, posts);

    /// The data folder of its server.
    public string Data => Path.Combine(folder, "data");

    /// The connection string, or null on SQLite.
    public string? Database { get; }
    public int Posts { get; }
    public string Engine => Database is null ? "SQLite" : "PostgreSQL";
    public string[] Settings => Database is null ? ["--data", Data] : ["--data", Data, "--database", Database];

    public static async Task<Community> Open(bool postgres, int posts)
    {
        var kept = await Keep(postgres, posts);
        // Not below /tmp, which may be memory.
        var work = Path.Combine("/var/tmp", $"rapport-bench-{Environment.ProcessId}-{posts}-{(postgres ? "postgres" : "sqlite")}");
        Copy(kept, work);
        var cluster = postgres ? new Cluster(Path.Combine(work, "postgres")) : null;
        return new(work, cluster, cluster?.Start(), posts);
    }

    /// Makes what is missing of these, on both engines at the same time.
    public static void Make(IEnumerable<(bool Postgres, int Posts)> wanted)
    {
        foreach (var alike in wanted.GroupBy(w => w.Posts)) Task.WhenAll(alike.Select(w => Task.Run(() => Keep(w.Postgres, w.Posts)))).GetAwaiter().GetResult();
    }

    /// The folder of the kept one.
    static async Task<string> Keep(bool postgres, int posts)
    {
        var name = $"{(postgres ? "postgres" : "sqlite")}-{posts.ToString(CultureInfo.InvariantCulture)}-{Key(postgres)}";
        var kept = Path.Combine(Folders.Cache("communities"), name);
        if (Directory.Exists(kept)) return kept;
        foreach (var old in Directory.GetDirectories(Folders.Cache("communities"), name[..name.LastIndexOf('-')] + "-*")) Directory.Delete(old, recursive: true);
        var began = Stopwatch.GetTimestamp();
        var work = Path.Combine("/var/tmp", $"rapport-bench-{Environment.ProcessId}-making-{name}");
        Directory.CreateDirectory(work);
        try
        {
            var cluster = postgres ? new Cluster(Path.Combine(work, "postgres")) : null;
            try { await Fill(Path.Combine(work, "data"), cluster?.Start(safe: false), posts); }
            finally { cluster?.Stop(); }
            Npgsql.NpgsqlConnection.ClearAllPools();
            Copy(work, kept + ".new");
            Directory.Move(kept + ".new", kept);
        }
        finally { Directory.Delete(work, recursive: true); }
        Console.WriteLine($"community       {posts:N0} posts on {(postgres ? "PostgreSQL" : "SQLite")} made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {Size(kept) >> 20} MB");
        return kept;
    }

    static async Task Fill(string data, string? database, int posts)
    {
        var writing = new Writing();
        writing.Check();
        var began = Stopwatch.GetTimestamp();
        Town town;
        await using (var app = await Server(data, database))
        await using (var scope = app.Services.CreateAsyncScope())
            town = await Town.Settle(app.Services, scope.ServiceProvider.GetRequiredService<Db>(), writing, posts);
        // Nobody else has the file open now; a server would keep it so.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using (var model = Model(database is not null))
        using (var load = database is null ? Load.IntoSqlite(data) : Load.IntoPostgres(database))
        {
            town.Join(load, model, writing);
            var next = new Talk(model, load, writing, town, posts).Run();
            load.Done($"UPDATE kernel_ids SET next = {next}");
        }
        await using var full = await Server(data, database);
        await using (var scope = full.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Db>().RecountTopics();
        Console.Error.WriteLine($"  rows {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        Console.Error.WriteLine($"  {await RebuildIndex.Run(full.Services):N0} documents in the index");
    }

    /// A server on this community that takes no requests, for its queries and keys.
    public Task<WebApplication> Server() => Server(Data, Database);

    static Task<WebApplication> Server(string data, string? database) => CommandLine.Offline(WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = database is null ? ["--data", data] : ["--data", data, "--database", database], ContentRootPath = AppContext.BaseDirectory }));

    /// Changes with the model, the renderer and the generator.
    static string Key(bool postgres)
    {
        using var db = Model(postgres);
        return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Generator} {Renderer.Version} {db.Database.GenerateCreateScript()}")).ToString("x16", CultureInfo.InvariantCulture);
    }

    /// Without a database behind it.
    static Db Model(bool postgres) => postgres ? new PostgresDesign().CreateDbContext([]) : new SqliteDesign().CreateDbContext([]);

    /// With owners, which PostgreSQL insists on.
    static void Copy(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", "--reflink=auto", from, to])!;
        copy.WaitForExit();
        if (copy.ExitCode != 0) throw new IOException($"Could not copy {from} to {to}.");
    }

    static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    public void Dispose()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        cluster?.Stop();
        Directory.Delete(folder, recursive: true);
    }
}
