using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rapport.Tests.Webhooks;

/// A message as another system received it.
public sealed record Received(string Path, string Id, DateTimeOffset At, string Signature, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
    public JsonElement Data => Json.GetProperty("data");
    public string Type => Json.GetProperty("type").GetString()!;
    public long Long(string name) => Data.GetProperty(name).GetInt64();
    public bool Has(string name) => Data.TryGetProperty(name, out _);

    /// What the library that receivers use says of it, in Node.
    public async Task<string> Verified(string secret)
    {
        var start = new ProcessStartInfo("node", [Path_("verify.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            secret, body = Body,
            headers = new Dictionary<string, string> { ["webhook-id"] = Id, ["webhook-timestamp"] = $"{At.ToUnixTimeSeconds()}", ["webhook-signature"] = Signature },
        }));
        node.StandardInput.Close();
        return (await node.StandardOutput.ReadToEndAsync()).Trim();
    }

    static string Path_(string file, [System.Runtime.CompilerServices.CallerFilePath] string here = "") => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "standard", file);
}

/// Another system that is told: keeps what it receives and answers as a test says, by path.
public sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Received> received = new();
    readonly ConcurrentDictionary<string, int> open = new(), mostOpen = new();

    Receiver(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// What is answered at a path; 204 where nothing is said.
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Answers { get; } = new();

    public IReadOnlyList<Received> At(string path) => [.. received.Where(r => r.Path == path)];

    /// How many were on their way at the same moment, at most.
    public int MostAtOnce(string path) => mostOpen.GetValueOrDefault(path);

    public string Url(string path) => new Uri(Address, path).AbsoluteUri;

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Hear);
        await app.StartAsync();
        receiver.Address = new Uri(app.Urls.First());
        return receiver;
    }

    async Task Hear(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var now = open.AddOrUpdate(path, 1, (_, n) => n + 1);
        mostOpen.AddOrUpdate(path, now, (_, n) => Math.Max(n, now));
        using var reader = new StreamReader(context.Request.Body);
        string Header(string name) => context.Request.Headers[name].ToString();
        received.Enqueue(new(path, Header("webhook-id"), DateTimeOffset.FromUnixTimeSeconds(long.Parse(Header("webhook-timestamp"))), Header("webhook-signature"), await reader.ReadToEndAsync()));
        try
        {
            if (Answers.TryGetValue(path, out var answer)) await answer(context);
            else context.Response.StatusCode = 204;
        }
        finally { open.AddOrUpdate(path, 0, (_, n) => n - 1); }
    }

    public void Says(string path, int status, params (string Name, string Value)[] headers) => Answers[path] = context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return context.Response.WriteAsync($"says {status}");
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
