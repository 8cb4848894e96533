using Rapport.Kernel;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;

namespace Rapport.Shell;

/// The frame around every page: header, footer, error pages, and the page that shows every component.
public sealed class ShellModule : Module
{
    public override void Register(IServiceCollection services, Installation installation) =>
        services.AddSingleton(new ErrorPage(typeof(ErrorView)));

    public override void Route(Doors doors) { }
}
