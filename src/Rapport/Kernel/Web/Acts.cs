using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Kernel.Web;

/// Around every act: the same act key twice is one act, and a verb that met a concurrent change is tried again on what is stored now.
public static class Acts
{
    public const string Field = "act", Header = "Idempotency-Key";
    const int MostTries = 4;

    public static async ValueTask<object?> Once(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        if (HttpMethods.IsGet(context.Request.Method)) return await next(call);
        RefuseEmpty(call);
        // Whoever reads the form of something else finds no field in it.
        if (!context.Request.HasFormContentType) context.Request.Form = FormCollection.Empty;
        var acting = context.RequestServices.GetRequiredService<Acting>();
        var db = context.RequestServices.GetRequiredService<Db>();
        if (acting.Actor is { } actor && Key(context.Request) is { Length: > 0 and <= 100 } key)
        {
            acting.Key = $"{actor}:{key}";
            if (context.Request.HasFormContentType && !ApiDoor.Leads(context)) acting.Print = Print(context.Request);
            if (await Before(db, acting.Key) is { } earlier) return Again(context, earlier);
        }
        for (var tries = 1; ; tries++)
        {
            try { return await next(call); }
            catch (DbUpdateException problem) when (IsConflict(problem))
            {
                db.Forget();
                if (acting.Key is not null && await Before(db, acting.Key) is { } earlier) return Again(context, earlier);
                if (tries == MostTries) throw;
            }
            // Of two clicks at once the later is refused what the earlier took: it is told what that one was.
            catch (Refused) when (acting.Key is not null)
            {
                db.Forget();
                if (await Before(db, acting.Key) is { } earlier) return Again(context, earlier);
                throw;
            }
        }
    }

    /// Somebody changed or stored the same row a moment before: what is stored now has an answer to that.
    public static bool IsConflict(Exception problem) =>
        problem is DbUpdateConcurrencyException or DbUpdateException { InnerException: Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation } or Microsoft.Data.Sqlite.SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } };

    /// A form in which no known field stands is bound to nothing at all; endpoints expect one with empty fields.
    static void RefuseEmpty(EndpointFilterInvocationContext call)
    {
        if (!Enumerable.Range(0, call.Arguments.Count).Any(n => call.Arguments[n] is null)) return;
        var asked = call.HttpContext.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        if (asked.Where((p, n) => n < call.Arguments.Count && call.Arguments[n] is null && p.ParameterType.IsClass && p.ParameterType != typeof(string) && p.IsDefined(typeof(FromFormAttribute))).Any()) throw new BadHttpRequestException("Nothing was sent.");
    }

    static string? Key(HttpRequest request) =>
        request.Headers[Header].FirstOrDefault() ?? (request.HasFormContentType && !ApiDoor.Leads(request.HttpContext) ? request.Form[Field].FirstOrDefault() : null);

    static Task<Act?> Before(Db db, string key) => db.Set<Act>().AsNoTracking().FirstOrDefaultAsync(a => a.Key == key);

    /// What a form says, without what is nobody's business to keep even so.
    static string Print(HttpRequest request)
    {
        var said = new StringBuilder($"{request.Path}\n");
        foreach (var (name, values) in request.Form.OrderBy(f => f.Key, StringComparer.Ordinal))
            if (name is not (Field or Sender.Field) && !name.Contains("password", StringComparison.OrdinalIgnoreCase) && !name.Contains("secret", StringComparison.OrdinalIgnoreCase)) said.Append(name).Append('=').Append(values.ToString()).Append('\n');
        foreach (var file in request.Form.Files) said.Append(file.Name).Append('=').Append(file.FileName).Append(' ').Append(file.Length).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
    }

    static IResult Again(HttpContext context, Act earlier)
    {
        if (ApiDoor.Leads(context)) throw Repeated(context, earlier);
        var acting = context.RequestServices.GetRequiredService<Acting>();
        if (earlier.Print is { } then && acting.Print is { } now && then != now)
        {
            acting.Key = null;
            throw new Refused("This form was sent before with something else in it, and that stands. If you mean both, send it once more.");
        }
        if (context.GetEndpoint()?.Metadata.GetMetadata<LeadsTo>() is { } leads) return Go.To(leads.Path(context));
        var links = context.RequestServices.GetRequiredService<Links>();
        return Go.To(links.Find(earlier.SubjectKind, earlier.SubjectId) ?? Sender.Of(context) ?? "/");
    }

    static Exception Repeated(HttpContext context, Act earlier) =>
        earlier.Print != context.RequestServices.GetRequiredService<Acting>().Print ? new ApiProblem(422, "key-reused", "This idempotency key was used for something else. Take a new key for every act.")
        : earlier.Answer is { } answer ? Replay.Of(answer)
        : new ApiProblem(409, "already-done", "This is done already, and its answer is not written down yet. Ask again in a moment, or look at what it changed.");
}

/// On an act whose answer leads elsewhere than to what its event is about: where to, said by the request alone.
public sealed record LeadsTo(Func<HttpContext, string> Path);
