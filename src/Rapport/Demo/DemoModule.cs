using Rapport.Demo.Entering;
using Rapport.Demo.Mails;
using Rapport.Kernel;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;

namespace Rapport.Demo;

/// The demo brand's bar: one-click entry, every mail sent, things to try, reset. It exists only in a folder that the demo made.
public sealed class DemoModule : Module
{
    /// The file that marks a folder as the demo's own.
    public const string Mark = "this-is-a-demo";

    public override void Register(IServiceCollection services, Installation installation)
    {
        if (!installation.Demo) return;
        if (!File.Exists(Path.Combine(installation.Data, Mark)))
            throw new Refused("{folder} is not a demo: nobody may enter a real community by one click. Start it with serve.", ("folder", installation.Data));
        services.AddSlot<DemoBar>("top");
        services.AddSingleton<Resetting>();
    }

    public override void Route(Doors doors)
    {
        if (doors.Pages.ServiceProvider.GetService<Resetting>() is null) return;
        doors.Acts.MapPost("/demo/enter", Enter.Handle);
        doors.Acts.MapPost("/demo/reset", (Resetting resetting) => resetting.Begin());
        doors.Pages.MapGet("/demo/mails", ShowMails.List);
        doors.Pages.MapGet("/demo/mails/{id:long}", ShowMails.One);
        doors.Pages.MapGet("/demo/mails/{id:long}/html", ShowMails.Html);
    }
}
