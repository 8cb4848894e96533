using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Rapport.Tests.Nodes;

/// nginx in front of several nodes, set up as docs/nodes.md says.
public sealed partial class Balancer : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rapport-nginx-").FullName;
    readonly Process nginx;

    Balancer(int port, IEnumerable<Uri> nodes)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        Write(nodes);
        nginx = Process.Start(new ProcessStartInfo(Program, ["-p", folder, "-c", "nginx.conf", "-e", "error.log"]))!;
    }

    public Uri Address { get; }

    /// What nginx complained of.
    public string Problems => File.Exists(Path.Combine(folder, "error.log")) ? File.ReadAllText(Path.Combine(folder, "error.log")) : "";

    static string Program => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    public static async Task<Balancer> Start(params Uri[] nodes)
    {
        var balancer = new Balancer(FreePort(), nodes);
        using var client = new HttpClient { BaseAddress = balancer.Address };
        await Waiting.Eventually(async () =>
        {
            if (balancer.nginx.HasExited) Assert.Fail("nginx did not start: " + balancer.Problems);
            try { return (await client.GetAsync("/health/live")).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        }, "nginx to answer");
        return balancer;
    }

    /// Spreads the requests over these from now on; what is under way elsewhere is finished there.
    public async Task Over(params Uri[] nodes)
    {
        Write(nodes);
        using var reload = Process.Start(new ProcessStartInfo(Program, ["-p", folder, "-c", "nginx.conf", "-e", "error.log", "-s", "reload"]))!;
        await reload.WaitForExitAsync();
        Assert.Equal(0, reload.ExitCode);
    }

    /// The block of docs/nodes.md itself, with these nodes in it.
    void Write(IEnumerable<Uri> nodes)
    {
        var documented = Block().Match(File.ReadAllText(Document())).Groups[1].Value;
        var site = Servers().Replace(documented, string.Concat(nodes.Select(n => $"    server {n.Authority} max_fails=1 fail_timeout=1s;\n")), 1);
        site = site.Replace("listen 80;", $"listen 127.0.0.1:{Address.Port};").Replace("server_name community.example;", "");
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off; worker_processes 1; pid nginx.pid;
            events { worker_connections 512; }
            http {
            access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
            {{site}}
            }
            """);
    }

    static string Document([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/nodes.md");

    /// Below those that whoever connects is given one of: a server that is started again finds it free.
    internal static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try { listener.Start(); return port; }
            catch (SocketException) { }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!nginx.HasExited)
        {
            using var quit = Process.Start("kill", ["-TERM", $"{nginx.Id}"]);
            await nginx.WaitForExitAsync();
        }
        nginx.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(^    server \S+ max_fails.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Servers();
}
