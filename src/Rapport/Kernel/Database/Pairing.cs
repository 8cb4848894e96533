using System.Text.Json;

namespace Rapport.Kernel.Database;

/// Two keys that belong together.
public sealed record Pair(long First, long Second);

/// Pairs to join with. Two lists of keys would let SQLite look for each of the first with each of the second.
public static class Pairing
{
    extension(Db db)
    {
        public IQueryable<Pair> Pairs(IReadOnlyCollection<(long First, long Second)> pairs)
        {
            if (db.OnPostgres) return db.Database.SqlQuery<Pair>($"SELECT first, second FROM unnest({pairs.Select(p => p.First).ToArray()}, {pairs.Select(p => p.Second).ToArray()}) AS pairs (first, second)");
            var json = JsonSerializer.Serialize(pairs.Select(p => new[] { p.First, p.Second }));
            return db.Database.SqlQuery<Pair>($"SELECT value ->> 0 AS first, value ->> 1 AS second FROM json_each({json})");
        }
    }
}
