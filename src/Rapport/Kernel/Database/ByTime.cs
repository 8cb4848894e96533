using System.Linq.Expressions;

namespace Rapport.Kernel.Database;

/// Where a list goes on: behind the row of that moment and id.
public sealed record Moment(DateTimeOffset At, long Id)
{
    public static string Of(DateTimeOffset at, long id) => Api.Paging.Moment(at, id);

    /// As an address carries it; null where it is none, and the list begins.
    public static Moment? Read(string? text) => Api.Paging.Read(text) is var (at, id) ? new(at, id) : null;
}

/// Lists in the order of time. Ids alone do not tell it: each process takes them in blocks, so that of two the later may have the smaller.
public static class ByTime
{
    extension<T>(IQueryable<T> rows) where T : class
    {
        /// The latest first, from behind a moment on; of one moment by their ids.
        public IQueryable<T> LatestFirst(Expression<Func<T, DateTimeOffset>> time, Moment? after = null)
        {
            var (row, at) = (time.Parameters[0], time.Body);
            var id = Expression.Property(row, "Id");
            if (after is not null)
            {
                // Read off an object, so that the database is handed them as parameters.
                var (then, last) = (Expression.Property(Expression.Constant(after), nameof(Moment.At)), Expression.Property(Expression.Constant(after), nameof(Moment.Id)));
                rows = rows.Where(Expression.Lambda<Func<T, bool>>(Expression.AndAlso(Expression.LessThanOrEqual(at, then), Expression.OrElse(Expression.LessThan(at, then), Expression.LessThan(id, last))), row));
            }
            return rows.OrderByDescending(time).ThenByDescending(Expression.Lambda<Func<T, long>>(id, row));
        }
    }
}
