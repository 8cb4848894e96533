using Rapport.Kernel.Database;

namespace Rapport.Kernel.Retention;

/// Who may look at a kind of data.
public enum SeenBy { Nobody, Oneself, Office, Administrators, Everybody }

/// One kind of data the product keeps: what it is, what for, who sees it, and how long. The words are English keys. The page
/// that tells everybody what is stored, the administrators' page and the nightly tidying are all made from these.
public sealed record Retention(string Name, string What, string Why, SeenBy SeenBy, IReadOnlyList<Type> Covers)
{
    /// Kept for a number of days; null where it stays until something happens, which Until says.
    public Term? Term { get; init; }
    public string Until { get; init; } = "";
}

/// Deletes at most so many of what is older than the moment; tells how many it found. Runs in a transaction of its own.
public delegate Task<int> Forget(Db db, DateTimeOffset before, int most);

/// How many days, within which bounds administrators may choose otherwise, and how it is carried out.
public sealed record Term(int Days, int Least, int Most, Forget Forget, int Batch = 500);

/// What administrators chose instead of the defaults, by name.
public sealed record RetentionSettings
{
    public IReadOnlyDictionary<string, int> Days { get; init; } = new Dictionary<string, int>();

    public int Of(Retention kind) => Days.TryGetValue(kind.Name, out var chosen) ? Math.Clamp(chosen, kind.Term!.Least, kind.Term.Most) : kind.Term!.Days;
}

/// When a kind of data was last tidied, and how much went then.
public sealed class Tidied
{
    public required string Kind { get; init; }
    public DateTimeOffset At { get; set; }
    public long Removed { get; set; }
}

public static class RetentionRegistration
{
    extension(IServiceCollection services)
    {
        /// Declares a kind of data that goes after some days.
        public IServiceCollection Keeps(string name, string what, string why, SeenBy seenBy, Term term, params Type[] covers) =>
            services.AddSingleton(new Retention(name, what, why, seenBy, covers) { Term = term });

        /// Declares a kind of data that stays until something happens.
        public IServiceCollection KeepsUntil(string name, string until, string what, string why, SeenBy seenBy, params Type[] covers) =>
            services.AddSingleton(new Retention(name, what, why, seenBy, covers) { Until = until });
    }
}
