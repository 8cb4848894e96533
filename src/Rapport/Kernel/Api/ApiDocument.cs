using System.IO.Hashing;
using System.Net.Http;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Api;

/// The API described for machines (OpenAPI 3.1), made of the endpoints themselves and written once.
public sealed class ApiDocument(IServiceProvider services)
{
    const string Name = "v1", Bearer = "bearer";

    readonly SemaphoreSlim writing = new(1, 1);
    (byte[] Json, string ETag)? written;
    ApiReference? read;

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiDoor>().Any(d => !d.Open);
            options.CreateSchemaReferenceId = NameOf;
            options.AddSchemaTransformer(Exemplify);
            options.AddOperationTransformer(Complete);
            options.AddDocumentTransformer(Introduce);
        });
    }

    public static async Task<IResult> Show(HttpContext context, ApiDocument document)
    {
        var (json, etag) = await document.Write();
        context.Response.Headers.ETag = etag;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Request.Knows(etag) ? Results.StatusCode(304) : Results.Bytes(json, "application/json; charset=utf-8");
    }

    public async Task<(byte[] Json, string ETag)> Write()
    {
        if (written is { } known) return known;
        await writing.WaitAsync();
        try
        {
            if (written is { } meanwhile) return meanwhile;
            var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
            using var buffer = new MemoryStream();
            await document.SerializeAsJsonAsync(buffer, OpenApiSpecVersion.OpenApi3_1);
            var bytes = buffer.ToArray();
            written = (bytes, $"W/\"{XxHash3.HashToUInt64(bytes):x16}\"");
            return written.Value;
        }
        finally { writing.Release(); }
    }

    public async Task<ApiReference> Read() => read ??= ApiReference.Of(JsonSerializer.Deserialize<JsonElement>((await Write()).Json));

    /// TopicJson is "Topic" to those who read it; a page of them is "Topics".
    static string? NameOf(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null
        : type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Paged<>) ? Short(type.Type.GetGenericArguments()[0].Name) + "Page" : Short(name);

    static string Short(string name) => name == "Kept" ? "File" : name.EndsWith("Json", StringComparison.Ordinal) ? name[..^4] : name;

    /// An example stands with the type that it is one of.
    static Task Exemplify(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        // What is answered may grow; what is sent may not hold more than is known.
        if (context.JsonTypeInfo.Type is { IsGenericType: true } || context.JsonTypeInfo.Type.Name.EndsWith("Json", StringComparison.Ordinal)) schema.AdditionalPropertiesAllowed = true;
        if (context.JsonTypeInfo.Type.GetProperty("Example", BindingFlags.Static | BindingFlags.Public) is { } example)
            schema.Examples = [JsonSerializer.SerializeToNode(example.GetValue(null), context.JsonTypeInfo.Type, context.JsonTypeInfo.Options)!];
        return Task.CompletedTask;
    }

    static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var (description, document) = (context.Description, context.Document!);
        var door = description.ActionDescriptor.EndpointMetadata.OfType<ApiDoor>().Last();
        var act = description.HttpMethod is not "GET";
        operation.OperationId = description.HttpMethod!.ToLowerInvariant() + string.Concat(description.RelativePath!.Split('/').Skip(2).Select(p => p.TrimStart('{').TrimEnd('}')).Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = door.Scope is { } scope ? [scope] : [] }];
        if (act)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameterReference("IdempotencyKey", document));
        }
        operation.Responses ??= [];
        foreach (var status in Problems(description, act)) operation.Responses[$"{status}"] = new OpenApiResponseReference($"Problem{status}", document);
        return Task.CompletedTask;
    }

    static IEnumerable<int> Problems(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription description, bool act)
    {
        var hasBody = description.ParameterDescriptions.Any(p => p.Source.Id is "Body" or "Form" or "FormFile");
        int[] always = [401, 403, 404, 429, 500, 503];
        return always.Concat(description.ParameterDescriptions.Count > 0 ? [422] : []).Concat(hasBody ? [400, 413, 415] : []).Concat(act ? [409, 422] : []).Concat(description.HttpMethod is "PATCH" or "PUT" or "DELETE" ? [412] : []).Distinct().Order();
    }

    static IOpenApiResponse Problem(int status, IOpenApiSchema schema) => new OpenApiResponse
    {
        Description = string.Join("; ", ApiProblem.Kinds.Where(k => k.Value.Status == status && k.Key != "token-in-address").Select(k => k.Value.Title)),
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = schema } },
    };

    static async Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        var installation = context.ApplicationServices.GetRequiredService<Installation>();
        document.Info = new OpenApiInfo
        {
            Title = $"{installation.Brand} API", Version = Name,
            Description = "Everything a member or an administrator can do, for programs. Instants are in UTC, ids are whole numbers below 2^53, and every error is a problem (RFC 9457).",
        };
        document.Servers = [new OpenApiServer { Url = installation.Address }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, BearerFormat = $"{TokenText.Prefix} and 38 letters and digits", Description = "Made by members in their settings. Scopes: " + string.Join("; ", Scope.All.Select(s => $"`{s}`: {Scope.Words(s)}")) },
        };
        document.Components.Parameters = new Dictionary<string, IOpenApiParameter>
        {
            ["IdempotencyKey"] = new OpenApiParameter
            {
                Name = Web.Acts.Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100 }, Example = JsonValue.Create("5f0c7a52-order-77"),
                Description = "A new one for every act: sent twice, the act is done once and answered alike. Kept for 30 days.",
            },
        };
        document.AddComponent("Problem", await context.GetOrCreateSchemaAsync(typeof(ProblemJson), null, cancel));
        var problem = new OpenApiSchemaReference("Problem", document);
        document.Components.Responses = ApiProblem.Kinds.Values.Select(k => k.Status).Distinct().ToDictionary(status => $"Problem{status}", status => Problem(status, problem));
    }
}
