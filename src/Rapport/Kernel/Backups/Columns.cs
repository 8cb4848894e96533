using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using NpgsqlTypes;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Backups;

/// The tables of the model, and values that read the same on both engines: whole numbers, words, yes and no, bytes (base64),
/// instants (microseconds since 1970), days.
static class Columns
{
    public static IReadOnlyList<(string Table, IReadOnlyList<Column> Columns)> Of(Db db) =>
        [.. db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (t.Name, (IReadOnlyList<Column>)[.. t.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Column(c.Name, Kind(c)))]))];

    static string Kind(IColumn column)
    {
        var property = column.PropertyMappings[0].Property;
        var type = Plain(property.ClrType);
        if (type == typeof(DateTimeOffset)) return "instant";
        type = Plain(property.GetTypeMapping().Converter?.ProviderClrType ?? type);
        if (type.IsEnum) type = type.GetEnumUnderlyingType();
        return type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte) ? "whole"
            : type == typeof(string) ? "text"
            : type == typeof(bool) ? "yes"
            : type == typeof(byte[]) ? "bytes"
            : type == typeof(DateOnly) ? "day"
            : type == typeof(double) || type == typeof(float) ? "real"
            : type == typeof(decimal) ? "exact"
            : throw new InvalidOperationException($"Backups do not know how to write {column.Table.Name}.{column.Name} ({type.Name}).");
    }

    static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public static void Write(Utf8JsonWriter line, DbDataReader row, int n, string kind)
    {
        if (row.IsDBNull(n)) { line.WriteNullValue(); return; }
        switch (kind)
        {
            case "whole": line.WriteNumberValue(row.GetInt64(n)); break;
            case "text": line.WriteStringValue(row.GetString(n)); break;
            case "yes": line.WriteBooleanValue(row.GetBoolean(n)); break;
            case "bytes": line.WriteBase64StringValue(row.GetFieldValue<byte[]>(n)); break;
            case "instant": line.WriteNumberValue(row is Npgsql.NpgsqlDataReader ? row.GetFieldValue<DateTimeOffset>(n).Microseconds : row.GetInt64(n)); break;
            case "day": line.WriteStringValue(row.GetFieldValue<DateOnly>(n).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            case "real": line.WriteNumberValue(row.GetDouble(n)); break;
            case "exact": line.WriteNumberValue(row.GetDecimal(n)); break;
            default: throw Unknown(kind);
        }
    }

    /// As SQLite keeps it.
    public static object Sqlite(JsonElement value, string kind) => value.ValueKind == JsonValueKind.Null ? DBNull.Value : kind switch
    {
        "whole" or "instant" => value.GetInt64(),
        "text" or "day" => value.GetString()!,
        "yes" => value.GetBoolean() ? 1L : 0L,
        "bytes" => value.GetBytesFromBase64(),
        "real" => value.GetDouble(),
        "exact" => value.GetRawText(),
        _ => throw Unknown(kind),
    };

    /// As PostgreSQL keeps it, in a column of this type.
    public static (object Value, NpgsqlDbType Type)? Postgres(JsonElement value, string kind, string column) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        "whole" when column == "smallint" => (value.GetInt16(), NpgsqlDbType.Smallint),
        "whole" when column == "integer" => (value.GetInt32(), NpgsqlDbType.Integer),
        "whole" => (value.GetInt64(), NpgsqlDbType.Bigint),
        "instant" => (Instants.FromMicroseconds(value.GetInt64()), NpgsqlDbType.TimestampTz),
        "text" => (value.GetString()!, NpgsqlDbType.Text),
        "day" => (DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), NpgsqlDbType.Date),
        "yes" => (value.GetBoolean(), NpgsqlDbType.Boolean),
        "bytes" => (value.GetBytesFromBase64(), NpgsqlDbType.Bytea),
        "real" => (value.GetDouble(), NpgsqlDbType.Double),
        "exact" => (value.GetDecimal(), NpgsqlDbType.Numeric),
        _ => throw Unknown(kind),
    };

    static Refused Unknown(string kind) => new("The backup holds values of a kind ({kind}) that this version does not know. Restore it with the version that made it, or a newer one.", ("kind", kind));
}
