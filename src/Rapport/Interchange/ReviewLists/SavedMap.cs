using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Interchange.ReviewLists;

/// A way of reading lists that an administrator keeps under a name, for the next list of the same kind.
public sealed class SavedMap : Entity
{
    SavedMap() { }

    public SavedMap(long id, string name) => (Id, Name) = (id, Checked(name));

    /// Unique.
    public string Name { get; private set; } = "";

    /// A ReviewMap.
    public string Json { get; private set; } = "";

    public void Keep(ReviewMap map) => Json = JsonSerializer.Serialize(map, JsonSerializerOptions.Web);

    public ReviewMap Read() => JsonSerializer.Deserialize<ReviewMap>(Json, JsonSerializerOptions.Web)!;

    public static string Checked(string name)
    {
        name = Characters.Line(name);
        if (Characters.Seen(name) is < 2 or > 60 || name.Length > 60) throw new Refused("A name takes 2 to 60 characters.") { Field = "save" };
        if (BuiltInMaps.Named(name.ToLowerInvariant()) is not null) throw new Refused("A map of this name is built in. Choose another name.") { Field = "save" };
        return name;
    }
}

static class SavedMaps
{
    extension(Db db)
    {
        /// The map that was asked for, or the one that fits the headings, with what was chosen besides.
        public async Task<ReviewMap> MapFor(ReviewChoice choice, IReadOnlyList<string> headings)
        {
            var map = choice.Map is { } name ? BuiltInMaps.Named(name.ToLowerInvariant()) ?? await db.Saved(name) ?? throw new Refused("There is no map called {name}.", ("name", name)) { Field = "map" } : Fitting(headings);
            foreach (var (field, heading) in choice.Columns)
            {
                if (!ReviewColumns.Known.Names.Contains(field)) throw new Refused("There is nothing called {field} to be read.", ("field", field));
                if (heading.Length > 0 && !headings.Contains(heading)) throw new Refused("The list has no column {column}.", ("column", heading));
            }
            if (choice.Scale is { } scale && !Rating.IsScale(scale)) throw new Refused("The best rating is 5 or 10.") { Field = "scale" };
            return map with { Columns = map.Columns.Concat(choice.Columns).GroupBy(c => c.Key).ToDictionary(c => c.Key, c => c.Last().Value), Scale = choice.Scale ?? map.Scale, DayFirst = choice.DayFirst ?? map.DayFirst };
        }

        async Task<ReviewMap?> Saved(string name) => (await db.Set<SavedMap>().AsNoTracking().FirstOrDefaultAsync(m => m.Name == name))?.Read();

        /// Remembers the map under a name, in place of one of that name. Part of what Save stores.
        public async Task SaveMap(string name, ReviewMap map)
        {
            name = SavedMap.Checked(name);
            if (await db.Set<SavedMap>().FirstOrDefaultAsync(m => m.Name == name) is not { } saved) db.Add(saved = new SavedMap(db.NewId(), name));
            saved.Keep(map with { Name = name });
        }
    }

    static ReviewMap Fitting(IReadOnlyList<string> headings)
    {
        var keys = Kernel.Tables.Headings.Keys(headings);
        return BuiltInMaps.All.FirstOrDefault(m => m.Knows(keys)) ?? BuiltInMaps.Plain;
    }
}
