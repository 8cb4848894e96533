using System.Data.Common;
using System.Globalization;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;

namespace Rapport.Kernel.Web;

/// Where somebody who is not signed in is sent; keeps what the request carried.
public delegate Task<string> SignInDoor(HttpContext context);

/// Turns what endpoints throw into answers: a refused form comes back filled in, a missing page is a 404, a database that is away is said so.
public sealed class Refusals(RequestDelegate next, ILogger<Refusals> log)
{
    /// Above the largest file that is taken, so that a form with a file a little too large is refused in words and comes back filled in.
    public const int LargestForm = 24 << 20;

    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405 or 413 or 429 or 400 or 415, ContentLength: null, ContentType: null } && !context.Items.ContainsKey(typeof(Refusals)))
            {
                if (context.Response.StatusCode == 429 && !ApiDoor.Leads(context)) await Refuse(context, new Refused(Words(429)), 429);
                else await Answer(context, context.Response.StatusCode, Words(context.Response.StatusCode));
            }
        }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            try { await Meet(context, problem); }
            // Saying so can meet a problem of its own: a form that nobody can read.
            catch (Exception second) when (!context.Response.HasStarted) { await Meet(context, second); }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { }
    }

    async Task Meet(HttpContext context, Exception problem)
    {
        switch (problem)
        {
            case ApiProblem told: await told.Write(context); break;
            case Replay replay: await Again(context, replay); break;
            case BadHttpRequestException bad when ApiDoor.Leads(context): await ApiProblem.Of(bad).Write(context); break;
            case SignInNeeded when ApiDoor.Leads(context): await ApiProblem.NoToken.Write(context); break;
            case Refused { Wait: { } seconds } refused:
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await Refuse(context, refused, StatusCodes.Status429TooManyRequests);
                break;
            case Refused refused: await Refuse(context, refused, StatusCodes.Status422UnprocessableEntity); break;
            case NotFound: await Answer(context, 404, problem.Message); break;
            case Moved moved: await Go.ForGood(moved.To).ExecuteAsync(context); break;
            // A script asks for no page, and would take one for success.
            case SignInNeeded when WantsJson(context) || context.Request.HasJsonContentType(): await Answer(context, 401, problem.Message); break;
            case SignInNeeded:
                await Go.To(await context.RequestServices.GetRequiredService<SignInDoor>()(context)).ExecuteAsync(context);
                break;
            case BadHttpRequestException bad: await Answer(context, bad.StatusCode, Words(bad.StatusCode)); break;
            // A form beyond its limits, or one that cannot be read (a NUL in it, say).
            case InvalidDataException broken when (broken.Message.Contains("limit", StringComparison.Ordinal) ? 413 : 400) is var status: await Answer(context, status, Words(status)); break;
            case var _ when IsUnreadable(problem): await Answer(context, 400, Words(400)); break;
            case var _ when Acts.IsConflict(problem): await Refuse(context, new Refused("Somebody else changed this at the same moment. Look again, then try once more."), 409); break;
            case var _ when IsFull(problem):
                log.LogError(problem, "The disk is full");
                await Refuse(context, new Refused("The disk of this community is full, so nothing can be stored. Nothing you sent before is lost; whoever runs it has to make room first."), 507);
                break;
            case var _ when IsAway(problem):
                log.LogError(problem, "The database is away");
                await Refuse(context, new Refused("The community cannot reach its database right now. Nothing you sent before is lost; try again in a moment."), 503);
                break;
            default:
                log.LogError(problem, "Request failed: {Method} {Path}", context.Request.Method, context.Request.Path);
                await Answer(context, 500, Words(500));
                break;
        }
    }

    async Task Again(HttpContext context, Replay replay)
    {
        context.RequestServices.GetRequiredService<Db>().Forget();
        try { await replay.Run(context, next); }
        catch (NotFound gone) { await Answer(context, 404, gone.Message); }
    }

    /// A character that no text holds (a NUL, say), in an address or in JSON.
    static bool IsUnreadable(Exception problem) =>
        (problem as DbUpdateException)?.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.CharacterNotInRepertoire } || problem is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.CharacterNotInRepertoire };

    /// The system's number for a disk without room, on Unix and on Windows, and for an account that has used its share.
    const int NoSpace = 28, OverQuota = 122, NoSpaceOnWindows = unchecked((int)0x80070070);

    static bool IsFull(Exception? problem) => problem switch
    {
        null => false,
        Npgsql.PostgresException p => p.SqlState == Npgsql.PostgresErrorCodes.DiskFull,
        Microsoft.Data.Sqlite.SqliteException s => s.SqliteErrorCode == 13,
        IOException { HResult: NoSpace or OverQuota or NoSpaceOnWindows } => true,
        _ => IsFull(problem.InnerException),
    };

    public static bool IsAway(Exception? problem) => problem switch
    {
        null => false,
        Npgsql.PostgresException p => p.SqlState is ['0', '8', ..] or ['5', '3', ..] or "57P01" or "57P02" or "57P03" or "58030",
        Npgsql.NpgsqlException => true,
        Microsoft.Data.Sqlite.SqliteException s => s.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14 or 26,
        DbException => false,
        _ => IsAway(problem.InnerException),
    };

    async Task Refuse(HttpContext context, Refused refused, int status)
    {
        if (ApiDoor.Leads(context)) { await ApiProblem.Of(refused, status).Write(context); return; }
        var locale = context.RequestServices.GetRequiredService<Locale>();
        var message = locale.Say(refused);
        var request = context.Request;
        if (WantsJson(context) || !HttpMethods.IsPost(request.Method) || status is 503 or 507 || await Form(request) is not { } form || Sender.Of(context) is not { } from)
        {
            await Answer(context, status, message, refused.Field);
            return;
        }
        var state = context.RequestServices.GetRequiredService<FormState>();
        state.Refuse(request.Path, form, message, refused.Field, status, [.. refused.Others.Select(o => (locale.Say(o), o.Field))]);
        // The form may be gone from its page by now, and that is no reason to show another one.
        state.MayBeGone = Sender.IsAsTheBrowserSays(context, from);
        context.RequestServices.GetRequiredService<Db>().Forget();
        var query = from.IndexOf('?', StringComparison.Ordinal);
        (request.Path, request.QueryString) = query < 0 ? (from, default) : (from[..query], new QueryString(from[query..]));
        (request.Method, request.ContentType) = (HttpMethods.Get, null);
        Clear(context.Response);
        context.SetEndpoint(null);
        request.RouteValues.Clear();
        context.Items[typeof(Refusals)] = true;
        try
        {
            await next(context);
            if (context.Response is not { HasStarted: false, StatusCode: >= 400, ContentType: null }) return;
        }
        catch (Exception problem) when (problem is NotFound or Refused or Moved or SignInNeeded) { }
        state.Drop();
        await Answer(context, status, message);
    }

    /// The form that was sent, where it can be read.
    static async Task<IFormCollection?> Form(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength > Most(request)) return null;
        try { return await request.ReadFormAsync(request.HttpContext.RequestAborted); }
        catch (Exception problem) when (problem is InvalidDataException or IOException) { return null; }
    }

    static long Most(HttpRequest request) => request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LargestForm;

    /// When to come again is still true.
    static void Clear(HttpResponse response)
    {
        var after = response.Headers.RetryAfter;
        response.Clear();
        response.Headers.RetryAfter = after;
    }

    static async Task Answer(HttpContext context, int status, string message, string? field = null)
    {
        if (ApiDoor.Leads(context)) { await ApiProblem.Of(status, message).Write(context); return; }
        Clear(context.Response);
        context.Response.StatusCode = status;
        if (status == 503) context.Response.Headers.RetryAfter = "5";
        if (WantsJson(context))
        {
            await Results.Problem(title: message, statusCode: status, extensions: field is null ? null : new Dictionary<string, object?> { ["field"] = field }).ExecuteAsync(context);
            return;
        }
        // What another site sent is not shown as if it were the visitor's own.
        if (status != 403 && HttpMethods.IsPost(context.Request.Method) && await Form(context.Request) is { } form)
        {
            var state = context.RequestServices.GetRequiredService<FormState>();
            state.Restore(context.Request.Path, form);
            state.Drop();
        }
        var page = context.RequestServices.GetRequiredService<ErrorPage>();
        await page.Show(status, context.RequestServices.GetRequiredService<Locale>().Say(message)).ExecuteAsync(context);
    }

    public static bool WantsJson(HttpContext context) =>
        ApiDoor.Leads(context) || context.Request.Headers.Accept.ToString() is { } accept && accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("html", StringComparison.Ordinal);

    static string Words(int status) => status switch
    {
        400 => "The server could not read what was sent. Go back and try again.",
        403 => "This form was sent from another site, so nothing was done. Open the page here and try again.",
        404 => "There is nothing at this address.",
        405 => "That cannot be done at this address.",
        413 => "That is too large. Go back, where what you wrote still stands, and send something smaller.",
        415 => "The server does not take this kind of content.",
        429 => "Too many requests in a short time. Wait a minute, then try again.",
        _ => "Something went wrong on our side. It has been noted; try again in a moment.",
    };
}
