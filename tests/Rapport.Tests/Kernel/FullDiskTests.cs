using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rapport.Kernel.Database;
using Rapport.Tests.Api;

namespace Rapport.Tests.Kernel;

/// A disk without room is called that, by pages and by the API, and not a database that is away.
public abstract class FullDiskTests(Engine engine)
{
    /// The database says, in its own words, that there is no room for what is new.
    sealed class Full(Engine engine) : DbCommandInterceptor
    {
        public bool On { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancel = default)
        {
            if (On && command.CommandText.Contains("INSERT INTO", StringComparison.Ordinal) && command.CommandText.Contains("conversations_topics", StringComparison.Ordinal))
                throw engine == Engine.Sqlite ? new SqliteException("database or disk is full", 13) : new PostgresException("could not extend file: No space left on device", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);
            return new(result);
        }
    }

    [Fact]
    public async Task Whoever_acts_reads_that_the_disk_is_full_and_that_nothing_is_lost()
    {
        var full = new Full(engine);
        await using var world = await World.Start(engine, services => services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(full)).ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(full)));
        var space = await world.Given.Space();
        using var ada = world.Visit(world.Cast.Ada);
        var robot = Robot.With(world, await world.Given.Token(world.Cast.Ada));
        var question = new { kind = "question", space = space.Id, title = "Why does it hum?", body = "It hums at night." };

        full.On = true;
        var page = await ada.Post("/ask", question);
        var told = await robot.Post("/topics", new { space = space.Id, title = "Why does it hum?", body = "It hums at night." });

        Assert.Equal(507, page.Status);
        Assert.Contains("The disk of this community is full", page.Text);
        Assert.Contains("It hums at night.", page.Body);
        Assert.Equal(507, told.Status);
        Assert.Contains("The disk of this community is full", told.Body);
        full.On = false;
        Assert.Equal(303, (await ada.Post("/ask", question)).Status);
    }
}

public sealed class FullDiskTestsOnSqlite() : FullDiskTests(Engine.Sqlite);

public sealed class FullDiskTestsOnPostgres() : FullDiskTests(Engine.Postgres);
