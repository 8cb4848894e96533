using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.ReviewLists;

/// Reviews in JSON: an array of objects, alone or within one, or an object a line. What stands within an object is read as "outer.inner" and, as words, as the outer one.
static class JsonRows
{
    const int MostFile = 64 << 20, MostValues = 300, Deepest = 4;

    static readonly JsonDocumentOptions options = new() { MaxDepth = 32 };

    /// How to read a file of JSON; null where it holds no objects to read.
    public static Func<IEnumerable<ReviewRow>>? Find(Parcel parcel, string part)
    {
        try
        {
            using var whole = Whole(parcel, part);
            return Array(whole.RootElement) is null ? null : () => Elements(parcel, part);
        }
        catch (JsonException) { return Lines(parcel, part).Take(2).Count(r => r.Fault is null) > 0 ? () => Lines(parcel, part) : null; }
    }

    public static IEnumerable<ReviewRow> Lines(Parcel parcel, string part)
    {
        using var stream = parcel.Open(part)!;
        foreach (var line in LineReader.Lines(stream, part))
            yield return line.Problem is { } problem ? Bad(line.Number, problem) : Line(line.Number, line.Bytes);
    }

    static ReviewRow Line(int number, ReadOnlyMemory<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes.Span)) return Bad(number, "it is not UTF-8; save the list as UTF-8");
        try
        {
            using var line = JsonDocument.Parse(bytes, options);
            return Row(number, line.RootElement);
        }
        catch (JsonException) { return Bad(number, "it is no JSON object, or it is cut off"); }
    }

    static IEnumerable<ReviewRow> Elements(Parcel parcel, string part)
    {
        using var whole = Whole(parcel, part);
        var number = 0;
        foreach (var element in Array(whole.RootElement)!.Value.EnumerateArray()) yield return Row(++number, element);
    }

    static JsonDocument Whole(Parcel parcel, string part)
    {
        using var stream = parcel.Open(part)!;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int n; (n = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + n > MostFile) throw new Refused("{name} is larger than {n} MB. Hand it in as JSON lines, an object a line.", ("name", part), ("n", MostFile >> 20));
            bytes.Write(buffer, 0, n);
        }
        return JsonDocument.Parse(bytes.ToArray(), options);
    }

    /// The array itself, or the first one within the object that holds objects.
    static JsonElement? Array(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root,
        JsonValueKind.Object => root.EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind == JsonValueKind.Array && v.GetArrayLength() > 0 && v[0].ValueKind == JsonValueKind.Object).Select(v => (JsonElement?)v).FirstOrDefault()
            ?? root.EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind == JsonValueKind.Object).Select(Array).FirstOrDefault(v => v is not null),
        _ => null,
    };

    static ReviewRow Bad(int number, string problem) => new(number, new Dictionary<string, string>()) { Fault = new(problem) };

    static ReviewRow Row(int number, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return Bad(number, "it is no JSON object");
        var values = new Dictionary<string, string>();
        Read(element, "", values, 0);
        return values.Count > MostValues ? Bad(number, "it has more values than any review") : new(number, values);
    }

    static void Read(JsonElement element, string before, Dictionary<string, string> values, int depth)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (values.Count > MostValues) return;
            var name = before + property.Name;
            if (Words(property.Value) is { } words) values[name] = words;
            if (depth >= Deepest) continue;
            if (property.Value.ValueKind == JsonValueKind.Object) Read(property.Value, name + ".", values, depth + 1);
            if (property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0 && property.Value[0].ValueKind == JsonValueKind.Object) ReadAll(property.Value, name, values);
        }
    }

    /// Objects of an array: the words of each of their properties, a line each; addresses are those of the array.
    static void ReadAll(JsonElement array, string name, Dictionary<string, string> values)
    {
        foreach (var property in array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).SelectMany(e => e.EnumerateObject()).GroupBy(p => p.Name))
        {
            var words = string.Join('\n', property.Select(p => Words(p.Value)).OfType<string>());
            values[$"{name}.{property.Key}"] = words;
            if (words.StartsWith("http", StringComparison.Ordinal)) values.TryAdd(name, words);
        }
    }

    static string? Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array when value.EnumerateArray().All(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number) => string.Join('\n', value.EnumerateArray().Select(Words)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(p => $"{p.Name.Trim().TrimEnd(':')}: {Words(p.Value)?.Trim()}")) is { Length: > 0 } words ? words : null,
        _ => null,
    };
}
