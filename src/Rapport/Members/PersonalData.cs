using Rapport.Kernel.Database;

namespace Rapport.Members;

/// What becomes of a leaving member's words.
public enum LeavingChoice { KeepWordsWithoutName, RemoveWords }

/// Rows of one kind, ready for JSON, under a name that becomes a file's.
public sealed record PersonalRows(string Name, IReadOnlyList<object> Rows);

/// A file of the member's, by the path it gets in the export.
public sealed record PersonalFile(string Name, Func<Stream, Task> Write);

/// What a module keeps about a person: how it is handed over, and how it goes when they leave. Every module registers one that
/// names each table of its own that points to a member; a test fails for a table that nobody covers.
public abstract class PersonalData
{
    /// The entity types whose rows this hands over and erases.
    public abstract IReadOnlyList<Type> Covers { get; }

    public abstract Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId);

    public virtual Task<IReadOnlyList<PersonalFile>> Files(Db db, long memberId) => Task.FromResult<IReadOnlyList<PersonalFile>>([]);

    /// Whether the member has anything of this kind, beyond the account itself: then an account that nobody confirmed is not swept away.
    public virtual async Task<bool> Owns(Db db, long memberId) => (await Export(db, memberId)).Any(rows => rows.Rows.Count > 0);

    /// Runs inside the transaction of leaving: set-based deletes and updates, no Save.
    public abstract Task Erase(Db db, long memberId, LeavingChoice choice);
}

/// A property that points to a member and stays when they leave, and why that is right.
public sealed record StaysAfterLeaving(Type Entity, string Property, string Reason);

public static class PersonalDataRegistration
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddPersonalData<T>() where T : PersonalData => services.AddSingleton<PersonalData, T>();

        /// Exempts one property of one table, with the reason.
        public IServiceCollection Stays<T>(string property, string reason) => services.AddSingleton(new StaysAfterLeaving(typeof(T), property, reason));
    }
}
