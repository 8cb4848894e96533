using System.Globalization;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Search;

/// How far into which log an index has read: the event's position, with its time and subject, so that another database's log is not taken for ours.
static class Mark
{
    public static string Of(Recorded last) => Text(last.Position, last.At, last.Subject.Id);

    public static async Task<(long Position, string Mark)> Head(Db db) =>
        await db.Set<EventRow>().Where(e => e.Position != null).OrderByDescending(e => e.Position).Select(e => new { e.Position, e.At, e.SubjectId }).FirstOrDefaultAsync() is { } head
            ? (head.Position!.Value, Text(head.Position.Value, head.At, head.SubjectId)) : (0, "0");

    /// The position, if this log holds what is noted.
    public static async Task<long?> Position(Db db, string? mark)
    {
        if (mark is null || !long.TryParse(mark.Split(' ')[0], CultureInfo.InvariantCulture, out var position)) return null;
        if (position == 0) return 0;
        var there = await db.Set<EventRow>().Where(e => e.Position == position).Select(e => new { e.At, e.SubjectId }).FirstOrDefaultAsync();
        return there is not null && Text(position, there.At, there.SubjectId) == mark ? position : null;
    }

    static string Text(long position, DateTimeOffset at, long subject) => FormattableString.Invariant($"{position} {at.UtcTicks / 10} {subject}");
}
