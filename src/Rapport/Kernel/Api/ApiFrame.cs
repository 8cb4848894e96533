using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Api;

/// Around every request of the API: a token is there and allows this, its owner's allowance is not used up, and the answer is JSON.
public static class ApiFrame
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => Write(o.SerializerOptions));
        ApiDocument.Register(services);
        return services.AddSingleton<Meter>();
    }

    /// camelCase, codes as words, instants in UTC; a field that is not known here is a mistake, and so is one that is missing.
    internal static void Write(JsonSerializerOptions json)
    {
        (json.NumberHandling, json.UnmappedMemberHandling) = (JsonNumberHandling.Strict, JsonUnmappedMemberHandling.Disallow);
        (json.RespectNullableAnnotations, json.RespectRequiredConstructorParameters) = (true, true);
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.Converters.Add(new InstantConverter());
    }

    /// A request that carries nothing says nothing: an empty object, so that where every field can be left out all of it can.
    public static Task Fill(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && string.IsNullOrEmpty(request.ContentType) && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            var nothing = "{}"u8.ToArray();
            (request.Body, request.ContentLength, request.ContentType) = (new MemoryStream(nothing), nothing.Length, "application/json");
            context.Features.Set<IHttpRequestBodyDetectionFeature>(new Filled());
        }
        return next(context);
    }

    public static async Task Run(HttpContext context, RequestDelegate next)
    {
        var door = context.GetEndpoint()?.Metadata.GetMetadata<ApiDoor>();
        if (door is { Open: true }) { await next(context); return; }
        RefuseTokenInAddress(context.Request);
        var caller = context.Features.Get<Caller>() ?? throw ApiProblem.NoToken;
        var act = !HttpMethods.IsGet(context.Request.Method);
        var quota = context.RequestServices.GetRequiredService<Meter>().Take(caller.Member, act);
        // At the last moment, since an answer that went wrong is cleared on the way out.
        context.Response.OnStarting(() => { quota.Say(context.Response.Headers); return Task.CompletedTask; });
        if (quota.Left < 0) throw new ApiProblem(429, "too-many", "Too many requests in a short time. Wait a minute, then try again.");
        if (door is not null && context.Features.Get<Replay>() is null)
        {
            // JSON is UTF-8, and nothing else is read here.
            if (context.Request.GetTypedHeaders().ContentType is { Charset.Length: > 0 } content && !content.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) throw ApiProblem.OtherContent;
            if (!caller.May(door.Scope)) throw new ApiProblem(403, "scope-missing", "This token lacks the scope {scope}.", ("scope", door.Scope!));
            if (act && context.Request.Headers.ContainsKey(Acts.Header)) await Print(context);
        }
        await next(context);
    }

    static void RefuseTokenInAddress(HttpRequest request)
    {
        if (request.Query.Any(q => q.Key is "access_token" or "token" or "api_key" || q.Value.ToString().StartsWith(TokenText.Prefix, StringComparison.Ordinal)))
            throw new ApiProblem(400, "token-in-address", "Addresses are logged and passed on, so a token never stands in one. Send it in the Authorization header, and revoke the one you sent.");
    }

    /// What exactly was sent, so that a key is not taken for another act.
    static async Task Print(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers[Acts.Header].ToString() is not { Length: > 0 and <= 100 }) throw ApiProblem.Field(Acts.Header, "An idempotency key takes 1 to {most} characters.", ("most", 100));
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        context.RequestServices.GetRequiredService<Acting>().Print = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// Around every endpoint: what it answers becomes JSON, and what an act with a key answered is kept beside the key.
    public static async ValueTask<object?> Show(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var answer = await next(call);
        var services = call.HttpContext.RequestServices;
        if (answer is Answer said && services.GetRequiredService<Acting>().Key is { } key)
        {
            var db = services.GetRequiredService<Db>();
            await db.Transact(() => db.Set<Act>().Where(a => a.Key == key).ExecuteUpdateAsync(s => s.SetProperty(a => a.Answer, $"{said.Status} {said.Path}")));
        }
        return answer is null or IResult ? answer : new Shown(answer);
    }

    /// Nothing of the API is here: another method may be.
    public static IResult Nothing(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = OtherMethods.Of(context, endpoints);
        if (methods.Count == 0) throw new NotFound();
        // The method is right, so what was sent is of another kind than is taken here.
        if (methods.Contains(context.Request.Method)) throw ApiProblem.OtherContent;
        OtherMethods.Tell(context, methods);
        throw new ApiProblem(405, "method", "That cannot be done at this address.");
    }

    sealed class Filled : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// The act was carried out before: what it answered then is read again, at this path, with that status.
public sealed class Replay(int status, string path) : Exception
{
    public static Replay Of(string answer) => answer.Split(' ', 2) is [var status, var path] ? new(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), path) : throw new FormatException();

    /// The request becomes one for reading.
    public async Task Run(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Clear();
        response.Headers["Idempotent-Replayed"] = "true";
        if (path.Length == 0) { response.StatusCode = status; return; }
        (request.Method, request.Path, request.QueryString, request.ContentType) = (HttpMethods.Get, ApiDoor.Root + path, default, null);
        request.Headers.IfNoneMatch = default;
        context.SetEndpoint(null);
        request.RouteValues.Clear();
        context.Features.Set(this);
        response.OnStarting(() =>
        {
            if (response.StatusCode == 200) response.StatusCode = status;
            if (response.StatusCode == 201) response.Headers.Location = ApiDoor.Root + path;
            return Task.CompletedTask;
        });
        await next(context);
    }
}
