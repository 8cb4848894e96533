using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rapport.Bench.Pages;

/// The limit: Kestrel in a process of its own that returns as many bytes as the path says, and does nothing else.
static class Bare
{
    public static bool Run(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{arguments[0]}").ConfigureKestrel(k => k.AddServerHeader = false);
        var app = builder.Build();
        var bytes = new byte[4 << 20];
        Array.Fill(bytes, (byte)'a');
        app.Run(context =>
        {
            var count = int.Parse(context.Request.Path.Value.AsSpan(1));
            (context.Response.ContentType, context.Response.ContentLength) = ("text/html; charset=utf-8", count);
            return context.Response.Body.WriteAsync(bytes.AsMemory(0, count)).AsTask();
        });
        app.Run();
        return true;
    }
}
