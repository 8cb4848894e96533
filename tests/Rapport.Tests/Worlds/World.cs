using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Tests.Kernel.Tallies;
using RapportModules = Rapport.Kernel.Modules;

namespace Rapport.Tests.Worlds;

/// One running server on a real port with data of its own. `Shared` is one for each engine, for tests that make what they need.
public sealed class World : IAsyncDisposable
{
    static readonly Dictionary<Engine, Lazy<Task<World>>> SharedWorlds = Enum.GetValues<Engine>().ToDictionary(e => e, e => new Lazy<Task<World>>(() => Start(e)));

    readonly Home home;
    readonly bool ownsHome;

    World(Home home, bool ownsHome, WebApplication app)
    {
        (this.home, this.ownsHome, App) = (home, ownsHome, app);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Given = new Given(this);
    }

    public WebApplication App { get; }
    public IServiceProvider Services => App.Services;
    public Uri Address { get; }
    public Engine Engine => home.Engine;
    public Home Home => home;
    public Given Given { get; }
    public Cast Cast { get; private set; } = null!;

    /// The world that all tests of an engine share. Skips the test where the engine is missing.
    public static Task<World> Shared(Engine engine)
    {
        Home.SkipWithout(engine);
        return SharedWorlds[engine].Value;
    }

    /// A world for one test alone, with settings such as "--brand", "Acme" and services put in place of the usual ones.
    public static async Task<World> Start(Engine engine, Action<IServiceCollection>? services = null, params string[] settings) =>
        await On(await Home.Make(engine), ownsHome: true, null, services, settings);

    /// Another server on the same data: a second node, or the same one started again.
    public Task<World> Join(Action<IServiceCollection>? services = null, params string[] settings) => On(home, ownsHome: false, Cast, services, settings);

    public static async Task<World> On(Home home, bool ownsHome, Cast? cast, Action<IServiceCollection>? services = null, params string[] settings)
    {
        var app = Build([.. home.Settings, "--urls", "http://127.0.0.1:0", "--limits", "1000", "--drain", "0", .. settings], services, home.IsBare ? Composition.Modules : null);
        await Server.Migrate(app.Services);
        await app.StartAsync();
        var world = new World(home, ownsHome, app);
        if (cast is null) await world.HoldFirstPosts();
        world.Cast = cast ?? await Cast.Of(world);
        return world;
    }

    public static WebApplication Build(string[] settings, Action<IServiceCollection>? services = null, RapportModules? modules = null)
    {
        TalliesModule.Learn();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings, ApplicationName = "rapport", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production",
        });
        Server.Compose(builder, modules ?? Home.Modules);
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("RAPPORT_TEST_LOG") is { } level) builder.Logging.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(Enum.Parse<LogLevel>(level, ignoreCase: true));
        // What a guess costs is in PasswordTests; here it would only be waited for.
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
        services?.Invoke(builder.Services);
        return Server.Wire(builder.Build());
    }

    /// A brand that holds newcomers' first two posts: much is told of what waits. Where that is not chosen, nothing waits for being new (ModesTests).
    Task HoldFirstPosts() => Act(async db =>
    {
        // A home that another server left has it already, and several may begin at once.
        var (id, json) = (db.NewId(), """{"firstPosts":2}""");
        await db.Transact(() => db.Database.ExecuteSqlAsync($"INSERT INTO kernel_settings (id, version, name, json) VALUES ({id}, 1, 'moderation', {json}) ON CONFLICT (name) DO NOTHING"));
        await Services.GetRequiredService<SiteSettings>().Load(db);
    });

    /// A visitor of this server: a member signed in, or nobody known.
    public Visitor Visit(Member? member = null) => new(this, member);

    /// Does something with a scope of its own, as a request would.
    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> Query<T>(Func<Db, Task<T>> query) => Do(services => query(services.GetRequiredService<Db>()));

    public Task Act(Func<Db, Task> act) => Query(async db => { await act(db); return true; });

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try { await App.StopAsync(limit.Token); } catch (OperationCanceledException) { }
        await App.DisposeAsync();
        if (ownsHome) await home.DisposeAsync();
    }

    internal static async Task StopShared()
    {
        foreach (var world in SharedWorlds.Values.Where(w => w.IsValueCreated))
            if (world.Value.IsCompletedSuccessfully) await world.Value.Result.DisposeAsync();
    }
}
