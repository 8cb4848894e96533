using System.Text.Json.Serialization;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Events;

/// Something that happened, told in ids and codes: never words, names or addresses, so that erasing a person never touches the log.
public abstract record Event
{
    Entity? entity;
    Subject told;

    /// What it happened to. While it is being saved the version is the entity's own, after reading what the log says.
    [JsonIgnore]
    public Subject Subject => entity is { } e ? new(KindOf(e.GetType()), e.Id, e.Version) : told;

    /// Names the entity the event is about; every constructor that takes entities ends with it.
    protected void About(Entity subject) => entity = subject;

    /// A tag of all that is kept: for what seldom changes and shows on pages of every kind.
    public const string Everything = "*";

    /// The tags of the cached pages that show what this changed.
    [JsonIgnore]
    public virtual IEnumerable<string> Touches => [$"{Subject.Kind}:{Subject.Id}"];

    /// Somebody may no longer see what they could: the act waits until this node's own copies know.
    [JsonIgnore]
    public virtual bool Hides => false;

    internal Event ReadAs(Subject subject)
    {
        told = subject;
        return this;
    }

    public static string KindOf(Type entity) => entity.Name.ToLowerInvariant();
}

/// What a newer build wrote, beside this one during an upgrade: something happened to the subject.
public sealed record Unknown : Event;

/// What an event is about: the kind of thing, its id, and the version it had afterwards.
public readonly record struct Subject(string Kind, long Id, int Version);

/// Why something happened. Effects act on Live only.
public enum Cause { Live, Import, Demo, Backfill }

/// The schema version of an event's payload, where it is not the first.
[AttributeUsage(AttributeTargets.Class)]
public sealed class SchemaAttribute(int version) : Attribute
{
    public int Version { get; } = version;
}

/// An event as the log holds it, at its position.
public sealed record Recorded(long Position, Event Event, Subject Subject, DateTimeOffset At, long? Actor, Cause Cause);
