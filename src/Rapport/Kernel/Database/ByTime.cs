using System.Globalization;
using System.Linq.Expressions;

namespace Rapport.Kernel.Database;

/// Where a list goes on: behind the row of that moment and id.
public sealed record Moment(DateTimeOffset At, long Id)
{
    /// As an address carries it.
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Instants.ToLong(At)}-{Id}");

    /// Null where it is none, and the list begins.
    public static Moment? Read(string? text) =>
        text?.Split('-') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros is >= 0 and < 4_102_444_800_000_000 && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(Instants.FromMicroseconds(micros), number) : null;
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
