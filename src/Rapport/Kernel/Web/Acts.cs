using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Kernel.Web;

/// Around every act: the same act key twice is one act, and a verb that met a concurrent change is tried once more on what is stored now.
public static class Acts
{
    public const string Field = "act", Header = "Idempotency-Key";

    public static async ValueTask<object?> Once(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var acting = context.RequestServices.GetRequiredService<Acting>();
        var db = context.RequestServices.GetRequiredService<Db>();
        if (acting.Actor is { } actor && Key(context.Request) is { Length: > 0 and <= 100 } key)
        {
            acting.Key = $"{actor}:{key}";
            if (await Before(db, acting.Key) is { } earlier) return Again(context, earlier);
        }
        try { return await next(call); }
        catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || IsTaken(problem.InnerException))
        {
            db.Forget();
            if (acting.Key is not null && await Before(db, acting.Key) is { } earlier) return Again(context, earlier);
            return await next(call);
        }
    }

    /// Somebody stored the same row a moment before: what is stored now has an answer to that.
    static bool IsTaken(Exception? problem) =>
        problem is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation } or Microsoft.Data.Sqlite.SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };

    static string? Key(HttpRequest request) =>
        request.Headers[Header].FirstOrDefault() ?? (request.HasFormContentType ? request.Form[Field].FirstOrDefault() : null);

    static Task<Act?> Before(Db db, string key) => db.Set<Act>().AsNoTracking().FirstOrDefaultAsync(a => a.Key == key);

    static IResult Again(HttpContext context, Act earlier)
    {
        var links = context.RequestServices.GetRequiredService<Links>();
        return Go.To(links.Find(earlier.SubjectKind, earlier.SubjectId) ?? Sender.Of(context) ?? "/");
    }
}
