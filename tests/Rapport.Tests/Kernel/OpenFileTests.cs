using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Cli;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Kernel;

public sealed class OpenFileTests
{
    /// Connections stay open between queries, and no longer than the server is there: nobody else could make the file anew.
    [Fact]
    public async Task A_server_that_is_over_lets_go_of_its_file()
    {
        var data = Directory.CreateTempSubdirectory("rapport-open-").FullName;
        await using (var app = await CommandLine.Offline(WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--data", data], ContentRootPath = AppContext.BaseDirectory })))
        {
            for (var n = 0; n < 3; n++)
            {
                await using var scope = app.Services.CreateAsyncScope();
                Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<Db>().Members.CountAsync());
            }
            // Whatever other test ends meanwhile closes all connections that rest.
            await Waiting.Eventually(async () =>
            {
                await using (var scope = app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<Db>().Members.CountAsync();
                return Open(data).Count > 0;
            }, "a connection to stay open");
        }
        using (var pool = new SqliteConnection($"Data Source={Path.Combine(data, "rapport.db")};Default Timeout=30")) SqliteConnection.ClearPool(pool);

        Assert.Empty(Open(data));
    }

    static List<string> Open(string folder) => [.. Directory.GetFiles("/proc/self/fd").Select(Target).Where(f => f.StartsWith(folder, StringComparison.Ordinal))];

    static string Target(string descriptor)
    {
        try { return File.ResolveLinkTarget(descriptor, false)?.FullName ?? ""; }
        // Closed by another test a moment ago.
        catch (IOException) { return ""; }
    }
}
