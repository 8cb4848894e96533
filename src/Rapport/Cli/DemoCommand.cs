using System.CommandLine;
using Microsoft.Data.Sqlite;
using Rapport.Demo;
using Rapport.Demo.Loading;
using Rapport.Demo.Writing;
using Rapport.Kernel;
using Rapport.Kernel.Hosting;

namespace Rapport.Cli;

/// rapport demo: makes a demo brand where there is none, serves it, and begins anew when asked.
public static class DemoCommand
{
    public static Command Make() => CommandLine.Verb("demo", "Serve a demo brand.", [.. ServeCommand.Options], async (builder, parsed) =>
    {
        if (builder.Configuration["database"] is { Length: > 0 }) throw new Refused("The demo keeps everything in its own folder; leave the database out.");
        var data = Path.GetFullPath(builder.Configuration["data"] ?? "data/demo");
        ServeCommand.Listen(builder);
        using var berth = Claim(data);
        for (var again = true; again;)
        {
            var settings = builder.Configuration.AsEnumerable().ToDictionary(s => s.Key, s => s.Value);
            if (!File.Exists(Path.Combine(data, "rapport.db"))) await Begin(data, settings);
            again = await Serve(data, settings, berth);
            if (again) Empty(data, but: Fresh);
        }
        return 0;
    }, begins: true);

    /// Only an empty folder, or one the demo made, becomes a demo.
    static Berth Claim(string data)
    {
        var mark = Path.Combine(Directory.CreateDirectory(data).FullName, DemoModule.Mark);
        if (!File.Exists(mark) && Directory.EnumerateFileSystemEntries(data).Any()) throw new Refused("{folder} holds something that the demo did not make.", ("folder", data));
        var berth = Berth.Take(data, alone: true);
        File.WriteAllText(mark, "Made by rapport demo. Everybody may enter here as anybody.\n");
        // Interrupted while it was being made: begin again.
        if (!Directory.Exists(Path.Combine(data, Fresh))) Empty(data);
        return berth;
    }

    /// The folder that keeps the demo as it was made, so that a reset takes no longer than copying it.
    const string Fresh = "fresh";

    static async Task Begin(string data, Dictionary<string, string?> settings)
    {
        var fresh = Path.Combine(data, Fresh);
        if (!Directory.Exists(fresh))
        {
            var making = Directory.CreateDirectory(Path.Combine(data, "making")).FullName;
            File.Copy(Path.Combine(data, DemoModule.Mark), Path.Combine(making, DemoModule.Mark), overwrite: true);
            await Fill(making, settings);
            Directory.Move(making, fresh);
        }
        Copy(fresh, data);
    }

    static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
    }

    static async Task Fill(string data, Dictionary<string, string?> settings)
    {
        Console.WriteLine("Writing two years of a community down; this takes some seconds.");
        await using (var app = await CommandLine.Offline(Builder(data, settings))) await Load.Handle(app.Services);
        SqliteConnection.ClearAllPools();
    }

    static async Task<bool> Serve(string data, Dictionary<string, string?> settings, Berth berth)
    {
        var builder = Builder(data, settings);
        if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls("http://localhost:5080");
        await using var app = Server.Wire(Server.Compose(builder).Build());
        await Server.Migrate(app.Services);
        await app.StartAsync();
        berth.Say(app.Urls.First(), builder.Configuration["address"]);
        Console.WriteLine($"The demo is at {app.Urls.First()} (Ctrl+C ends it).");
        await app.WaitForShutdownAsync();
        SqliteConnection.ClearAllPools();
        return app.Services.GetRequiredService<Resetting>().Asked;
    }

    static void Empty(string data, string? but = null)
    {
        foreach (var entry in new DirectoryInfo(data).EnumerateFileSystemInfos().Where(e => e.Name is not (DemoModule.Mark or Berth.Lock) && e.Name != but))
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else entry.Delete();
    }

    static WebApplicationBuilder Builder(string data, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["data"] = data, ["demo"] = "true", ["smtp"] = null, ["brand"] = Brand.Read().Card.Name, ["mail-from"] = "community@wrenholt.example",
        });
        return builder;
    }
}
