using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

/// A program that uses the API with a token.
public sealed class Robot(Visitor visitor)
{
    /// With everything its owner may do, or only with these scopes.
    public static async Task<Robot> For(World world, Member owner, params string[] scopes) => With(world, await world.Given.Token(owner, scopes));

    public static Robot With(World world, string token) => new(world.Visit().With("Authorization", $"Bearer {token}"));

    public Task<Response> Get(string path, params (string, string)[] headers) => visitor.Send(HttpMethod.Get, "/api/v1" + path, null, headers);
    public Task<Response> Post(string path, object? body = null, params (string, string)[] headers) => visitor.Send(HttpMethod.Post, "/api/v1" + path, Json(body), headers);
    public Task<Response> Put(string path, object? body = null, params (string, string)[] headers) => visitor.Send(HttpMethod.Put, "/api/v1" + path, Json(body), headers);
    public Task<Response> Patch(string path, object? body = null, params (string, string)[] headers) => visitor.Send(HttpMethod.Patch, "/api/v1" + path, Json(body), headers);
    public Task<Response> Delete(string path, params (string, string)[] headers) => visitor.Send(HttpMethod.Delete, "/api/v1" + path, null, headers);
    public Task<Response> Send(HttpMethod method, string path, HttpContent? content = null, params (string, string)[] headers) => visitor.Send(method, "/api/v1" + path, content, headers);

    static HttpContent? Json(object? body) => body switch
    {
        null => null,
        string raw => new StringContent(raw, Encoding.UTF8, "application/json"),
        HttpContent content => content,
        _ => JsonContent.Create(body, options: new(JsonSerializerDefaults.Web)),
    };
}
