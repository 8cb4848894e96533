using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;

namespace Rapport.Tests.Kernel;

/// What SQLite knows of its tables; PostgreSQL counts by itself.
public sealed class TableCountTests
{
    /// A row like the one there is, three hundred times.
    static readonly string Many = "CREATE TEMP TABLE many AS SELECT * FROM reviews_reviews; UPDATE many SET author_id = NULL; "
        + string.Concat(Enumerable.Repeat("UPDATE many SET id = id + 1; INSERT INTO reviews_reviews SELECT * FROM many; ", 300));

    [Fact]
    public async Task Few_reviews_are_found_by_their_ids_also_on_connections_that_were_open_before_there_were_many()
    {
        await using var world = await World.Start(Engine.Sqlite);
        await world.Given.Review(await world.Given.Product());
        await Count(world);
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await db.Database.OpenConnectionAsync();
        var open = db.Database.GetDbConnection();
        await world.Query(many => many.Database.ExecuteSqlRawAsync(Many));
        Assert.DoesNotContain("INTEGER PRIMARY KEY", await Plan(open));

        await Count(world);

        Assert.Contains("INTEGER PRIMARY KEY", await Plan(open));
    }

    static Task Count(World world) => world.Do(async services =>
    {
        await ActivatorUtilities.CreateInstance<TableCounter>(services).Do(new CountTables(), default);
        return true;
    });

    static async Task<string> Plan(DbConnection on)
    {
        await using var ask = on.CreateCommand();
        // A question is asked first: a plan alone does not look whether the tables changed.
        ask.CommandText = "SELECT count(*) FROM reviews_reviews; EXPLAIN QUERY PLAN SELECT * FROM reviews_reviews WHERE id IN (SELECT value FROM json_each('[1,2,3]')) AND state = 0";
        await using var rows = await ask.ExecuteReaderAsync();
        await rows.NextResultAsync();
        return await rows.ReadAsync() ? rows.GetString(3) : "";
    }
}
