using Rapport.Kernel.Database;

namespace Rapport.Kernel.Events;

/// Registers readers and starts them again from the beginning where that is allowed.
public static class Readers
{
    extension(IServiceCollection services)
    {
        /// A reader whose checkpoint all nodes share.
        public IServiceCollection AddReader<T>() where T : Reader
        {
            services.AddSingleton<T>().AddSingleton<Reader>(sp => sp.GetRequiredService<T>());
            return typeof(T).IsSubclassOf(typeof(LocalReader))
                ? services.AddSingleton<IHostedService>(sp => ActivatorUtilities.CreateInstance<LocalReaderLoop>(sp, sp.GetRequiredService<T>()))
                : services.AddSingleton<IHostedService>(sp => ActivatorUtilities.CreateInstance<SharedReaderLoop>(sp, sp.GetRequiredService<T>()));
        }
    }

    /// Effect readers that are new begin here, before anybody can act: what happens from the first request on is theirs.
    public static async Task Begin(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        foreach (var reader in services.GetServices<Reader>().OfType<EffectReader>())
            await db.Transact(() => SharedReaderLoop.Begin(db, reader));
    }

    /// Empties a derived reader and lets it read the whole log again. Refuses for readers that must never repeat themselves.
    public static async Task Rebuild(IServiceProvider services, string name)
    {
        var reader = services.GetServices<Reader>().FirstOrDefault(r => r.Name == name)
            ?? throw new Refused("There is no reader called {name}.", ("name", name));
        if (reader is not DerivedReader derived) throw new Refused("{name} is not a derived reader: it cannot be rebuilt from here.", ("name", name));
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            await db.Transact(async () =>
            {
                await derived.Clear(db);
                await db.Set<Checkpoint>().Where(c => c.Reader == name).ExecuteUpdateAsync(s => s.SetProperty(c => c.Position, 0));
            });
        }
        await Follow(services, name);
    }

    /// Lets a derived reader go on to the end of the log, where no loop of a server does.
    public static async Task Follow(IServiceProvider services, string name)
    {
        var loop = ActivatorUtilities.CreateInstance<SharedReaderLoop>(services, services.GetServices<Reader>().OfType<DerivedReader>().Single(r => r.Name == name));
        while (await loop.Step() > 0) { }
    }
}
