using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;

namespace Rapport.Kernel.Api;

/// An error of the API, told as problem details (RFC 9457).
public sealed partial class ApiProblem(int status, string code, string words, params (string Name, object Value)[] arguments) : Exception(words)
{
    public int Status => status;
    public string? At { get; init; }

    /// Seconds until it is worth trying again.
    public int? Wait { get; init; }

    /// The problems there are, by their codes: the status and what they are called in general. The reference page lists them.
    public static IReadOnlyDictionary<string, (int Status, string Title)> Kinds { get; } = new Dictionary<string, (int, string)>
    {
        ["unreadable"] = (400, "The request cannot be read"),
        ["token-in-address"] = (400, "A token stands in the address"),
        ["token-needed"] = (401, "A token is needed"),
        ["token-invalid"] = (401, "The token is not valid"),
        ["scope-missing"] = (403, "The token does not allow this"),
        ["terms"] = (403, "New terms are to be agreed to"),
        ["unconfirmed"] = (403, "The e-mail address is not confirmed"),
        ["not-found"] = (404, "There is nothing here"),
        ["method"] = (405, "This cannot be done here"),
        ["conflict"] = (409, "Somebody else changed this at the same moment"),
        ["already-done"] = (409, "This was done before"),
        ["changed-since"] = (412, "This has changed since"),
        ["too-large"] = (413, "Too much was sent"),
        ["content-type"] = (415, "Another kind of content is needed"),
        ["invalid"] = (422, "A field is not as it must be"),
        ["refused"] = (422, "A rule forbids this"),
        ["key-reused"] = (422, "The idempotency key was used for something else"),
        ["too-many"] = (429, "Too many requests"),
        ["failure"] = (500, "Something went wrong on our side"),
        ["away"] = (503, "The community cannot answer now"),
        ["full"] = (507, "There is no room left to store anything"),
    };

    public static ApiProblem Field(string field, string words, params (string, object)[] arguments) => new(StatusCodes.Status422UnprocessableEntity, "invalid", words, arguments) { At = field };

    public static ApiProblem NoToken => new(StatusCodes.Status401Unauthorized, "token-needed", "Send a token in the Authorization header: Bearer, a space, the token.");

    public static ApiProblem OtherContent => new(StatusCodes.Status415UnsupportedMediaType, "content-type", "Send the body as application/json, files as multipart/form-data.");

    /// What the rest of the house answers by a status alone.
    public static ApiProblem Of(int status, string words) => new(status, Kinds.FirstOrDefault(k => k.Value.Status == status && k.Key is not ("token-in-address" or "invalid")).Key ?? "failure", words);

    public static ApiProblem Of(Refused refused, int status) =>
        new(status, status switch { 409 => "conflict", 429 => "too-many", 503 => "away", 507 => "full", _ => refused.Field is null ? "refused" : "invalid" }, refused.Message, [.. refused.Arguments]) { At = refused.Field, Wait = refused.Wait };

    /// What the framework could not bind: said with the field, where one can be named.
    public static ApiProblem Of(BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge) return new(413, "too-large", "That is too large.");
        if (bad.StatusCode == StatusCodes.Status415UnsupportedMediaType) return OtherContent;
        if (bad.InnerException is JsonException json)
        {
            if (Missing().Match(json.Message) is { Success: true } missing) return Field(missing.Groups[1].Value, "This field is needed.");
            if (Unknown().Match(json.Message) is { Success: true } unknown) return Field(unknown.Groups[1].Value, "There is no such field here.");
            if (json.Path is { Length: > 2 } path && json.Message.Contains("could not be converted", StringComparison.Ordinal) || json.Message.Contains("null", StringComparison.Ordinal) && json.Path is { Length: > 2 })
                return Field(json.Path.TrimStart('$').TrimStart('.'), "This field takes another kind of value.");
            return new(400, "unreadable", "The body is not the JSON that is expected here.");
        }
        return Parameter().Match(bad.Message) is { Success: true } parameter ? Field(JsonNamingPolicy.CamelCase.ConvertName(parameter.Groups[1].Value), parameter.Groups[2].Value == "from" ? "This field takes another kind of value." : "This field is needed.") : new(400, "unreadable", "The body is not the JSON that is expected here.");
    }

    public async Task Write(HttpContext context)
    {
        var (response, services) = (context.Response, context.RequestServices);
        var (locale, installation) = (services.GetRequiredService<Locale>(), services.GetRequiredService<Installation>());
        var detail = locale.Say(Message, [.. arguments.Select(a => (a.Name, (object?)a.Value))]);
        var after = response.Headers.RetryAfter;
        response.Clear();
        response.StatusCode = status;
        if (status == 401)
            response.Headers.WWWAuthenticate = code == "token-invalid" ? $"Bearer realm=\"Rapport\", error=\"invalid_token\", error_description=\"{Message}\"" : "Bearer realm=\"Rapport\"";
        if (code == "scope-missing") response.Headers.WWWAuthenticate = $"Bearer realm=\"Rapport\", error=\"insufficient_scope\", scope=\"{arguments[0].Value}\"";
        response.Headers.RetryAfter = (code switch { "away" => 5, "already-done" => 1, _ => Wait })?.ToString(CultureInfo.InvariantCulture) ?? after;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = locale.Code;
        response.ContentType = "application/problem+json; charset=utf-8";
        var body = new ProblemJson($"{installation.Address}/api#{code}", locale.Say(Kinds[code].Title), status, detail, code, At is null ? null : [new(At, detail)]);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, services.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions), context.RequestAborted);
    }

    [GeneratedRegex("missing required properties including: '([^']+)'")]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '([^']{1,100})' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("""parameter "[^"]*?(\w+)" (from|was not provided)""")]
    private static partial Regex Parameter();
}

/// Problem details (RFC 9457), in the language asked for.
public sealed record ProblemJson(string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<FieldProblem>? Errors)
{
    public static ProblemJson Example => new("https://community.example.com/api#invalid", "A field is not as it must be", 422, "A title takes at least 8 characters: say in one line what this is about.", "invalid",
        [new("title", "A title takes at least 8 characters: say in one line what this is about.")]);
}

public sealed record FieldProblem(string Field, string Detail);
