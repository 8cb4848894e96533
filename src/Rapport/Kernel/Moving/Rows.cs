using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Moving;

/// A row as it is stored. Its key is made of the columns of the table's key.
public sealed record RowLine : Line
{
    public required JsonObject Columns { get; init; }
}

/// A table whose rows are told as they are stored. A row that is here already is left as it is here.
sealed class Rows<T>(string name, Func<T, Event>? tell, Action<T, IdMap>? arrive, string? where, bool needsRoles) : Records<RowLine> where T : class
{
    Columns? columns;

    public override string Name => name;
    public override string Kind => name;
    public override IReadOnlyList<Type> Covers => [typeof(T)];
    public override bool OursOnly => true;
    internal override bool HasKeys => false;
    internal override bool MendsWhatArrives => arrive is not null;
    public override IReadOnlyList<string> ColumnsOf(Db db, IEnumerable<NotExported> left) => [.. In(db, left).Names];

    Columns In(Db db, IEnumerable<NotExported> left) =>
        columns ??= new Columns(db.Model.FindEntityType(typeof(T))!, left.Where(l => l.Entity == typeof(T)).Select(l => l.Column).OfType<string>());

    public override async IAsyncEnumerable<RowLine> Tell(Telling telling)
    {
        var db = telling.Db;
        var (told, entity) = (In(db, telling.Left), db.Model.FindEntityType(typeof(T))!);
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        // Texts in the order of their code points, so that every engine tells the same.
        var order = entity.FindPrimaryKey()!.Properties.Select(p => $"\"{p.GetColumnName(table)}\"" + (db.OnPostgres && (p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) == typeof(string) ? " COLLATE \"C\"" : ""));
        var sql = $"SELECT * FROM \"{table.Name}\"{(where is null ? "" : " WHERE " + where)} ORDER BY {string.Join(", ", order)}";
        await foreach (var row in db.Set<T>().FromSqlRaw(sql, where is null ? [] : [telling.Source]).AsNoTracking().AsAsyncEnumerable())
        {
            yield return new() { Key = "", Columns = told.Of(row) };
        }
    }

    protected override byte[] Write(RowLine line) => JsonSerializer.SerializeToUtf8Bytes(line.Columns, Json);

    internal override Line? Read(ReadOnlySpan<byte> json)
    {
        if (JsonSerializer.Deserialize<JsonObject>(json, Json) is not { } row) return null;
        return new RowLine { Key = string.Join('/', row.Take(3).Select(c => c.Value?.ToString())), Columns = row };
    }

    public override async Task Take(Batch<RowLine> batch)
    {
        var (told, ids, seen) = (In(batch.Db, batch.Left), batch.Ids!, new HashSet<string>());
        var rows = new List<(RowLine Line, T Row, string Key)>();
        foreach (var line in batch.Lines)
        {
            var entry = batch.Db.Entry((T)RuntimeHelpers.GetUninitializedObject(typeof(T)));
            try { told.Fill(entry, line.Columns, batch.Carries, ids); }
            catch (Refused problem) { batch.Refuse(name, line, problem.Plain); continue; }
            arrive?.Invoke(entry.Entity, ids);
            var key = KeyOf(batch.Db, entry.Entity);
            if (seen.Add(key)) rows.Add((line, entry.Entity, key));
            else batch.Refuse(name, line, "the archive holds it twice");
        }
        var (here, missing) = (await Here(batch.Db, rows.Select(r => r.Row)), await Missing(batch, rows.Select(r => r.Row)));
        foreach (var (line, row, key) in rows)
        {
            if (needsRoles && !batch.Arrival.Choices.WithRoles) { batch.Report.Withhold(name, "they are taken only where the import is run with roles"); batch.Report[name].Unchanged++; continue; }
            if (here.Contains(key)) { batch.Report[name].Unchanged++; continue; }
            if (missing(row) is { } gone) { batch.Refuse(name, line, $"its {gone} is not here"); continue; }
            if (!batch.IsDry)
            {
                batch.Db.Add(row);
                if (tell is not null) batch.Events.Add(tell(row));
            }
            batch.Stored(name);
        }
    }

    static IReadOnlyList<IProperty> Key(Db db) => db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties;

    static string KeyOf(Db db, T row) => string.Join('/', Key(db).Select(p => Stored(p, row)));

    static object? Stored(IProperty property, T row)
    {
        var value = property.GetGetter().GetClrValue(row);
        return property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }

    /// The keys of these rows that are in the table already.
    static async Task<HashSet<string>> Here(Db db, IEnumerable<T> rows)
    {
        var (key, values, wanted) = (Key(db), new List<object?>(), new List<string>());
        foreach (var row in rows)
        {
            wanted.Add($"({string.Join(", ", key.Select((_, n) => $"{{{values.Count + n}}}"))})");
            values.AddRange(key.Select(p => Stored(p, row)));
        }
        if (wanted.Count == 0) return [];
        var table = StoreObjectIdentifier.Table(db.Model.FindEntityType(typeof(T))!.GetTableName()!);
        var columns = string.Join(", ", key.Select(p => $"\"{p.GetColumnName(table)}\""));
        var sql = $"SELECT * FROM \"{table.Name}\" WHERE ({columns}) IN (VALUES {string.Join(", ", wanted)})";   // names of the model only; values are parameters
        var found = await db.Set<T>().FromSqlRaw(sql, [.. values.Select(v => v!)]).AsNoTracking().ToListAsync();
        return [.. found.Select(row => KeyOf(db, row))];
    }

    /// Which thing that a row belongs to is nowhere here.
    static async Task<Func<T, string?>> Missing(Batch<RowLine> batch, IEnumerable<T> rows)
    {
        if (batch.IsDry) return _ => null;
        var db = batch.Db;
        var things = db.Model.GetEntityTypes().Where(e => e.ClrType.IsSubclassOf(typeof(Entity)) && e.ClrType != typeof(T)).ToDictionary(e => e.ClrType.Name + "Id");
        var checks = new List<(string Name, IProperty Property, HashSet<long> Here)>();
        foreach (var property in db.Model.FindEntityType(typeof(T))!.GetProperties().Where(p => Columns.IsId(p) && things.ContainsKey(p.Name)))
        {
            var wanted = rows.Select(r => property.GetGetter().GetClrValue(r)).OfType<long>().Distinct().ToList();
            if (wanted.Count == 0) continue;
            var sql = $"SELECT id AS \"Value\" FROM \"{things[property.Name].GetTableName()}\" WHERE id IN ({string.Join(", ", wanted)})";
            var found = await db.Database.SqlQueryRaw<long>(sql).ToListAsync();
            checks.Add((things[property.Name].ClrType.Name.ToLowerInvariant(), property, [.. found]));
        }
        return row => checks.Find(c => c.Property.GetGetter().GetClrValue(row) is long id && !c.Here.Contains(id)).Name;
    }
}
