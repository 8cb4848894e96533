using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rapport.Kernel.Database;

/// Counts the commands of the request under way; the figure goes out as a Server-Timing header, and tests keep it constant.
public sealed class QueryCount : DbCommandInterceptor
{
    sealed class Counter { public int Value; }

    static readonly AsyncLocal<Counter?> Counted = new();

    public static void Begin() => Counted.Value = new();
    public static int Soon => Counted.Value?.Value ?? 0;

    static void Count()
    {
        if (Counted.Value is { } counter) Interlocked.Increment(ref counter.Value);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancel = default)
    {
        Count();
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        Count();
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<object> result, CancellationToken cancel = default)
    {
        Count();
        return new(result);
    }
}
