using System.IO.Hashing;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Api;

/// What an act of the API answers, and where that can be read again: the same act sent twice gets the same answer.
public abstract class Answer(int status, string? path, object? value) : IResult
{
    public int Status => status;

    /// Below /api/v1.
    public string? Path => path;

    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        if (path is not null && status == StatusCodes.Status201Created) context.Response.Headers.Location = ApiDoor.Root + path;
        return value is null ? Task.CompletedTask : new Shown(value, status).ExecuteAsync(context);
    }
}

/// Something new came to be.
public sealed class Made<T>(string path, T value) : Answer(StatusCodes.Status201Created, path, value), IEndpointMetadataProvider where T : class
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
}

/// Something is different now: as it is now.
public sealed class Changed<T>(string path, T value) : Answer(StatusCodes.Status200OK, path, value), IEndpointMetadataProvider where T : class
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// It is done, and there is nothing to show.
public sealed class Done() : Answer(StatusCodes.Status204NoContent, null, null), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void), []));
}

/// JSON with an entity tag: the version of the thing where it has one, then a print of the whole, so that both readers and editors can go by it.
public sealed class Shown(object value, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions);
        var etag = $"\"{(value is IEdition edition ? $"{edition.Version}-" : "")}{XxHash3.HashToUInt64(bytes):x16}\"";
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, Accept-Language";
        if (status == StatusCodes.Status200OK && HttpMethods.IsGet(request.Method) && request.Knows(etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
