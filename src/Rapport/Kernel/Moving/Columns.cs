using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Moving;

/// The columns of a table, to JSON and back. What is empty is left out.
public sealed class Columns
{
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    readonly List<Column> all;

    sealed record Column(string Name, IProperty Property, bool IsId)
    {
        public Type Type => Property.ClrType;
        public bool IsNull => Property.IsNullable;
    }

    /// All columns but those named (told otherwise, or left out) and markup, which is always made anew from its source.
    public Columns(IEntityType entity, IEnumerable<string> but)
    {
        var left = but.ToHashSet();
        all = [.. entity.GetProperties().Where(p => !left.Contains(p.Name) && !IsMade(p.Name) && !(p.Name == nameof(Entity.Version) && typeof(Entity).IsAssignableFrom(entity.ClrType)))
            .OrderBy(p => p.Name == nameof(Entity.Id) ? 0 : 1).ThenBy(p => p.IsPrimaryKey() ? 0 : 1).ThenBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new Column(JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), p, IsId(p)))];
    }

    static bool IsMade(string name) => name.EndsWith("Html", StringComparison.Ordinal) || name == "RendererVersion";

    public IEnumerable<string> Names => all.Select(c => c.Name);

    /// A number that names something: every id is one of ours, whatever it is the id of.
    public static bool IsId(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(long)
        && (property.Name.EndsWith("Id", StringComparison.Ordinal) || property.Name.EndsWith("By", StringComparison.Ordinal)
            || property.Name is "Actor" or "Owner" or "File" or "Subject" or "FromSpace" or "ToSpace" or "Member" or "Topic" or "Post");

    public JsonObject Of(object row)
    {
        var told = new JsonObject();
        foreach (var column in all)
        {
            var value = column.Property.GetGetter().GetClrValue(row);
            if (value is null || !column.IsNull && IsEmpty(value)) continue;
            told[column.Name] = JsonSerializer.SerializeToNode(value, column.Type, Json);
        }
        return told;
    }

    static bool IsEmpty(object value) => value is string { Length: 0 } || value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType()));

    /// Sets every column that the archive tells of; what it leaves out is empty.
    public void Fill(EntityEntry entry, JsonObject? told, Func<string, bool> carries, IdMap ids)
    {
        foreach (var column in all)
            if (carries(column.Name)) entry.Property(column.Property.Name).CurrentValue = Value(column, told?[column.Name], ids);
    }

    static object? Value(Column column, JsonNode? told, IdMap ids)
    {
        if (told is null) return column.IsNull ? null : column.Type == typeof(string) ? "" : column.Type == typeof(byte[]) ? Array.Empty<byte>() : Activator.CreateInstance(column.Type);
        try
        {
            return told.Deserialize(column.Type, Json) switch
            {
                long id when column.IsId => id == 0 || ids.Holds(id) ? ids.Of(id) : throw new Refused("{column} names {id}, which is no id of the archive", ("column", column.Name), ("id", id)),
                string text => ids.In(text),
                var other => other,
            };
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException) { throw new Refused("{column} is not what it should be: {value}", ("column", column.Name), ("value", Short(told.ToJsonString()))); }
    }

    static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
