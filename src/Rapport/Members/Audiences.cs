using System.Linq.Expressions;
using Rapport.Kernel.Database;

namespace Rapport.Members;

/// The audiences that are always there.
public static class Audience
{
    public const string Public = "public", Members = "members", Partners = "partners";
}

/// A group of people that places can be opened to by name. The words are English keys.
public sealed record NamedAudience(string Key, string Name, string About, int Order)
{
    /// Administrators give it and take it; nothing else makes anybody belong to it.
    public bool IsGiven { get; init; }
}

/// Says who belongs to which audiences. A module that has a reason for one (an invitation, an order) registers a source; access
/// follows everywhere, and goes with the next request.
public abstract class AudienceSource
{
    /// What places can be opened to by name; none where an audience is one place's own.
    public virtual IReadOnlyList<NamedAudience> Named => [];

    /// The keys of a member, as an expression: all sources are asked in one query that is put into SQL once.
    public abstract Expression<Func<Db, long, IQueryable<string>>> Of { get; }

    /// The members who belong to an audience; null where the key is not of this source.
    public abstract IQueryable<long>? In(Db db, string key);
}

/// Every audience, whoever gives it.
public sealed class Audiences(IEnumerable<AudienceSource> sources)
{
    readonly IReadOnlyList<AudienceSource> sources = [.. sources];
    readonly Ready<Func<Db, long, IAsyncEnumerable<string>>> keysOf = new(() => EF.CompileAsyncQuery(All(sources)));

    static Expression<Func<Db, long, IQueryable<string>>> All(IEnumerable<AudienceSource> sources)
    {
        var (db, member) = (Expression.Parameter(typeof(Db), "db"), Expression.Parameter(typeof(long), "member"));
        var each = sources.Select(s => new Put(new() { [s.Of.Parameters[0]] = db, [s.Of.Parameters[1]] = member }).Visit(s.Of.Body));
        return Expression.Lambda<Func<Db, long, IQueryable<string>>>(each.Aggregate((one, other) => Expression.Call(typeof(Queryable), nameof(Queryable.Concat), [typeof(string)], one, other)), db, member);
    }

    sealed class Put(Dictionary<ParameterExpression, ParameterExpression> parameters) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => parameters.GetValueOrDefault(node, node);
    }

    public IReadOnlyList<NamedAudience> Named { get; } =
    [
        new(Audience.Public, "Everybody", "Whoever comes by, search engines too.", 0), new(Audience.Members, "Members", "Everybody who has an account.", 100),
        .. sources.SelectMany(s => s.Named).OrderBy(a => a.Order),
    ];

    /// The keys a member belongs to.
    public async Task<IReadOnlyList<string>> Of(Db db, long member)
    {
        List<string> keys = [Audience.Public, Audience.Members];
        await foreach (var key in keysOf.On(db)(db, member)) keys.Add(key);
        return keys;
    }

    public IQueryable<long> In(Db db, string key) => key is Audience.Public or Audience.Members
        // Who typed an address into a form and never opened its mailbox is nobody yet.
        ? db.Members.Where(m => m.LeftAt == null && (m.ConfirmedAt != null || m.SignedUpAt == null)).Select(m => m.Id)
        : sources.Select(s => s.In(db, key)).OfType<IQueryable<long>>().FirstOrDefault() ?? db.Members.Where(m => false).Select(m => m.Id);
}

/// A place that is open to an audience.
public sealed record AudienceUse(string Audience, string Name, string Path);

/// The places of a module that are open to one audience or another.
public delegate Task<IReadOnlyList<AudienceUse>> AudienceUses(Db db);
