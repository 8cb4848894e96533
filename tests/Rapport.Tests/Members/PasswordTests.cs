using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Rapport.Tests.Members;

/// What a guess at a stolen hash costs in the program as it is shipped; the tests' own worlds hash cheaply.
public sealed class PasswordTests
{
    [Fact]
    public async Task A_guess_costs_210_000_rounds()
    {
        await using var home = await Home.Make(Engine.Sqlite);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = home.Settings, ApplicationName = "rapport", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        Server.Compose(builder, Composition.Modules);
        await using var services = builder.Services.BuildServiceProvider();

        Assert.Equal(210_000, services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
        var hash = Convert.FromBase64String(services.GetRequiredService<IPasswordHasher<Rapport.Members.Member>>().HashPassword(null!, "three unrelated words"));
        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
    }
}
