using Rapport.Kernel.Web;

namespace Rapport.Kernel;

/// A part of the product: its tables, its services and its routes.
public abstract class Module
{
    public virtual void Map(ModelBuilder model) { }
    public virtual void Register(IServiceCollection services, Installation installation) { }

    /// Middleware between routing and the endpoints, in the order of the floors.
    public virtual void Use(IApplicationBuilder app) { }
    public virtual void Route(Doors doors) { }
}

/// The modules this server is composed of, lowest floor first.
public sealed class Modules(params Module[] all)
{
    public IReadOnlyList<Module> All { get; } = all;
}
