using System.Text.Unicode;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.WebEncoders;
using OpenTelemetry.Metrics;
using Npgsql;
using OpenTelemetry.Trace;
using Rapport.Insight;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport;

/// Puts the modules together into a web server.
public static class Server
{
    /// With other modules than the house's own only in tests.
    public static WebApplicationBuilder Compose(WebApplicationBuilder builder, Modules? modules = null)
    {
        modules ??= Composition.Modules;
        var installation = Installation.From(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(installation).AddSingleton(modules).AddSingleton<TimeProvider, Clock>();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        // Letters of every script stand as they are: half the bytes of a page in Arabic.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddHealthChecks().AddCheck<Ready>("ready");
        services.AddSingleton<Limits>();
        services.AddResponseCompression(o => (o.EnableForHttps, o.MimeTypes) = (true, [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]));
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // Proxies of this machine are believed anyway.
            foreach (var proxy in installation.Proxies) o.KnownIPNetworks.Add(proxy);
        });
        services.AddSingleton<Draining>().AddHostedService(sp => sp.GetRequiredService<Draining>());
        // A node that stops ends its requests, then lets its loops end their transaction; nothing is lost if it cannot.
        services.AddOptions<HostOptions>().Configure<Draining>((o, draining) => (o.ShutdownTimeout, o.BackgroundServiceExceptionBehavior) = (draining.Time + TimeSpan.FromSeconds(25), BackgroundServiceExceptionBehavior.Ignore));
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, Refusals.LargestForm));
        Observe(builder);
        foreach (var module in modules.All) module.Register(services, installation);
        return builder;
    }

    static void Observe(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        if (!builder.Environment.IsDevelopment() && Console.IsOutputRedirected)
            builder.Logging.AddJsonConsole(o => (o.IncludeScopes, o.UseUtcTimestamp) = (true, true));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is null) return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(t => t.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsql().AddOtlpExporter())
            .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddMeter("System.Runtime", "Npgsql").AddOtlpExporter());
    }

    /// The way of a request, from the outside in.
    public static WebApplication Wire(WebApplication app)
    {
        var modules = app.Services.GetRequiredService<Modules>();
        app.Use(app.Services.GetRequiredService<Draining>().Run);
        app.UseForwardedHeaders();
        app.Use(HostCheck.Run);
        app.UseMiddleware<CountVisits>();
        app.Use(ForAnybody.Run);
        app.Use(Heads.Run);
        app.UseMiddleware<AnonymousPages>();
        app.UseResponseCompression();
        app.UseMiddleware<LanguagePaths>();
        app.UseMiddleware<Refusals>();
        app.UseWhen(ApiDoor.Leads, api => api.Use(ApiFrame.Fill));
        app.UseRouting();
        app.Use(OriginCheck.Run);
        foreach (var module in modules.All) module.Use(app);
        app.UseWhen(ApiDoor.Leads, api => api.Use(ApiFrame.Run));
        app.Use(app.Services.GetRequiredService<Limits>().Run);

        app.MapStaticAssets();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        var doors = new Doors(
            Pages: app.MapGroup(""),
            Acts: app.MapGroup("").DisableAntiforgery().AddEndpointFilter(Acts.Once).AddEndpointFilter(LocalCopies.Wait).RequireRateLimiting(Limits.Write),
            Hooks: app.MapGroup("").DisableAntiforgery().WithMetadata(new FromAnywhere()),
            Api: app.MapGroup(ApiDoor.Root).DisableAntiforgery().WithMetadata(new FromAnywhere(), new RequestSizeLimitAttribute(12 << 20)).AddEndpointFilter(ApiFrame.Show).AddEndpointFilter(Acts.Once).AddEndpointFilter(LocalCopies.Wait));
        foreach (var module in modules.All) module.Route(doors);
        doors.Api.MapFallback("/{**path}", ApiFrame.Nothing);
        return app;
    }

    /// Creates or brings up to date the tables. Safe when several nodes start at once.
    public static async Task Migrate(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        if (Place.Interrupted(services.GetRequiredService<Installation>())) throw new Refused("A restore was broken off here. Run it again, then start.");
        await UpToDate.Bring(db);
        await TableCounter.Count(db);
        await ProtectionKeys.Demand(db, services.GetRequiredService<MasterKey>());
        await db.Ids.Reserve();
        await ProtectionKeys.Begin(services, db);
        await services.GetRequiredService<SiteSettings>().Load(db);
        await Readers.Begin(services);
    }
}
