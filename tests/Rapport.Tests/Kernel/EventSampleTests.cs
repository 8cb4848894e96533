using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rapport.Kernel.Events;

namespace Rapport.Tests.Kernel;

/// The log is kept for ever, so every shape of an event that was ever stored must go on being read.
public sealed partial class EventSampleTests
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    static string SamplesFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "EventSamples.json");

    static SortedDictionary<string, JsonObject> Samples() => JsonSerializer.Deserialize<SortedDictionary<string, JsonObject>>(File.ReadAllText(SamplesFile()))!;

    static IEnumerable<((string Name, int Schema) Key, Type Type)> Types() => EventRow.Types.Where(t => t.Value.Assembly == typeof(Event).Assembly).Select(t => (t.Key, t.Value));

    [Fact]
    public void Every_event_and_version_has_a_stored_sample()
    {
        var samples = Samples();
        var missing = Types().Where(t => !samples.ContainsKey($"{t.Key.Name}/{t.Key.Schema}")).ToList();
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("RAPPORT_WRITE_SAMPLES") == "1")
        {
            foreach (var (key, type) in missing) samples[$"{key.Name}/{key.Schema}"] = JsonSerializer.SerializeToNode(Example(type), type, EventRow.Json)!.AsObject();
            File.WriteAllText(SamplesFile(), JsonSerializer.Serialize(samples, Web) + "\n");
            return;
        }
        Assert.True(missing.Count == 0, $"No sample of {string.Join(", ", missing.Select(m => $"{m.Key.Name}/{m.Key.Schema}"))}. Run this test once with RAPPORT_WRITE_SAMPLES=1 and commit "
            + "tests/Rapport.Tests/Kernel/EventSamples.json. Never change a sample that is there: a new shape is a new [Schema(version)] beside the old one.");
    }

    [Fact]
    public void Every_stored_sample_is_still_read_whole()
    {
        foreach (var (name, sample) in Samples())
        {
            var row = new EventRow { Id = 1, Position = 1, Type = name.Split('/')[0], Schema = int.Parse(name.Split('/')[1]), SubjectKind = "thing", SubjectId = 7, SubjectVersion = 3, Payload = sample.ToJsonString() };
            var read = row.Read();
            Assert.Equal(new Subject("thing", 7, 3), read.Event.Subject);
            var again = JsonSerializer.SerializeToNode(read.Event, read.Event.GetType(), EventRow.Json)!.AsObject();
            foreach (var (field, value) in sample)
                Assert.True(JsonNode.DeepEquals(value, again[field]), $"{name} lost {field}: {value?.ToJsonString()} became {again[field]?.ToJsonString()}");
        }
    }

    [Fact]
    public void No_event_carries_words_names_or_addresses() => Assert.Empty(
        Types().SelectMany(t => t.Type.GetProperties().Where(p => p.DeclaringType == t.Type && p.PropertyType == typeof(string) && Personal().IsMatch(p.Name)).Select(p => $"{t.Type.Name}.{p.Name}")));

    [GeneratedRegex("^(Name|.*[a-z]Name|Handle|Title|Body|Text|Words|Html|Source|E?mail.*|Address|Note|Comment|Bio|Message)$")]
    private static partial Regex Personal();

    static object Example(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Example(inner),
        _ when type == typeof(string) => "code",
        _ when type == typeof(long) => 1001L,
        _ when type == typeof(int) => 3,
        _ when type == typeof(bool) => true,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ when type.IsValueType && type.IsPrimitive => Convert.ChangeType(1, type),
        _ when type.IsArray => One(type.GetElementType()!),
        _ when type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType => One(type.GetGenericArguments()[0]),
        _ => type.GetConstructors().OrderBy(c => c.GetParameters().Any(p => p.ParameterType.IsAssignableTo(typeof(Rapport.Kernel.Database.Entity)))).ThenByDescending(c => c.GetParameters().Length).First() is var make
            ? make.Invoke([.. make.GetParameters().Select(p => Example(p.ParameterType))]) : null!,
    };

    static Array One(Type element)
    {
        var one = Array.CreateInstance(element, 1);
        one.SetValue(Example(element), 0);
        return one;
    }
}
