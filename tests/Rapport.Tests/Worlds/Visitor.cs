using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

/// Somebody with a browser: keeps cookies, sends forms as they stand on the page, and goes where it is sent only when told to.
public sealed class Visitor : IDisposable
{
    readonly HttpClient client;
    readonly World world;
    Uri door;
    readonly Member? member;
    bool signedIn;

    public Visitor(World world, Member? member = null)
    {
        (this.world, this.member, door) = (world, member, world.Address);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = world.Address, Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public CookieContainer Cookies { get; } = new();

    /// From now on at another door to the same data: a node, or what spreads the requests over several. Cookies are kept.
    public Visitor At(Uri other)
    {
        door = other;
        return this;
    }

    /// Sent along with every request from now on.
    public Visitor With(string header, string value)
    {
        client.DefaultRequestHeaders.Remove(header);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        return this;
    }

    public Task<Response> Get(string path) => Send(HttpMethod.Get, path);

    /// Follows redirects up to the page they lead to.
    public async Task<Response> Visit(string path)
    {
        var response = await Get(path);
        for (var hops = 0; response.Location is { } next && hops < 10; hops++) response = await Get(next);
        return response;
    }

    /// Sends a form: `new { body = "Hello" }` or pairs of name and value.
    public Task<Response> Post(string path, object? form = null) => Send(HttpMethod.Post, path, new FormUrlEncodedContent(Fields.Of(form)));

    public Task<Response> PostJson(string path, object body) => Send(HttpMethod.Post, path, JsonContent.Create(body));

    /// Fills in the form of that page and sends it, with all its hidden fields, as a browser would. Files are (name, content) pairs.
    public Task<Response> Submit(Response page, string action, object? form = null)
    {
        var found = page.Form(action);
        var fields = Fields.In(found);
        foreach (var given in Fields.Of(form).GroupBy(f => f.Key))
        {
            fields.RemoveAll(f => f.Key == given.Key);
            fields.AddRange(given);
        }
        HttpContent content = new FormUrlEncodedContent(fields);
        if (found.Enctype == "multipart/form-data")
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
            foreach (var (field, file, bytes) in Fields.Files(form)) parts.Add(new ByteArrayContent(bytes), field, file);
            content = parts;
        }
        var target = found.GetAttribute("action") is { Length: > 0 } said ? said : page.Path;
        return string.Equals(found.Method, "get", StringComparison.OrdinalIgnoreCase)
            ? Get(target + "?" + string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")))
            : Send(HttpMethod.Post, target, content);
    }

    public async Task<Response> Send(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        if (member is not null && !signedIn)
        {
            Cookies.Add(door, await Session.Of(world, member));
            signedIn = true;
        }
        using var request = new HttpRequestMessage(method, new Uri(door, path)) { Content = content };
        if (method != HttpMethod.Get && method != HttpMethod.Head && !client.DefaultRequestHeaders.Contains("Origin"))
            request.Headers.TryAddWithoutValidation("Origin", door.GetLeftPart(UriPartial.Authority));
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await client.SendAsync(request);
        return new Response(path, answer, await answer.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => client.Dispose();
}
