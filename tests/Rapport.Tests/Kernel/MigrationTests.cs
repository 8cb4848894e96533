using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Kernel.Database;
using Rapport.Tests.Privacy;

namespace Rapport.Tests.Kernel;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_of_sqlite_make_the_tables_of_the_model()
    {
        using var db = new SqliteDb(Options<SqliteDb>(o => o.UseSqlite("Data Source=:memory:")));
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_of_postgresql_make_the_tables_of_the_model()
    {
        using var db = new PostgresDb(Options<PostgresDb>(o => o.UseNpgsql("Host=localhost")));
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_first_start_warns_of_nothing()
    {
        await using var home = await Home.Bare(Engine.Sqlite);
        var log = new Logged();
        await using var app = World.Build(home.Settings, services => services.AddSingleton<ILoggerProvider>(log), Composition.Modules);

        await Server.Migrate(app.Services);

        Assert.DoesNotContain(log.Lines, line => !line.StartsWith("Information", StringComparison.Ordinal));
    }

    // Without caching: the other tests' model holds a module of their own.
    static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> engine) where T : Db
    {
        var options = new DbContextOptionsBuilder<T>().UseSnakeCaseNamingConvention().EnableServiceProviderCaching(false)
            .UseApplicationServiceProvider(new ServiceCollection().AddSingleton(Composition.Modules).BuildServiceProvider());
        engine(options);
        return options.Options;
    }
}
