using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Events;

/// One row of the event log. On PostgreSQL the sequencer gives the position; Xid tells it which transactions are over.
public sealed class EventRow
{
    public long Id { get; init; }
    public long? Position { get; init; }
    public long? Xid { get; init; }
    public required string Type { get; init; }
    public int Schema { get; init; }
    public DateTimeOffset At { get; init; }
    public long? Actor { get; init; }
    public required string SubjectKind { get; init; }
    public long SubjectId { get; init; }
    public int SubjectVersion { get; init; }
    public Cause Cause { get; init; }
    public required string Payload { get; init; }

    /// What is computed from the payload (Touches, say) is no part of it.
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveComputed } } };

    static void LeaveComputed(JsonTypeInfo type)
    {
        for (var n = type.Properties.Count - 1; n >= 0; n--)
            if (type.Properties[n] is { Set: null, AssociatedParameter: null }) type.Properties.RemoveAt(n);
    }

    static readonly Dictionary<(string, int), Type> Known = In(typeof(Event).Assembly);

    static Dictionary<(string, int), Type> In(Assembly assembly) => assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Event)) && !t.IsAbstract && t != typeof(Unknown))
        .ToDictionary(t => (t.Name, SchemaOf(t)));

    /// Events of another assembly: those that tests define. Before anything is read.
    internal static void Learn(Assembly assembly)
    {
        foreach (var (name, type) in In(assembly)) Known[name] = type;
    }

    /// Every kind of event this build can read, by name and schema version.
    public static IReadOnlyDictionary<(string Name, int Schema), Type> Types => Known;

    static int SchemaOf(Type type) => type.GetCustomAttribute<SchemaAttribute>()?.Version ?? 1;

    public static EventRow Of(Event told, long id, long? position, DateTimeOffset at, Acting acting) => new()
    {
        Id = id,
        Position = position,
        Type = told.GetType().Name,
        Schema = SchemaOf(told.GetType()),
        At = at,
        Actor = acting.Actor,
        SubjectKind = told.Subject.Kind,
        SubjectId = told.Subject.Id,
        SubjectVersion = told.Subject.Version,
        Cause = acting.Cause,
        Payload = JsonSerializer.Serialize(told, told.GetType(), Json),
    };

    Recorded? read;

    /// A newer build may have written what this one does not know; only who says so is given that. Many readers read the same row.
    public Recorded Read(bool unknownToo = false)
    {
        if (read is not null) return read;
        var subject = new Subject(SubjectKind, SubjectId, SubjectVersion);
        if (Known.GetValueOrDefault((Type, Schema)) is not { } type)
            return unknownToo ? new(Position!.Value, new Unknown().ReadAs(subject), subject, At, Actor, Cause)
                : throw new InvalidOperationException($"The log holds {Type} version {Schema}, which this build does not know.");
        var told = ((Event)JsonSerializer.Deserialize(Payload, type, Json)!).ReadAs(subject);
        return read = new(Position!.Value, told, subject, At, Actor, Cause);
    }
}

/// How far a reader has come. Its row is also the lock that keeps a second node from reading along.
public sealed class Checkpoint
{
    public required string Reader { get; init; }
    public long Position { get; set; }
    public int ReaderVersion { get; set; }
}
