using Rapport.Kernel;

namespace Rapport.Demo;

/// Asks the running demo to stop and begin anew.
public sealed class Resetting(IHostApplicationLifetime lifetime, Installation installation)
{
    public bool Asked { get; private set; }

    public IResult Begin()
    {
        if (!installation.Demo) throw new NotFound();
        Asked = true;
        lifetime.StopApplication();
        return new Later();
    }

    /// The page that waits for the new demo: it asks again by itself.
    sealed class Later : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers["Refresh"] = "4; url=/";
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("<!doctype html><html lang=\"en\"><title>Demo</title><h1>The demo begins anew</h1><p>This page opens it in a few seconds.</p></html>");
        }
    }
}
