using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Governance;

/// A kind of thing that members report and moderators decide on. The module it belongs to registers one.
public abstract class Governed
{
    /// As events and links name it: "post".
    public abstract string Kind { get; }

    /// What a visitor wants to report; not found where they may not see it.
    public abstract Task<Exhibit> Find(Db db, Me me, Locale locale, long id);

    /// As moderators see them, whatever became of them: as few questions for many as for one.
    public abstract Task<IReadOnlyList<Exhibit>> Show(Db db, Me me, Locale locale, IReadOnlyList<long> ids);

    /// Carries out what was decided, into what Save stores, with the line in the list of decisions.
    public abstract Task<IReadOnlyList<Event>> Carry(Db db, Case decided, Member by);

    /// Which of them an address of this site leads to, by its path and what comes after #; none where it is about something else.
    public virtual long? Named(string path, string fragment) => null;

    /// The passage that a moderator marked, if it stands in the words; nothing where none was.
    public virtual Task<string?> Marked(Db db, long id, string? passage) => Task.FromResult<string?>(null);

    /// As before the decision.
    public abstract Task<IReadOnlyList<Event>> TakeBack(Db db, Case decided, Member by);
}

/// What a module above knows of words that are decided on and shows with them: nothing that must not decide.
public abstract class Beside
{
    /// As safe HTML, by post.
    public abstract Task<IReadOnlyDictionary<long, string>> Of(Db db, Locale locale, IReadOnlyList<long> posts);
}

/// What became of a thing: others see it, it waits to be seen, a moderator hid it, or its author took it away.
public enum State { Seen, Waits, Hidden, Gone }

/// A thing as a moderator looks at it. What names its kind, by the English key of the words; Html is safe to show.
public sealed record Exhibit(long Id, string What, string Title, string Path, string Html, string Language, long? AuthorId, State State)
{
    /// Why it is hidden, where it is.
    public Ground? Ground { get; init; }
    public string? Reason { get; init; }

    public DateTimeOffset? WrittenAt { get; init; }

    /// Where what its author changed is seen.
    public string? History { get; init; }

    /// Once others saw it, it waits no more: that it was published is not taken back.
    public bool IsOut { get; init; }
}
