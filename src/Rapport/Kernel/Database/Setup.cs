using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Database;

/// Wires the one model to the engine that the installation names.
public static class Setup
{
    /// Each keeps a connection with its own cache; more at once are let go after use.
    const int MostSqliteContexts = 64;

    public static void AddDatabase(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton<Ids>().AddSingleton<WriteGate>().AddSingleton<Wake>().AddSingleton<QueryCount>();
        services.AddScoped<Acting>();
        if (installation.Postgres is { } address)
        {
            services.AddSingleton(NpgsqlDataSource.Create(Watched(address)));
            services.AddPooledDbContextFactory<PostgresDb>((sp, o) => Common(sp, o).UseNpgsql(sp.GetRequiredService<NpgsqlDataSource>(), Schema));
            // The list of migrations lies where the tables do.
            void Schema(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder o)
            {
                if (new NpgsqlConnectionStringBuilder(address).SearchPath is { Length: > 0 } schema) o.MigrationsHistoryTable("__EFMigrationsHistory", schema);
            }
            services.AddScoped(sp => Hand(sp, sp.GetRequiredService<IDbContextFactory<PostgresDb>>().CreateDbContext()));
        }
        else
        {
            var file = Sqlite(installation);
            // A list of ids goes in as one parameter, so that the same query is always the same text and is translated once.
            services.AddPooledDbContextFactory<SqliteDb>((sp, o) => Common(sp, o).UseSqlite(file, s => s.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(SqlitePragmas.Instance), MostSqliteContexts);
            services.AddScoped(sp => Hand(sp, sp.GetRequiredService<IDbContextFactory<SqliteDb>>().CreateDbContext()));
        }
    }

    public static string Sqlite(Installation installation) => $"Data Source={Path.Combine(installation.Data, "rapport.db")};Default Timeout=30";

    /// A transaction of a node that is frozen or cut off holds rows, and with them every reader, back: the server ends it within a minute.
    static string Watched(string address)
    {
        var settings = new NpgsqlConnectionStringBuilder(address);
        settings.Options ??= "-c idle_in_transaction_session_timeout=60000 -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";
        // A statement asked again stays prepared, unless the address says otherwise.
        if (!settings.ContainsKey("Max Auto Prepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 3);
        return settings.ConnectionString;
    }

    static DbContextOptionsBuilder Common(IServiceProvider services, DbContextOptionsBuilder options) => options
        .UseSnakeCaseNamingConvention()
        .ReplaceService<IModelCacheKeyFactory, ModelByModules>()
        .AddInterceptors(services.GetRequiredService<QueryCount>())
        // A table that SQLite makes anew needs its foreign keys off, outside the transaction; nobody reverts that by hand.
        .ConfigureWarnings(w => w.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning))
        // What fails is thrown, and told by whoever cannot mend it: two clicks at once are no failure.
        .ConfigureWarnings(w => w.Ignore(CoreEventId.FirstWithoutOrderByAndFilterWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning)
            .Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));

    static Db Hand(IServiceProvider services, Db db)
    {
        // A pooled context comes back as it was left, perhaps in the middle of an act that failed.
        db.Forget();
        db.Acting = services.GetRequiredService<Acting>();
        db.Ids = services.GetRequiredService<Ids>();
        db.Gate = services.GetRequiredService<WriteGate>();
        db.Wake = services.GetRequiredService<Wake>();
        db.Kept = services.GetRequiredService<PageCache>();
        db.Clock = services.GetRequiredService<TimeProvider>();
        return db;
    }

    sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        /// A pooled context keeps its connection while it is lent: opening one anew for every query would cost more than most queries do.
        public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData data, InterceptionResult result) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData data, InterceptionResult result) => new(InterceptionResult.Suppress());

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA cache_size=-{Room.Usual};";
            command.ExecuteNonQuery();
        }
    }
}
