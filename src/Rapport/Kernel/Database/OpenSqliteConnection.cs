using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rapport.Kernel.Database;

#pragma warning disable EF1001 // The only place where the engine's connection can be told to stay open.

/// A pooled context keeps its connection open between queries and requests: to open one, and to set it up, costs more than most queries do.
/// It is closed when the context itself goes.
sealed class OpenSqliteConnection(RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger)
{
    protected override void CloseDbConnection() { }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
