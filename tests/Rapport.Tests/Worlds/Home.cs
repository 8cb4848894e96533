using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rapport.Kernel.Database;
using Rapport.Tests.Kernel.Tallies;
using RapportModules = Rapport.Kernel.Modules;

namespace Rapport.Tests.Worlds;

/// The two databases that every test of stored things runs on.
public enum Engine { Sqlite, Postgres }

/// Where a world keeps its data: a folder of its own and, on PostgreSQL, a database of its own. Copied from one that was migrated once.
public sealed partial class Home : IAsyncDisposable
{
    static readonly Lazy<string> Folder = new(() => Directory.CreateTempSubdirectory("rapport-tests-").FullName);
    static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplate), PostgresTemplate = new(MakePostgresTemplate);
    static int count;

    // Made when first needed: a node that tests start is this program too, and makes none.
    static string Root => Folder.Value;

    Home(Engine engine, string data, string? postgres) => (Engine, Data, Postgres) = (engine, data, postgres);

    public Engine Engine { get; }
    public string Data { get; }
    public string? Postgres { get; }
    public string[] Settings => Postgres is null ? ["--data", Data] : ["--data", Data, "--database", Postgres];

    /// The house's own modules and one that only tests have.
    public static RapportModules Modules { get; } = new([.. Composition.Modules.All, new TalliesModule()]);

    static string? PostgresServer => Environment.GetEnvironmentVariable("RAPPORT_TEST_POSTGRES");

    public static void SkipWithout(Engine engine)
    {
        if (engine == Engine.Postgres && PostgresServer is null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("No PostgreSQL: bin/test starts one and names it in RAPPORT_TEST_POSTGRES.");
    }

    public static async Task<Home> Make(Engine engine, string? data = null)
    {
        SkipWithout(engine);
        var name = $"world{Interlocked.Increment(ref count)}";
        data = Directory.CreateDirectory(data ?? Path.Combine(Root, name)).FullName;
        if (engine == Engine.Postgres) return new(engine, data, await Database($"{Path.GetFileName(Root)}-{name}", await PostgresTemplate.Value));
        File.Copy(await SqliteTemplate.Value, Path.Combine(data, "rapport.db"));
        return new(engine, data, null);
    }

    /// A home on another PostgreSQL than the tests' own.
    public static async Task<Home> On(string server)
    {
        await using (var db = new PostgresDb(Options<PostgresDb>(o => o.UseNpgsql(server + ";Pooling=false")))) await Migrate(db);
        return new(Engine.Postgres, Directory.CreateDirectory(Path.Combine(Root, $"world{Interlocked.Increment(ref count)}")).FullName, server) { borrowed = true };
    }

    /// Nothing yet: an empty folder and, on PostgreSQL, an empty database. What is put there has no tables of the tests' own.
    public static async Task<Home> Bare(Engine engine)
    {
        SkipWithout(engine);
        var name = $"world{Interlocked.Increment(ref count)}";
        var data = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        return new(engine, data, engine == Engine.Postgres ? await Database($"{Path.GetFileName(Root)}-{name}", "template0") : null) { IsBare = true };
    }

    public bool IsBare { get; private init; }

    bool borrowed;

    static async Task<string> MakeSqliteTemplate()
    {
        var file = Path.Combine(Root, "template.db");
        await using (var db = new SqliteDb(Options<SqliteDb>(o => o.UseSqlite($"Data Source={file};Pooling=false")))) await Migrate(db);
        return file;
    }

    static async Task<string> MakePostgresTemplate()
    {
        var name = Path.GetFileName(Root);
        var address = await Database(name, "template0");
        await using (var db = new PostgresDb(Options<PostgresDb>(o => o.UseNpgsql(address + ";Pooling=false")))) await Migrate(db);
        return name;
    }

    static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> engine) where T : Db
    {
        var options = new DbContextOptionsBuilder<T>().UseSnakeCaseNamingConvention()
            .UseApplicationServiceProvider(new ServiceCollection().AddSingleton(Modules).BuildServiceProvider())
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        engine(options);
        return options.Options;
    }

    /// The migrations make the house's tables; those of the tests' own module are made from the model.
    static async Task Migrate(Db db)
    {
        await db.Database.MigrateAsync();
        foreach (var statement in db.GetService<IRelationalDatabaseCreator>().GenerateCreateScript().Split(";\n", StringSplitOptions.TrimEntries))
            if (OfTests().IsMatch(statement)) await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{").Replace("}", "}}"));
    }

    [GeneratedRegex(@"^CREATE (TABLE|(UNIQUE )?INDEX \S+ ON) ""?tests_")]
    private static partial Regex OfTests();

    static async Task<string> Database(string name, string template)
    {
        await Execute($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" STRATEGY FILE_COPY");
        return new NpgsqlConnectionStringBuilder(PostgresServer) { Database = name, MaxPoolSize = 10 }.ConnectionString;
    }

    static async Task Execute(string sql)
    {
        if (PostgresServer is null) throw new InvalidOperationException("RAPPORT_TEST_POSTGRES names no PostgreSQL; run bin/test.");
        await using var connection = new NpgsqlConnection(PostgresServer + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (Postgres is not null && !borrowed) await Execute($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(Postgres).Database}\" WITH (FORCE)");
        try { Directory.Delete(Data, recursive: true); }
        // A server that did not end in its five seconds still writes there; what it leaves goes with all the rest at the end.
        catch (IOException) { }
    }

    internal static async Task Raze()
    {
        if (PostgresTemplate is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await Execute($"DROP DATABASE IF EXISTS \"{PostgresTemplate.Value.Result}\" WITH (FORCE)");
        if (Folder.IsValueCreated) Directory.Delete(Root, recursive: true);
    }
}
