using System.CommandLine;
using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Site;

namespace Rapport.Cli;

/// rapport doctor: looks at everything the server needs, and says what to mend. 0 where nothing fails, 1 otherwise.
public static class DoctorCommand
{
    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "Say it for a program" };
        var command = CommandLine.Verb("doctor", "Look at everything the server needs, and say what to mend.",
        [
            new Option<string>("--urls") { Description = "Where the server listens (default: where the one that serves this folder does)" }, new Option<string>("--address") { Description = "The address customers type" }, new Option<string>("--smtp") { Description = "smtp://user:password@host:port, or smtps://" }, new Option<string>("--mail-from") { Description = "The sender of mails" },
            new Option<string>("--dkim") { Description = "The selector of your mail provider's DKIM key" },
            new Option<string>("--dns") { Description = "A name server to ask, such as 9.9.9.9" },
        ], async (builder, parsed) =>
        {
            // What fails is a finding, and said once.
            builder.Services.PostConfigure<LoggerFilterOptions>(o => { o.Rules.Clear(); o.MinLevel = LogLevel.None; });
            Ask(builder.Configuration);
            await using var app = CommandLine.Composed(builder);
            await Settle(app.Services);
            var findings = await Doctor.Look(app.Services, far: true);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) await output.WriteLineAsync(JsonSerializer.Serialize(findings.Select(f => new { about = f.About, grade = f.Grade.ToString().ToLowerInvariant(), said = f.Plain, mend = f.PlainMend }), new JsonSerializerOptions { WriteIndented = true }));
            else
                foreach (var f in findings.OrderByDescending(f => f.Grade))
                {
                    await output.WriteLineAsync($"{(f.Grade switch { Grade.Good => "good   ", Grade.Warning => "warning", _ => "FAILURE" })}  {f.About,-12}  {f.Plain}");
                    if (f.PlainMend is { } mend) await output.WriteLineAsync($"{"",23}→ {mend}");
                }
            return findings.Any(f => f.Grade == Grade.Failure) ? 1 : 0;
        });
        command.Options.Add(json);
        return command;
    }

    /// How the server is reached that serves this folder, where nobody said otherwise.
    static void Ask(ConfigurationManager settings)
    {
        foreach (var (name, value) in Berth.Read(Path.GetFullPath(settings["data"] ?? "data")))
            if (settings[name] is not { Length: > 0 }) settings[name] = value;
    }

    /// What administrators chose counts too, where there are tables to read it from: looking makes none, and no key.
    static async Task Settle(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        try { await services.GetRequiredService<SiteSettings>().Load(scope.ServiceProvider.GetRequiredService<Db>()); }
        catch (Exception unread) when (unread is System.Data.Common.DbException or InvalidOperationException { InnerException: System.Data.Common.DbException } or Refused) { }
    }
}
