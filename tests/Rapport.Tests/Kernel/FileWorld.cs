using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NetVips;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Web;

namespace Rapport.Tests.Kernel;

/// A server with nothing but the doors of files, where a header says who knocks.
public sealed class FileWorld : IAsyncDisposable
{
    public readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));
    public readonly string Folder = Directory.CreateTempSubdirectory("rapport-files").FullName;
    WebApplication app = null!;

    public HttpClient Client { get; private set; } = null!;
    public IServiceProvider Services => app.Services;

    public static async Task<FileWorld> Open(bool table = false)
    {
        var world = new FileWorld();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("data", world.Folder)]);
        builder.WebHost.UseTestServer();
        Server.Compose(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(world.Clock));
        foreach (var loop in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Rapport") == true).ToList()) builder.Services.Remove(loop);
        if (table) builder.Services.Replace(ServiceDescriptor.Singleton<Blobs, TableBlobs>());
        world.app = builder.Build();
        world.app.UseMiddleware<Refusals>();
        world.app.UseRouting();
        world.app.Use((HttpContext context, RequestDelegate next) =>
        {
            if (long.TryParse(context.Request.Headers["X-As"], out var who)) context.RequestServices.GetRequiredService<Acting>().Actor = who;
            return next(context);
        });
        FilesRoom.Route(new Doors(world.app.MapGroup(""), world.app.MapGroup("").DisableAntiforgery(), world.app.MapGroup(""), world.app.MapGroup("/api/v1")));
        await world.With(async db => { await db.Database.EnsureCreatedAsync(); await db.Ids.Reserve(); return 0; });
        await world.app.StartAsync();
        world.Client = world.app.GetTestClient();
        world.Client.DefaultRequestHeaders.Add("Accept", "application/json");
        return world;
    }

    public async Task<T> With<T>(Func<Db, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<Db>());
    }

    public async Task Forget()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<FileForgetter>(scope.ServiceProvider).Do(new ForgetFiles(), default);
    }

    public Task<HttpResponseMessage> Send(byte[] bytes, string name = "picture.jpg", long? who = 7)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/files") { Content = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } } };
        if (who is not null) request.Headers.Add("X-As", $"{who}");
        return Client.SendAsync(request);
    }

    public async Task<string> Words(byte[] bytes, string name = "x.bin")
    {
        var answer = await Send(bytes, name);
        Assert.Equal(422, (int)answer.StatusCode);
        return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString()!;
    }

    public async Task<SendFile.Kept> Keep(byte[] bytes, string name = "picture.jpg")
    {
        var answer = await Send(bytes, name);
        Assert.Equal(201, (int)answer.StatusCode);
        return System.Text.Json.JsonSerializer.Deserialize<SendFile.Kept>(await answer.Content.ReadAsStringAsync(), System.Text.Json.JsonSerializerOptions.Web)!;
    }

    public static byte[] Drawing(int width, int height, string format, Action<MutableImage>? more = null)
    {
        using var blank = Image.Black(width, height, 3) + new double[] { 200, 60, 20 };
        using var bytes = blank.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var image = more is null ? bytes.Copy() : bytes.Mutate(more);
        return image.WriteToBuffer(format);
    }

    /// Twelve million pixels as a telephone held upright stores them: HEVC, turned by a property of the file, with the place in its EXIF.
    public static byte[] Phone()
    {
        using var stream = typeof(FileWorld).Assembly.GetManifestResourceStream("phone.heic")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
