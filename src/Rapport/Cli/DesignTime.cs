using Microsoft.EntityFrameworkCore.Design;

using Rapport.Kernel.Database;

namespace Rapport.Cli;

/// Lets the migration tool see the model of either engine without a server.
public abstract class DesignTime<T> : IDesignTimeDbContextFactory<T> where T : Db
{
    public T CreateDbContext(string[] args)
    {
        var services = new ServiceCollection().AddSingleton(Composition.Modules).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(services).UseSnakeCaseNamingConvention();
        if (typeof(T) == typeof(SqliteDb)) options.UseSqlite("Data Source=:memory:");
        else options.UseNpgsql("Host=localhost");
        return (T)Activator.CreateInstance(typeof(T), options.Options)!;
    }
}

public sealed class SqliteDesign : DesignTime<SqliteDb>;

public sealed class PostgresDesign : DesignTime<PostgresDb>;
