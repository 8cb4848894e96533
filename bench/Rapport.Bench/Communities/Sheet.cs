using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Kernel.Database;

namespace Rapport.Bench.Communities;

/// A table to be filled with rows. It refuses to begin when a column named is not there, or one is left out that may not be empty.
sealed class Sheet
{
    readonly Func<object, object?>?[] converters;

    Sheet(IEntityType entity, string[] named)
    {
        var properties = entity.GetProperties().ToDictionary(p => p.Name);
        var (unknown, forgotten) = (named.Except(properties.Keys).ToList(), properties.Values.Where(p => !p.IsNullable).Select(p => p.Name).Except(named).ToList());
        if (unknown.Count + forgotten.Count > 0)
            throw new InvalidOperationException($"The generator of communities does not fit {entity.DisplayName()}: it names [{string.Join(", ", unknown)}], which is not there, and leaves out [{string.Join(", ", forgotten)}].");
        Table = entity.GetTableName()!;
        Columns = [.. named.Select(n => properties[n].GetColumnName())];
        Types = [.. named.Select(n => properties[n].GetColumnType())];
        converters = [.. named.Select(n => properties[n].GetTypeMapping().Converter?.ConvertToProvider)];
    }

    public string Table { get; }
    public IReadOnlyList<string> Columns { get; }
    public IReadOnlyList<string> Types { get; }

    /// The properties in the order in which the rows will come.
    public static Sheet Of<T>(Db db, params string[] properties) => new(db.Model.FindEntityType(typeof(T))!, properties);

    /// The value as the engine takes it.
    public object? Stored(int column, object? value) => value is null || converters[column] is not { } convert ? value : convert(value);
}
